package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// The same architecture written in every dialect gives the same model, and the
// same rules speak.
func TestParity(t *testing.T) {
	archives, err := filepath.Glob("../testdata/architectures/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no architectures found: %v", err)
	}
	for _, path := range archives {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			root := unpack(t, archive)
			terraform := run(t, root, "terraform")
			cloudformation := run(t, root, "cloudformation")
			if diff := cmp.Diff(shape(terraform.Models[0]), shape(cloudformation.Models[0])); diff != "" {
				t.Errorf("the models differ (-terraform +cloudformation):\n%s", diff)
			}
			if diff := cmp.Diff(ids(terraform), ids(cloudformation)); diff != "" {
				t.Errorf("the findings differ (-terraform +cloudformation):\n%s", diff)
			}
		})
	}
}

// unpack writes an archive into a directory and opens it.
func unpack(t *testing.T, archive *txtar.Archive) *source.Root {
	t.Helper()
	dir := t.TempDir()
	for _, file := range archive.Files {
		path := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// run lints one folder that holds one definition, which must be read as a whole.
func run(t *testing.T, root *source.Root, path string) *lint.Result {
	t.Helper()
	result, err := lint.Run(context.Background(), root, []string{path}, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems {
		if problem.Incomplete() {
			t.Errorf("%s: %s", problem.At, problem.Message)
		}
	}
	if len(result.Models) != 1 {
		t.Fatalf("%s gave %d models, want 1", path, len(result.Models))
	}
	return result
}

// ids counts the findings of each rule.
func ids(result *lint.Result) map[string]int {
	found := map[string]int{}
	for _, finding := range result.Findings {
		found[finding.Rule.ID]++
	}
	return found
}
