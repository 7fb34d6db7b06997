package report_test

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
)

// What a configuration narrows stands in every format, with its place.
func TestNarrowingsAreListed(t *testing.T) {
	r := &report.Report{
		Version: "0.1.0", Complete: true,
		Narrowed: []report.Narrowing{{At: place("../.gatelint.yaml", 3, 10, 3, 16), Message: "ignore: INT001"}},
		Summary:  report.Summary{Files: 1, Definitions: 1},
	}
	wanted := map[string][]string{
		"text":       {"../.gatelint.yaml:3:10: narrowed: ignore: INT001\n\nNo findings"},
		"json":       {`"file": "../.gatelint.yaml"`, `"line": 3`, `"message": "ignore: INT001"`},
		"github":     {"::notice file=.gatelint.yaml,line=3,", "::.gatelint.yaml:3:10: narrowed: The configuration lets more pass: ignore: INT001."},
		"gitlab":     {`"check_name": "narrowed"`, `"severity": "info"`, `"path": ".gatelint.yaml"`, `"begin": 3`},
		"junit":      {`<skipped message="The configuration lets more pass: ignore: INT001.">`, `skipped="1"`},
		"checkstyle": {`<file name=".gatelint.yaml">`, `line="3"`, `severity="info"`, "ignore: INT001"},
		"markdown":   {".gatelint.yaml:3:10: narrowed: ignore: INT001"},
		"html":       {`<h2 id="narrowed-title">Narrowed</h2>`, `<span class="place">../.gatelint.yaml:3:10</span> ignore: INT001`},
		"sarif":      {`"level": "note"`, "ignore: INT001", `"id": "narrowed"`, `"uri": ".gatelint.yaml"`, `"startLine": 3`},
	}
	for format, wants := range wanted {
		got := write(t, format, r, report.Options{Base: "infra"})
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %s:\n%s", format, want, got)
			}
		}
	}
	if len(wanted) != len(report.Formats()) {
		t.Errorf("%d of %d formats were asked", len(wanted), len(report.Formats()))
	}
	if got := write(t, "text", r, report.Options{Quiet: true}); got != "" {
		t.Errorf("quiet text says %q", got)
	}
	r.Narrowed = nil
	if got := write(t, "json", r, report.Options{}); strings.Contains(got, "narrowed") {
		t.Errorf("nothing is narrowed, and JSON says so:\n%s", got)
	}
}
