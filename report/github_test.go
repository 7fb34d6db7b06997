package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// githubCommand is what the runner of GitHub Actions makes of a line.
type githubCommand struct {
	name       string
	properties map[string]string
	data       string
}

// runGitHub reads a log as the runner does: it obeys a line that begins with
// "::" after blanks, of whatever kind, and "##[" anywhere in a line.
func runGitHub(t *testing.T, log string) (commands []githubCommand, text []string) {
	t.Helper()
	undo := func(s string, pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			s = strings.ReplaceAll(s, pairs[i], pairs[i+1])
		}
		return s
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(log, "\n"), "\n") {
		if strings.Contains(line, "##[") || strings.Contains(line, "\r") {
			t.Errorf("the runner obeys part of %q", line)
		}
		rest, isCommand := strings.CutPrefix(strings.TrimSpace(line), "::")
		head, data, hasData := strings.Cut(rest, "::")
		if !isCommand || !hasData {
			text = append(text, line)
			continue
		}
		name, list, _ := strings.Cut(head, " ")
		command := githubCommand{name: name, properties: map[string]string{}}
		for pair := range strings.SplitSeq(strings.TrimSpace(list), ",") {
			if key, value, ok := strings.Cut(pair, "="); ok && value != "" {
				command.properties[key] = undo(value, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
			}
		}
		command.data = undo(data, "%0D", "\r", "%0A", "\n", "%25", "%")
		commands = append(commands, command)
	}
	return commands, text
}

func readGitHub(t *testing.T, out string, r *report.Report) {
	t.Helper()
	commands, text := runGitHub(t, out)
	lines := 1
	if broken(r) < len(r.Problems) {
		lines++ // one for all modules that are not here
	}
	if lines > 1 && len(r.Narrowed) > 0 {
		lines++ // a blank one in between
	}
	lines += len(r.Narrowed)
	if want := len(r.Findings) + broken(r) + len(r.Narrowed); len(commands) != want || len(text) != lines || !strings.HasPrefix(text[lines-1], "gatelint: ") {
		t.Fatalf("%d commands instead of %d, and the text %q", len(commands), want, text)
	}
	levels := map[rules.Severity]string{rules.Error: "error", rules.Warning: "warning", rules.Info: "notice"}
	for i, f := range r.Findings {
		c := commands[i]
		if c.name != levels[f.Severity] || c.properties["title"] != "INT001 lambda-integration-not-post" {
			t.Errorf("%s titled %q", c.name, c.properties["title"])
		}
		if message := report.Text(f.Message); !strings.Contains(c.data, ": INT001: "+message) {
			t.Errorf("the message %q became %q", message, c.data)
		}
		for name := range c.properties {
			if !slices.Contains([]string{"file", "line", "endLine", "col", "endColumn", "title"}, name) {
				t.Errorf("there is a property %q", name)
			}
		}
	}
	for i, c := range commands[len(r.Findings):] {
		if isProblem := i < broken(r); isProblem != (c.name == "error") || !isProblem && c.name != "notice" {
			t.Errorf("problem %v is a %s", isProblem, c.name)
		}
	}
}

func TestGitHub(t *testing.T) {
	golden(t, "report.github", write(t, "github", fixture(), report.Options{Base: "infra"}))
}

func TestGitHubPlaces(t *testing.T) {
	cases := []struct {
		at   source.Range
		want string
	}{
		{source.Range{}, "map[title:T]"},
		{source.Range{File: "a"}, "map[file:a title:T]"},
		{place("a", 2, 3, 2, 7), "map[col:3 endColumn:6 endLine:2 file:a line:2 title:T]"},
		{place("a", 2, 3, 2, 3), "map[col:3 endColumn:3 endLine:2 file:a line:2 title:T]"},
		{place("a", 2, 3, 1, 1), "map[col:3 endColumn:3 endLine:2 file:a line:2 title:T]"},
		{place("a", 2, 3, 4, 5), "map[endLine:4 file:a line:2 title:T]"},
		{place("a", 2, 3, 4, 1), "map[endLine:3 file:a line:2 title:T]"},
		{place("a", 2, 3, 3, 1), "map[col:3 endColumn:3 endLine:2 file:a line:2 title:T]"},
		{place("a,b:c%2C=d", 2, 3, 2, 4), "map[col:3 endColumn:3 endLine:2 file:a,b:c%2C=d line:2 title:T]"},
	}
	for _, c := range cases {
		r := &report.Report{Findings: []rules.Finding{{Rule: post, Severity: rules.Error, At: c.at}}}
		commands, _ := runGitHub(t, write(t, "github", r, report.Options{}))
		commands[0].properties["title"] = "T"
		if diff := cmp.Diff(c.want, fmt.Sprint(commands[0].properties)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestGitHubSaysWhatItDoesNotShow(t *testing.T) {
	const hint = "GitHub shows 10 annotations of each level"
	for n, want := range map[int]bool{30: false, 31: true} { // of three levels
		if got := strings.Contains(write(t, "github", &report.Report{Findings: many(n)}, report.Options{}), hint); got != want {
			t.Errorf("of %d findings: %v", n, got)
		}
	}
}

func TestGitHubSaysTheUsualSymptoms(t *testing.T) {
	f := rules.Finding{Rule: post, Severity: rules.Error, Message: "what?", Symptoms: []string{"403 a.", "500 b", "502 c"}, Fix: "this."}
	commands, _ := runGitHub(t, write(t, "github", &report.Report{Findings: []rules.Finding{f}}, report.Options{}))
	want := "(no file): INT001: what?\nCallers see: 403 a, or 500 b.\nFix: this."
	if diff := cmp.Diff(want, commands[0].data); diff != "" {
		t.Error(diff)
	}
}
