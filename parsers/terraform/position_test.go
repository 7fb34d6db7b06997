package terraform

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// at follows a path into a value: keys, in which "~1" stands for a slash,
// numbers of items, and "~" for the structure that a text encodes.
func at(t *testing.T, v value.Value, path string) value.Value {
	t.Helper()
	for step := range strings.SplitSeq(path, "/") {
		if step != "~" {
			step = strings.ReplaceAll(step, "~1", "/")
		}
		number, err := strconv.Atoi(step)
		switch {
		case step == "":
		case step == "~" && v.Inner() != nil:
			v = *v.Inner()
		case err == nil && number < len(v.Items()):
			v = v.Items()[number]
		case err != nil && has(v, step):
			v = v.Get(step)
		default:
			t.Fatalf("%s: nothing at %q in %s", path, step, v.Show())
		}
	}
	return v
}

func has(v value.Value, key string) bool {
	for _, entry := range v.Entries() {
		if entry.Key == key {
			return true
		}
	}
	return false
}

// TestPositions holds that a value points at the text that says it. Each
// archive has the configuration, and lines of "address path = text" in want.
func TestPositions(t *testing.T) {
	archives, err := filepath.Glob("testdata/positions/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := unpack(t, archive)
			root, err := source.Open(dir, source.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			definition, problems := Load(root, ".", Options{})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			want, err := os.ReadFile(filepath.Join(dir, "want"))
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(want)) {
				place, text, _ := strings.Cut(strings.TrimSpace(line), " = ")
				address, path, _ := strings.Cut(place, " ")
				for _, r := range definition.Resources {
					if r.Address != address {
						continue
					}
					rng := at(t, r.Attrs, path).At
					if got := covered(t, root, rng); got != text {
						t.Errorf("%s points at %s, %q, want %q", place, rng, got, text)
					}
				}
			}
		})
	}
}

// covered gives the text under a range: with the name of its file unless that
// is main.tf, and in one line.
func covered(t *testing.T, root *source.Root, rng source.Range) string {
	t.Helper()
	if rng.IsZero() {
		return "nowhere"
	}
	file, err := root.Read(rng.File)
	if err != nil {
		t.Fatal(err)
	}
	text := string(file.Bytes[file.Offset(rng.Start):file.Offset(rng.End)])
	if rng.File != "main.tf" {
		text = rng.File + ":" + strconv.Itoa(rng.Start.Line) + ": " + text
	}
	return strings.ReplaceAll(text, "\n", "|")
}
