package report_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// gitlabEntry is what GitLab reads of an entry.
type gitlabEntry struct {
	Description string `json:"description"`
	CheckName   string `json:"check_name"`
	Fingerprint string `json:"fingerprint"`
	Severity    string `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
		} `json:"lines"`
	} `json:"location"`
}

// gitlabSchema is compiled once: a thousand reports are held against it.
var gitlabSchema = sync.OnceValue(func() *jsonschema.Schema {
	return jsonschema.NewCompiler().MustCompile("testdata/gitlab-code-quality.schema.json")
})

func gitlabEntries(t *testing.T, out string) []gitlabEntry {
	t.Helper()
	validate(t, gitlabSchema(), out)
	var entries []gitlabEntry
	if err := json.Unmarshal([]byte(out), &entries); err != nil {
		t.Fatal(err)
	}
	return entries
}

func readGitLab(t *testing.T, out string, r *report.Report) {
	t.Helper()
	entries := gitlabEntries(t, out)
	if want := len(r.Findings) + broken(r) + len(r.Narrowed); len(entries) != want {
		t.Fatalf("%d entries instead of %d", len(entries), want)
	}
	seen := map[string]bool{}
	for i, entry := range entries {
		if seen[entry.Fingerprint] {
			t.Errorf("the fingerprint %s is there twice", entry.Fingerprint)
		}
		seen[entry.Fingerprint] = true
		switch {
		case i >= len(r.Findings)+broken(r):
			if entry.Severity != "info" {
				t.Errorf("a narrowing is %s", entry.Severity)
			}
		case i >= len(r.Findings):
			if entry.Severity != "blocker" {
				t.Errorf("a problem is %s", entry.Severity)
			}
		case entry.CheckName != "INT001" || !strings.Contains(entry.Description, report.Text(r.Findings[i].Message)):
			t.Errorf("%s: %q", entry.CheckName, entry.Description)
		}
	}
}

func TestGitLab(t *testing.T) {
	golden(t, "report.gitlab.json", write(t, "gitlab", fixture(), report.Options{Base: "infra"}))
	if got := write(t, "gitlab", &report.Report{}, report.Options{}); got != "[]\n" {
		t.Errorf("nothing is %q", got)
	}
}

// TestGitLabFingerprintsStay holds that a finding keeps its fingerprint when
// lines move and when the same one appears in another file.
func TestGitLabFingerprintsStay(t *testing.T) {
	finding := func(file string, line int) rules.Finding {
		return rules.Finding{Rule: post, Severity: rules.Error, Message: "m", At: place(file, line, 1, line, 2), Fingerprint: "5f2a"}
	}
	of := func(findings ...rules.Finding) []string {
		var list []string
		for _, entry := range gitlabEntries(t, write(t, "gitlab", &report.Report{Findings: findings}, report.Options{})) {
			list = append(list, entry.Fingerprint)
		}
		return list
	}
	before := of(finding("b.tf", 3))
	after := of(finding("a.tf", 1), finding("b.tf", 7), finding("b.tf", 9))
	if after[1] != before[0] {
		t.Error("the fingerprint changed")
	}
	if after[0] == after[1] || after[1] == after[2] {
		t.Errorf("fingerprints are not unique: %v", after)
	}
}
