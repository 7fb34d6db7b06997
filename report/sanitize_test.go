package report_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// payloads are strings that a definition may hold and that do something to who
// prints them as they are. They stand for names, paths, values, defaults, keys.
var payloads = []string{
	// Terminals.
	"\x1b[31mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
	"\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "\x1b]52;c;ZXZpbA==\x07", "\x1b[6n", "\x1b[?1049h", "\x1bP+q544e\x1b\\",
	"\x1b_payload\x1b\\", "\x1b^privacy\x1b\\", "\x1bc", "\x1b[8mhidden\x1b[28m", "a\rb", "a\bb", "a\x7fb", "a\x07b", "a\x00b", "a\vb", "a\fb",
	"a\tb", "a\nb", "a\r\nb", "\u009b31mred", "\u009d8;;x\u009c", "\u0085next", "\u008dup", "\u0090x\u009c",
	// What hides or reorders.
	"\u202Egpj.exe", "\u202Da\u202C", "\u2066a\u2069", "\u2067a", "\u2068a", "\u200Fa", "\u200Ea", "\u061Ca", "\u202Aa", "\u202Ba",
	"a\u2028b", "a\u2029b", "a\u200Bb", "a\uFEFFb", "a\u00ADb", "a\u2060b", "a\U000E0041b", "\uFFF9a\uFFFAb\uFFFB",
	// What is no text.
	"a\xffb", "\xc3\x28", "\xed\xa0\x80", "\xed\xb0\x80x", "\xf8\x88\x80\x80\x80", "\uE000\u0030\uE001", "\U000F0000", "\uFFFE", "\U0010FFFF",
	// Build servers.
	"::error::pwned", "::error file=a,line=1::pwned", "::stop-commands::x", "::add-mask::a", "::set-env name=PATH::x", "::set-output name=a::b",
	"  ::error::indented", "\t::error::tab", "x\n::error::line", "x\r::error::cr", "x%0A::error::encoded", "x%0D%0A::debug::", "::save-state name=a::b",
	"##[group]x", "##[error]x", "##[set-env name=a]b", "x ##[add-mask]y", "##vso[task.setvariable variable=a]b", "##vso[task.complete result=Succeeded;]",
	"\u00A0::error::blank", "\u3000::error::blank", "##teamcity[buildStatus status='SUCCESS']", "###[command]x", "##\u202E[group]x",
	// Documents.
	`"`, `\`, `\"`, "'", "`", "```", "]]>", "<!--", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script>", "&amp;",
	"]]><failure/>", "&#x1b;", "&x;", "<![CDATA[", "<?x?>", "~~~", "````\n@a", "</summary></details>", "</code>@a", "www.evil.example", "a@b.example", "GH-1", "a/b#1",
	"[click](javascript:alert(1))", "![x](http://evil.example/x.png)", "@everyone", "#1", "| a | b |", "\n\n# Heading", "=cmd|' /C calc'!A0",
	"{0}", "{{x}}", "${x}", "%s%n%d", "%!s(MISSING)", "$(id)", "`id`", "; rm -rf /", "--help", "javascript:alert(1)", "file:///etc/passwd",
	"//evil.example/x", "https://evil.example", "a?b#c", "a b", "a:1:2: error: b", "../../../etc/passwd", "CON.tf", "e\u0301.tf", "é.tf",
	// Much of it.
	strings.Repeat("A", 1_000_000), strings.Repeat("\x1b[31m", 10_000), strings.Repeat("é\u202E", 5_000), strings.Repeat("\n::error::", 500),
}

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

// obeyed matches lines that a build server takes for a command.
var obeyed = regexp.MustCompile(`(?m)^[\s\pZ]*::|##[A-Za-z]*\[`)

// obeyedOf gives what a build server obeys in a report, "" if nothing. GitHub's
// format is made of commands; its reader counts them.
func obeyedOf(format, out string) string {
	if format == "github" {
		out = regexp.MustCompile(`(?m)^::(error|warning|notice) `).ReplaceAllString(out, "")
	}
	return obeyed.FindString(out)
}

func TestNothingFromADefinitionIsObeyed(t *testing.T) {
	for _, payload := range payloads {
		for _, format := range report.Formats() {
			out := write(t, format, hostile(payload), report.Options{
				Verbose: true,
				Lines:   func(string, int) (string, bool) { return payload, true },
			})
			name := format + " of " + payload[:min(len(payload), 40)]
			if !utf8.ValidString(out) {
				t.Errorf("%q: not UTF-8", name)
			}
			if found := obeyedOf(format, out); found != "" {
				t.Errorf("%q: a build server obeys %q", name, found)
			}
			for _, r := range out {
				if r != '\n' && r != '\u200D' && r != '\u200C' && unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
					t.Errorf("%q: holds %U", name, r)
					break
				}
			}
			if len(out) > 500_000 {
				t.Errorf("%q: %d bytes", name, len(out))
			}
		}
	}
	if len(payloads) < 60 {
		t.Errorf("only %d payloads", len(payloads))
	}
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
