package terraform

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
)

// loadText reads one file as a configuration.
func loadText(t *testing.T, root *source.Root, name string, text []byte) *run {
	t.Helper()
	file, err := source.NewFile(name, text)
	r := newRun(root, ".", Options{Uncalled: true})
	if err != nil {
		return r
	}
	m := newModule(".")
	if body := r.take(parse(file, root.Limits())); body != nil {
		m.add(body)
	}
	r.modules["."] = m
	r.load()
	return r
}

// FuzzLoad reads any text as a configuration, in either syntax.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/load/*.txtar", "testdata/plan/*.txtar", "testdata/positions/*.txtar"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, file := range archive.Files {
				if isConfiguration(file.Name) {
					f.Add(strings.HasSuffix(file.Name, ".json"), file.Data)
				}
			}
		}
	}
	root, err := source.Open(f.TempDir(), source.DefaultLimits())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, isJSON bool, text []byte) {
		if len(text) > 20_000 {
			return
		}
		name := "main.tf"
		if isJSON {
			name = "main.tf.json"
		}
		r := loadText(t, root, name, text)
		for _, problem := range r.problems {
			if problem.Kind == source.Internal {
				t.Errorf("%s: %s", problem.At, problem.Message)
			}
		}
		for _, res := range r.definition.Resources {
			res.Attrs.Show()
			res.Attrs.AllRefs()
		}
	})
}

// TestPanics holds that a panic taints the one resource it happens in, and is
// told.
func TestPanics(t *testing.T) {
	root, err := source.Open(t.TempDir(), source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	file, err := source.NewFile("main.tf", []byte(`
resource "aws_x" "function" {
  name  = boom("x")
  other = "o"
}
resource "aws_x" "reader" {
  name = templatefile("x", {})
}
resource "aws_x" "after" {
  name = "known"
  ref  = aws_x.reader.name
}
`))
	if err != nil {
		t.Fatal(err)
	}
	r := newRun(root, ".", Options{})
	r.eval.Functions["boom"] = function.New(&function.Spec{
		Params: []function.Parameter{{Name: "x", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl:   func([]cty.Value, cty.Type) (cty.Value, error) { panic("boom") },
	})
	r.eval.ReadText = func(string) (*source.File, error) { panic("unreadable") }
	m := newModule(".")
	m.add(r.take(parse(file, root.Limits())))
	r.modules["."] = m
	r.load()

	if len(r.problems) < 2 {
		t.Errorf("problems: %v", r.problems)
	}
	for _, problem := range r.problems {
		if problem.Kind != source.Internal || problem.At.Start.Line == 0 {
			t.Errorf("problem %s at %s: %s", problem.Kind, problem.At, problem.Message)
		}
	}
	for _, res := range r.definition.Resources {
		name := describe(res.Get("name"))
		switch res.Name {
		case "function":
			if other := describe(res.Get("other")); res.Tainted || other != "o" || name != "function boom()" {
				t.Errorf("function: tainted %v, name %s, other %s", res.Tainted, name, other)
			}
		case "reader":
			if !res.Tainted || !res.Attrs.IsUnknown() {
				t.Errorf("reader: tainted %v, %s", res.Tainted, res.Attrs.Show())
			}
		case "after":
			if name != "known" {
				t.Errorf("after: %s", name)
			}
		}
	}
}
