package reliability

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/tally"
)

// T66: one of a hundred definitions is broken. What is found in the others is the
// same as without it, the broken one is named in every format, and the run is not
// complete.

// broken is a way to break a file, by how it is written.
var broken = map[string]map[string]func(text string) string{
	"hcl": {
		"unclosed":   appended("resource \"a\" \"b\" {\n"),
		"stray":      appended("}\n"),
		"markers":    inTheMiddle("<<<<<<< HEAD\n"),
		"not UTF-8":  appended("# \xff\xfe\n"),
		"NUL":        appended("locals {\n  x = \x00\n}\n"),
		"too large":  appended(strings.Repeat("# padding\n", 200_000)),
		"too deep":   appended("locals {\n  x = " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\n}\n"),
		"cut quote":  appended("locals {\n  x = \"abc\n}\n"),
		"grammar":    appended("locals {\n  x = = 1\n}\n"),
		"operators":  appended("locals {\n  x = " + strings.Repeat("!", 5_000) + "true\n}\n"),
		"half a key": appended("locals {\n  x\n}\n"),
	},
	"yaml": {
		"unclosed":    appended("x-a: [1, 2\n"),
		"stray":       appended("x-a: ]\n"),
		"markers":     inTheMiddle("<<<<<<< HEAD\n"),
		"not UTF-8":   appended("# \xff\xfe\n"),
		"NUL":         appended("x-a: \x00\n"),
		"too large":   appended(strings.Repeat("# padding\n", 300_000)),
		"too deep":    appended("x-a: " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\n"),
		"cut quote":   appended("x-a: \"abc\n"),
		"tab":         inTheMiddle("\tx-a: 1\n"),
		"lost anchor": appended("x-a: *nowhere\n"),
	},
	"json": {
		"unclosed":  func(text string) string { return strings.TrimSuffix(strings.TrimSpace(text), "}") },
		"stray":     appended("}\n"),
		"markers":   inTheMiddle("<<<<<<< HEAD\n"),
		"not UTF-8": inTheMiddle("\"x\xff\": 1,\n"),
		"NUL":       inTheMiddle("\x00\n"),
		"too large": appended(strings.Repeat("          \n", 300_000)),
		"too deep": func(text string) string {
			return strings.Replace(text, "{", "{\"//\": "+strings.Repeat("[", 300)+strings.Repeat("]", 300)+",", 1)
		},
		"cut quote": inTheMiddle("\"abc\n"),
		"no comma":  inTheMiddle("\"a\": 1 \"b\": 2\n"),
		"no value":  inTheMiddle("\"a\": ,\n"),
	},
}

func appended(what string) func(string) string {
	return func(text string) string { return text + what }
}

func inTheMiddle(what string) func(string) string {
	return func(text string) string {
		lines := strings.SplitAfter(text, "\n")
		return strings.Join(slices.Insert(lines, len(lines)/2, what), "")
	}
}

// breakable are bad examples of INT001 by dialect, with the file that is broken
// and how it is written.
var breakable = []struct{ dialect, file, syntax string }{
	{"terraform", "main.tf", "hcl"},
	{"tfjson", "main.tf.json", "json"},
	{"cloudformation", "template.yaml", "yaml"},
	{"sam", "template.yaml", "yaml"},
	{"openapi", "openapi.yaml", "yaml"},
}

func TestOneBrokenAmongAHundred(t *testing.T) {
	archive, err := txtar.ParseFile("../policies/integration/lambda-integration-not-post/examples.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range breakable {
		t.Run(s.dialect, func(t *testing.T) {
			one := map[string]string{}
			for _, file := range archive.Files {
				for _, folder := range []string{"bad/", "common/"} {
					if name, ok := strings.CutPrefix(file.Name, folder+s.dialect+"/"); ok {
						one[name] = string(file.Data)
					}
				}
			}
			if s.file == "main.tf.json" {
				for name := range one {
					if strings.HasSuffix(name, ".tf.json") {
						s.file = name
					}
				}
			}
			if one[s.file] == "" {
				t.Fatalf("the example has no %s", s.file)
			}
			all := map[string]string{}
			for i := range 100 {
				for name, text := range one {
					if i != 50 {
						all[fmt.Sprintf("d%03d/%s", i, name)] = text
					}
				}
			}
			dir := write(t, all)
			want := without(t, gatelint(t, dir, "check", "--format", "json"), "")
			if len(want) < 99 {
				t.Fatalf("%d findings in 99 definitions", len(want))
			}
			for name, change := range broken[s.syntax] {
				t.Run(name, func(t *testing.T) {
					place := filepath.Join(dir, "d050")
					if err := os.MkdirAll(place, 0o700); err != nil {
						t.Fatal(err)
					}
					for file, text := range one {
						if file == s.file {
							text = change(text)
						}
						if err := os.WriteFile(filepath.Join(place, file), []byte(text), 0o600); err != nil {
							t.Fatal(err)
						}
					}
					checkBroken(t, dir, "d050/"+s.file, name, want)
				})
			}
			tally.Count(t, "T66", "broken files", len(broken[s.syntax]))
		})
	}
}

// checkBroken runs over a tree with one broken file.
func checkBroken(t *testing.T, dir, file, kind string, want []string) {
	t.Helper()
	out := t.TempDir()
	formats := []string{"text", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "html"}
	args := []string{"check", "--format", "json"}
	for _, format := range formats {
		args = append(args, "--format", format+"="+filepath.Join(out, format))
	}
	run := gatelint(t, dir, args...)
	if run.code != 1 {
		t.Errorf("exit %d, want 1: there are findings", run.code)
	}
	if got := without(t, run, filepath.Dir(file)+"/"); !slices.Equal(got, want) {
		t.Errorf("the findings of the others are not the same: %d, want %d", len(got), len(want))
	}
	r := run.report(t)
	about := r.about(filepath.Dir(file))
	i := slices.IndexFunc(about, func(p problem) bool { return p.File == file })
	if i < 0 && strings.HasSuffix(file, "openapi.yaml") && len(about) > 0 {
		i, file = 0, about[0].File // the document is a text, which the definition around it reads
	}
	if r.Complete || i < 0 {
		t.Fatalf("complete %t, problems %v", r.Complete, about)
	}
	line := about[i].Range.Start.Line
	if line == 0 && kind != "too large" {
		t.Errorf("no line is named: %+v", about[i])
	}
	for _, format := range formats {
		text := read(t, filepath.Join(out, format))
		if !strings.Contains(text, file) {
			t.Errorf("%s does not name the file", format)
		}
		if line > 0 && !strings.Contains(text, fmt.Sprint(line)) {
			t.Errorf("%s does not name line %d", format, line)
		}
	}
	if !strings.Contains(run.stderr, file) {
		t.Errorf("standard error does not name the file: %.300s", run.stderr)
	}
	if sarif := read(t, filepath.Join(out, "sarif")); !strings.Contains(strings.ReplaceAll(sarif, " ", ""), `"executionSuccessful":false`) {
		t.Error("SARIF calls the run a success")
	}
	alone := gatelint(t, filepath.Join(dir, filepath.Dir(file)), "check", "--fail-on", "never")
	if alone.code != 3 {
		t.Errorf("alone, it ends with %d, want 3", alone.code)
	}
}

// without gives the findings of a run as they are written, but for those below a
// folder.
func without(t *testing.T, run outcome, folder string) []string {
	t.Helper()
	var r struct {
		Findings []json.RawMessage `json:"findings"`
	}
	if err := json.Unmarshal([]byte(run.stdout), &r); err != nil {
		t.Fatalf("exit %d, no report: %v\n%.500s", run.code, err, run.stderr)
	}
	var list []string
	for _, text := range r.Findings {
		if folder == "" || !bytes.Contains(text, []byte(`"file": "`+folder)) {
			list = append(list, string(text))
		}
	}
	return list
}
