package report_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

//nolint:gosmopolitan // wide characters are what is tested
func TestText(t *testing.T) {
	got := write(t, "text", fixture(), report.Options{Lines: lines})
	want := `api/main.tf:3:28: error: POST /orders calls Lambda with GET [INT001 lambda-integration-not-post]
   |
 3 |     integration_http_method = "GET"
   |                               ^^^^^
   = symptom: 500 Internal server error
   = when: var.env == "prod" and the stage is deployed
   = resource: aws_api_gateway_integration.orders and 2 others made of the same lines
   = related: api/main.tf:1:1: the integration
   |   resource "aws_api_gateway_integration" "orders" {
   = related: other.tf:7:1: the function it calls
   = fix: set integration_http_method to POST

api/main.tf:4:14: warning: nothing redeploys the API [DEP002 deployment-without-trigger]
   |
 4 |   comment = "注文 é" # after wide runes
   |              ^^^^^^

api/main.tf:1:1: not read: an argument is missing; write it [unreadable]
   |
 1 | resource "aws_api_gateway_integration" "orders" {
   | ^^^^^^^^

big.json: not read: is larger than 2 MiB [limit]

unknown: 1 unresolved module (net.tf:2:3); no finding rests on what may be in there

Found 1 error, 1 warning, 1 suppressed in 12 files (2 APIs, 80 resources); incomplete: 2 problems kept something from being read.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTextQuiet(t *testing.T) {
	got := write(t, "text", fixture(), report.Options{Lines: lines, Quiet: true})
	for _, unwanted := range []string{"Found", "not read", "unknown:"} {
		if strings.Contains(got, unwanted) {
			t.Errorf("quiet text says %q", unwanted)
		}
	}
	if !strings.Contains(got, "INT001") {
		t.Error("quiet text leaves out a finding")
	}
}

func TestTextVerboseListsWhatIsSuppressed(t *testing.T) {
	r := fixture()
	r.Suppressed = append(r.Suppressed, rules.Suppressed{Finding: rules.Finding{Rule: stale, At: place("a.tf", 2, 3, 2, 4)}, By: rules.Baseline})
	want := "a.tf:2:3: suppressed: no reason given [DEP002 deployment-without-trigger, baseline]\n"
	if got := write(t, "text", r, report.Options{Verbose: true}); !strings.Contains(got, ": suppressed: known [INT001 lambda-integration-not-post, inline]\n"+want) {
		t.Error(got)
	}
	if got := write(t, "text", r, report.Options{}); strings.Contains(got, "suppressed:") {
		t.Error("what is suppressed is listed unasked")
	}
}

func TestTextVerboseNamesEveryModule(t *testing.T) {
	got := write(t, "text", fixture(), report.Options{Verbose: true})
	if !strings.Contains(got, "net.tf:2:3: unknown: module.vpc is not here; run terraform init [unresolved-module]") {
		t.Error(got)
	}
}

func TestTextNamesAFewModules(t *testing.T) {
	r := &report.Report{Complete: true}
	for line := range 5 {
		r.Problems = append(r.Problems, source.Problem{Kind: source.UnresolvedModule, At: place("a.tf", line+1, 1, line+1, 2)})
	}
	want := "unknown: 5 unresolved modules (a.tf:1:1, a.tf:2:1, a.tf:3:1, 2 more); no finding rests on what may be in there\n"
	if got := write(t, "text", r, report.Options{}); !strings.Contains(got, want) {
		t.Error(got)
	}
}

func TestTextClean(t *testing.T) {
	r := &report.Report{Complete: true, Summary: report.Summary{Files: 1, Definitions: 1, APIs: 1, Resources: 4}}
	if got, want := write(t, "text", r, report.Options{}), "No findings in 1 file (1 API, 4 resources).\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextCountsWhatIsNotShown(t *testing.T) {
	r := &report.Report{Complete: true}
	r.Summary.Count(many(9))
	r.Findings = report.Worst(many(9), 4)
	if got := write(t, "text", r, report.Options{}); !strings.Contains(got, "Found 3 errors, 3 warnings, 3 notes (5 not shown)") {
		t.Error(got)
	}
}

func TestTextColor(t *testing.T) {
	colored := write(t, "text", fixture(), report.Options{Lines: lines, Color: true})
	if !strings.Contains(colored, "\x1b[31;1merror") {
		t.Errorf("an error is not red: %q", colored[:80])
	}
	if plain := write(t, "text", fixture(), report.Options{Lines: lines}); strings.Contains(plain, "\x1b") {
		t.Error("there are colours where none are wanted")
	}
}

//nolint:gosmopolitan // wide characters are what is tested
func TestSnippets(t *testing.T) {
	long := strings.Repeat("x", 500)
	cases := []struct {
		name, line string
		start, end source.Position
		want       string
	}{
		{"to the end of a line", `a = "b"`, source.Position{Line: 1, Column: 5}, source.Position{Line: 1, Column: 8}, "a = \"b\"\n    ^^^"},
		{"empty range", "a", source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 1}, "a\n^"},
		{"after the end", "ab", source.Position{Line: 1, Column: 3}, source.Position{Line: 1, Column: 3}, "ab\n  ^"},
		{"beyond the line", "ab", source.Position{Line: 1, Column: 30}, source.Position{Line: 1, Column: 40}, "ab\n  ^"},
		{"several lines", "a {  ", source.Position{Line: 1, Column: 3}, source.Position{Line: 4, Column: 2}, "a {\n  ^"},
		{"tab in front", "\ta = 1", source.Position{Line: 1, Column: 6}, source.Position{Line: 1, Column: 7}, "    a = 1\n        ^"},
		{"tab to the next stop", "ab\tc", source.Position{Line: 1, Column: 4}, source.Position{Line: 1, Column: 5}, "ab  c\n    ^"},
		{"tab in the range", "a\tb", source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 4}, "a   b\n^^^^^"},
		{"wide runes", "日本 x", source.Position{Line: 1, Column: 4}, source.Position{Line: 1, Column: 5}, "日本 x\n     ^"},
		{"wide runes marked", "日本 x", source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 3}, "日本 x\n^^^^"},
		{"emoji", "🚀 x", source.Position{Line: 1, Column: 3}, source.Position{Line: 1, Column: 4}, "🚀 x\n   ^"},
		{"combining accent", "e\u0301 x", source.Position{Line: 1, Column: 4}, source.Position{Line: 1, Column: 5}, "e\u0301 x\n  ^"},
		{"control", "\x1b[31m x", source.Position{Line: 1, Column: 7}, source.Position{Line: 1, Column: 8}, "␛[31m x\n      ^"},
		{"carriage return", "ab\r", source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 3}, "ab\n^^"},
		{"deep in a long line", long + "HERE" + long, source.Position{Line: 1, Column: 501}, source.Position{Line: 1, Column: 505}, "…" + long[:40] + "HERE" + long[:96] + "…\n" + strings.Repeat(" ", 41) + "^^^^"},
		{"long range", long, source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 400}, long[:140] + "…\n" + strings.Repeat("^", 140)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := &report.Report{Findings: []rules.Finding{{
				Rule: post, Severity: rules.Error, At: source.Range{File: "a", Start: c.start, End: c.end},
			}}}
			out := write(t, "text", r, report.Options{Quiet: true, Lines: func(string, int) (string, bool) { return c.line, true }})
			_, shown, _ := strings.Cut(out, "\n 1 | ")
			text, marks, _ := strings.Cut(strings.TrimRight(shown, "\n"), "\n   | ")
			if diff := cmp.Diff(c.want, strings.TrimRight(text, " ")+"\n"+marks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

type brokenWriter struct{}

var errDisk = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errDisk }

func TestEveryFormatGivesTheErrorOfItsWriter(t *testing.T) {
	for _, format := range report.Formats() {
		if err := report.Write(brokenWriter{}, format, fixture(), report.Options{}); !errors.Is(err, errDisk) {
			t.Errorf("%s: got %v", format, err)
		}
	}
	if err := report.Write(brokenWriter{}, "xml", fixture(), report.Options{}); err == nil {
		t.Error("an unknown format is no error")
	}
}
