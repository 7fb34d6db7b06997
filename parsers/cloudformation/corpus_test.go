package cloudformation

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// TestCorpus reads every template of a folder of published definitions: none
// may fail or reach a limit, and every value must stand somewhere.
func TestCorpus(t *testing.T) {
	name := os.Getenv("GATELINT_CORPUS")
	if name == "" {
		t.Skip("GATELINT_CORPUS is not set: no published definitions are read")
	}
	root, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files, definitions, resources := 0, 0, 0
	err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isTemplate(path) {
			return err
		}
		relative, err := filepath.Rel(name, path)
		if err != nil {
			return err
		}
		files++
		found, problems := Load(root, filepath.ToSlash(relative), Options{})
		for _, problem := range problems {
			if problem.Kind == source.Internal || problem.Kind == source.Limit {
				t.Errorf("%s: %s: %s", problem.At, problem.Kind, problem.Message)
				continue
			}
			t.Logf("%s: %s: %s", problem.At, problem.Kind, problem.Message)
		}
		definitions += len(found)
		for _, definition := range found {
			resources += len(definition.Resources)
			for _, r := range definition.Resources {
				placed(t, r.Attrs)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d templates, %d definitions, %d resources", files, definitions, resources)
}

// isTemplate tells templates from other files by what they say.
func isTemplate(path string) bool {
	switch filepath.Ext(path) {
	case ".yaml", ".yml", ".json", ".template":
	default:
		return false
	}
	raw, err := os.ReadFile(path)
	return err == nil && bytes.Contains(raw, []byte("Resources")) && bytes.Contains(raw, []byte("AWS::"))
}
