package tfplan

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// FuzzLoad reads whatever there is: it may be refused, and must not fail.
func FuzzLoad(f *testing.F) {
	archives, _ := filepath.Glob("testdata/load/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		configuration := []byte{}
		for _, file := range archive.Files {
			if filepath.Base(file.Name) == "main.tf" && len(configuration) == 0 {
				configuration = file.Data
			}
		}
		for _, file := range archive.Files {
			if filepath.Base(file.Name) == "plan.json" {
				f.Add(file.Data, configuration)
			}
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, plan, configuration []byte) {
		root, err := source.Open(dir, source.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if root.Provide("plan.json", plan) != nil || root.Provide("main.tf", configuration) != nil {
			t.Fatal("nothing can be provided")
		}
		definitions, problems := Load(root, "plan.json", Options{})
		for _, problem := range problems {
			if problem.Kind == source.Internal {
				t.Errorf("%s: %s", problem.At, problem.Message)
			}
		}
		for _, definition := range definitions {
			for _, r := range definition.Resources {
				walk(t, r.Address, r.Attrs)
			}
		}
	})
}

// walk checks that every value has a place in a file.
func walk(t *testing.T, at string, v value.Value) {
	t.Helper()
	if v.At.File == "" && !v.IsUnknown() {
		t.Errorf("%s stands nowhere", at)
	}
	for _, item := range v.Items() {
		walk(t, at, item)
	}
	for _, entry := range v.Entries() {
		walk(t, at+"."+entry.Key, entry.Value)
	}
}
