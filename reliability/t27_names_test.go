package reliability

import (
	"net/url"
	"runtime"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// hostileNames are names of files that some system, shell or build server takes
// for something else.
var hostileNames = []string{
	"CON.yaml", "NUL.yaml", "aux.yaml", "COM1.yaml", "a\n::error::x.yaml", "a\r\n::stop-commands::x.yaml", "::warning file=x::.yaml", "##[error]x.yaml",
	"##vso[task.setvariable]x.yaml", "e\u0301.yaml", "\u00e9.yaml", "\u202Etxt.yaml", "\x1b[31mred.yaml", "\x1b]8;;http:x\x07.yaml", "\u009b31m.yaml", "a b.yaml", " lead.yaml",
	"-rf.yaml", "--help.yaml", "%2e%2e.yaml", "a%0Ab.yaml", "a?b#c.yaml", "a&b<c>\"d'.yaml", "$(id).yaml", "`id`.yaml", "{{x}}.yaml", "[a](b).yaml", "a|b.yaml", "*.yaml",
	"a:b.yaml", "C:x.yaml", "http:x.yaml", "javascript:x.yaml", `a\b.yaml`, "😀.yaml", "\u200D.yaml", "\u2028.yaml", "\uFEFFx.yaml", "\tx.yaml",
	strings.Repeat("n", 250) + ".yaml", strings.Repeat("é", 124) + ".yaml", "x.y.z.yaml", "~.yaml", "~root.yaml", "@x.yaml", "x;y.yaml", "x\u0085y.yaml", "…/x.yaml",
}

// TestHostileNames lints files of such names. Each has its finding, whatever it is
// called, and no output holds a line or a character of another meaning.
func TestHostileNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no files of such names")
	}
	files := map[string]string{}
	for _, name := range hostileNames {
		files[name] = health
	}
	dir := write(t, files)
	for _, format := range formatList {
		seen := gatelint(t, dir, "check", "--verbose", "--format", format)
		if seen.code != 1 || strings.Count(seen.stdout, "RSP011") < len(files) {
			t.Errorf("%s: exit %d, %d findings in %d files", format, seen.code, strings.Count(seen.stdout, "RSP011"), len(files))
		}
		harmlessLines(t, format, seen.stdout+seen.stderr)
		tally.Count(t, "T27", "names", len(files))
	}
	outside := `\\host\share\x.yaml` // a folder of another computer, to some systems
	other := gatelint(t, write(t, map[string]string{outside: health}), "check", "--format", "json")
	if r := other.report(t); other.code != 3 || len(r.Problems) != 1 {
		t.Errorf("%s: exit %d, %v", outside, other.code, r.Problems)
	}

	seen := gatelint(t, dir, "check", "--format", "sarif")
	for _, place := range seen.sarif(t) {
		relative(t, place.Artifact.URI)
	}
}

// relative holds that a URI is that of a file below the one that it is read from.
func relative(t *testing.T, uri string) {
	t.Helper()
	parsed, err := url.Parse(uri)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.RawQuery != "" || parsed.Fragment != "" || strings.HasPrefix(parsed.Path, "/") {
		t.Errorf("%q is no relative URI of a file: %v", uri, err)
	}
	for _, r := range uri {
		if r <= ' ' || r > '~' {
			t.Errorf("%q holds %U, which is to be encoded", uri, r)
		}
	}
}

// harmlessLines holds that no line of a text is a command to a build server, and
// that it has no character that a terminal obeys.
func harmlessLines(t *testing.T, format, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if format != "github" && strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			t.Errorf("%s: a build server would obey %q", format, line)
		}
		for _, r := range strings.TrimSuffix(line, "\n") {
			if r < ' ' && r != '\t' || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r == 0x2028 {
				t.Errorf("%s: %q holds %U", format, line, r)
			}
		}
	}
}
