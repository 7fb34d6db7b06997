package lint_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

var listedFinding = regexp.MustCompile("^- ([A-Z]{3}\\d{3}) `(.+)`$")

// TestCorpusFindings compares what is found in published definitions with the
// page of findings that a reader has judged. Each line of a difference is to be
// judged before it goes into the page.
func TestCorpusFindings(t *testing.T) {
	corpus := os.Getenv("GATELINT_CORPUS")
	if corpus == "" {
		t.Skip("GATELINT_CORPUS names no folder, so there is nothing to find anything in")
	}
	root, err := source.Open(corpus, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result, err := lint.Run(t.Context(), root, nil, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var found, judged []string
	for _, f := range result.Findings {
		if f.Severity != rules.Info {
			found = append(found, fmt.Sprintf("%s `%s:%d`", f.Rule.ID, f.At.File, f.At.Start.Line))
		}
	}
	page, err := os.ReadFile("../docs/ecosystem.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(page)) {
		if match := listedFinding.FindStringSubmatch(strings.TrimSpace(line)); match != nil {
			judged = append(judged, match[1]+" `"+match[2]+"`")
		}
	}
	slices.Sort(found)
	slices.Sort(judged)
	if diff := cmp.Diff(judged, found); diff != "" {
		t.Errorf("the findings are not those of docs/ecosystem.md (-judged +found):\n%s", diff)
	}
	tally.Count(t, "T64", "published definitions", result.Definitions)
	tally.Count(t, "T64", "judged findings", len(judged))
	t.Logf("%d findings in published definitions agree with docs/ecosystem.md", len(found))
}
