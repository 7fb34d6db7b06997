package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/report"
)

func known() *report.Report {
	r := fixture()
	r.Baseline = &report.Baseline{File: "base\u202Eline.json", Hidden: 7, Stale: []report.StaleEntry{
		{ID: "INT001", Rule: "lambda-integration-not-post", File: "a\x1b.tf", Resource: "aws_x.a", Count: 2},
	}}
	r.Since = &report.Since{Revision: "main\n::error::", Commit: "0123456789abcdef", Older: 3}
	return r
}

// Every summary says what is not shown.
func TestKnown(t *testing.T) {
	for format, want := range map[string][]string{
		"text": {
			"\nBaseline base\uFFFDline.json: 7 hidden; 1 stale (no longer found; --write-baseline drops them).\n",
			"\nSince main␊::error:: (0123456): 3 older not shown; not everything could be read there, so that some of what is shown may be older.\n",
		},
		"html":     {"<p class=\"read\">Baseline base\uFFFDline.json: 7 hidden; 1 stale", ">Since main␊::error:: (0123456): 3 older not shown; not"},
		"markdown": {"Baseline base\uFFFDline.json: 7 hidden; 1 stale", ": 3 older not shown"},
	} {
		got := write(t, format, known(), report.Options{})
		for _, text := range want {
			if !strings.Contains(got, text) {
				t.Errorf("%s lacks %q", format, text)
			}
		}
		for _, unwanted := range []string{"Baseline", "Since"} {
			if none := write(t, format, fixture(), report.Options{}); strings.Contains(none, unwanted+" ") {
				t.Errorf("%s speaks of %s where there is none", format, unwanted)
			}
		}
	}
	verbose := write(t, "text", known(), report.Options{Verbose: true})
	if want := "a␛.tf: stale: base\uFFFDline.json has 2 findings at aws_x.a no longer found [INT001 lambda-integration-not-post]\n"; !strings.Contains(verbose, want) {
		t.Errorf("verbose text lacks %q: %s", want, verbose)
	}
	if quiet := write(t, "text", known(), report.Options{Quiet: true}); strings.Contains(quiet, "Baseline") {
		t.Error("quiet text speaks of the baseline")
	}
}

func TestKnownJSON(t *testing.T) {
	var got struct {
		Baseline map[string]any `json:"baseline"`
		Since    map[string]any `json:"since"`
	}
	if err := json.Unmarshal([]byte(write(t, "json", known(), report.Options{})), &got); err != nil {
		t.Fatal(err)
	}
	stale := map[string]any{"id": "INT001", "rule": "lambda-integration-not-post", "file": "a␛.tf", "resource": "aws_x.a", "count": 2.0}
	want := map[string]any{"file": "base\uFFFDline.json", "hidden": 7.0, "stale": 1.0, "staleEntries": []any{stale}}
	if diff := cmp.Diff(want, got.Baseline); diff != "" {
		t.Error(diff)
	}
	want = map[string]any{"revision": "main␊::error::", "commit": "0123456789abcdef", "older": 3.0, "complete": false}
	if diff := cmp.Diff(want, got.Since); diff != "" {
		t.Error(diff)
	}
	if plain := write(t, "json", fixture(), report.Options{}); strings.Contains(plain, `"baseline": {`) || strings.Contains(plain, `"since"`) {
		t.Error("the keys are there without a baseline")
	}
}
