package report_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// payloads stand for names, paths, values, defaults and keys.
var payloads = injection.Payloads()

// hostile is a report with the payload wherever a definition can put one.
func hostile(payload string) *report.Report {
	at := source.Range{File: payload, Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 3}}
	r := &report.Report{
		Version: "0.1.0",
		Findings: []rules.Finding{{
			Rule: post, Severity: rules.Error, At: at, Message: payload, Resource: payload, Instances: 2,
			When: []string{payload, payload}, Symptoms: []string{payload}, Fix: payload, Fingerprint: payload,
			Related: []rules.Related{{At: at, Message: payload}},
		}},
		Problems: []source.Problem{
			{Kind: source.Unreadable, At: at, Message: payload},
			{Kind: source.UnresolvedModule, At: at, Message: payload},
			{Kind: source.UnresolvedModule, At: source.Range{File: payload}, Message: payload},
		},
	}
	r.Suppressed = []rules.Suppressed{{Finding: r.Findings[0], Reason: payload, By: rules.Inline}}
	r.Narrowed = []report.Narrowing{{At: at, Message: payload}}
	r.Summary.Count(r.Findings)
	r.Summary.Suppressed = 1
	return r
}

// githubCommand matches the beginning of what GitHub's format is made of; its
// reader counts the lines that are commands.
var commandOfGitHub = regexp.MustCompile(`(?m)^::(error|warning|notice) `)

// injected gives what of a report a terminal or a build server obeys, "" if
// nothing.
func injected(format, out string) string {
	if format == "github" {
		out = commandOfGitHub.ReplaceAllString(out, "")
	}
	return injection.Find(out)
}

func TestNothingFromADefinitionIsObeyed(t *testing.T) {
	for _, payload := range payloads {
		for _, format := range report.Formats() {
			out := write(t, format, hostile(payload), report.Options{
				Verbose: true,
				Lines:   func(string, int) (string, bool) { return payload, true },
			})
			name := format + " of " + payload[:min(len(payload), 40)]
			if found := injected(format, out); found != "" {
				t.Errorf("%q: %s", name, found)
			}
			if len(out) > 500_000 {
				t.Errorf("%q: %d bytes", name, len(out))
			}
		}
	}
	tally.Count(t, "T50", "payloads in text", len(payloads))
	tally.Count(t, "T51", "payloads times formats", len(payloads)*len(report.Formats()))
}

func TestAPayloadAddsNoLine(t *testing.T) {
	want := strings.Count(write(t, "text", hostile("x"), report.Options{}), "\n")
	for _, payload := range payloads {
		if got := strings.Count(write(t, "text", hostile(payload), report.Options{}), "\n"); got != want {
			t.Errorf("%.40q: %d lines instead of %d", payload, got, want)
		}
	}
}

func TestPayloadsSurviveJSON(t *testing.T) {
	for _, payload := range payloads {
		var decoded struct {
			Findings []struct {
				Message  string `json:"message"`
				File     string `json:"file"`
				Resource string `json:"resource"`
			} `json:"findings"`
			Problems []struct {
				Message string `json:"message"`
			} `json:"problems"`
		}
		if err := json.Unmarshal([]byte(write(t, "json", hostile(payload), report.Options{})), &decoded); err != nil {
			t.Errorf("%.40q: %v", payload, err)
			continue
		}
		f, want := decoded.Findings[0], report.Text(payload)
		if f.Message != want || f.File != want || f.Resource != want || decoded.Problems[0].Message != want {
			t.Errorf("%.40q: decoded to %.40q and %.40q", payload, f.Message, f.File)
		}
	}
}

func TestURIsStayRelative(t *testing.T) {
	for _, payload := range payloads {
		log := readSARIF(t, write(t, "sarif", hostile(payload), report.Options{}))
		uri := *log.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI
		parsed, err := url.Parse(uri)
		if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.RawQuery != "" || parsed.Fragment != "" || strings.HasPrefix(uri, "/") {
			t.Errorf("%.40q: uri %.60q (%v)", payload, uri, err)
		}
	}
}

func TestWhatTextBecomes(t *testing.T) {
	cases := map[string]string{
		"plain": "plain",
		//nolint:gosmopolitan // wide characters are what is tested
		"日本語 é 🚀":                    "日本語 é 🚀",
		"\U0001F469\u200D\U0001F4BB": "\U0001F469\u200D\U0001F4BB", // a joined emoji
		"a\nb\tc\x1b[0m":             "a␊b␉c␛[0m",
		"\x7f":                       "␡",
		"a\u202Eb":                   "a\uFFFDb",
		"a\xffb":                     "a\uFFFDb",
		"# comment [x]":              "# comment [x]",
		"##[error]":                  "#\uFFFD[error]",
		"## heading":                 "## heading",
	}
	for in, want := range cases {
		if got := report.Text(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	if got := report.Text(strings.Repeat("é", 5000)); utf8.RuneCountInString(got) != 4001 || !strings.HasSuffix(got, "é…") {
		t.Errorf("a long text became %d runes", utf8.RuneCountInString(got))
	}
}

func TestTheReportIsLeftAsItIs(t *testing.T) {
	r := hostile("\x1b")
	write(t, "text", r, report.Options{})
	if r.Findings[0].Message != "\x1b" || r.Findings[0].When[0] != "\x1b" || r.Findings[0].Related[0].Message != "\x1b" {
		t.Error("writing changed the report")
	}
}

func TestLinesAreAskedForByTheRealName(t *testing.T) {
	asked := ""
	write(t, "text", hostile("a\nb.tf"), report.Options{Lines: func(file string, _ int) (string, bool) {
		asked = file
		return "", false
	}})
	if asked != "a\nb.tf" {
		t.Errorf("asked for %q", asked)
	}
}
