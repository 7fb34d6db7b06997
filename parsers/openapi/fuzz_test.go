package openapi_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/openapi"
)

// FuzzParse looks for documents that panic, that make resources of one address,
// and for values without a place. The seeds are the archives' documents.
func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal("no archives", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files[:len(archive.Files)-1] {
			f.Add(string(file.Data))
		}
	}
	f.Add(`{"swagger":"2.0","paths":{"/a":{"x-amazon-apigateway-any-method":{"$ref":"#/paths"},"get":{"parameters":{"$ref":"#/paths/~1a/get"}}},"//":{"$ref":"#/"}}}`)
	f.Add("openapi: 3.0.1\nx-amazon-apigateway-policy: ${AWS::Region}\npaths:\n  &p /a/{b+}/: &i {get: {responses: [1], security: {a: b}}}\n  /b: *i\nsecurity: [1, {x: y}]\nservers: [1]\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := source.NewFile("openapi.yaml", []byte(text))
		if err != nil {
			return
		}
		definition, _ := openapi.Parse(file, source.DefaultLimits())
		if definition == nil {
			return
		}
		openapi.Expand(definition, source.DefaultLimits())
		sound(t, definition)
	})
}

// sound checks that everything stands somewhere, and that addresses are unique.
func sound(t *testing.T, definition *resource.Definition) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range definition.Resources {
		if seen[r.Address] {
			t.Errorf("two resources are %s", r.Address)
		}
		seen[r.Address] = true
		if r.At.IsZero() || r.Body.IsZero() || r.Body.End.Before(r.At.Start) {
			t.Errorf("%s stands at %v, %v", r.Address, r.At, r.Body)
		}
		placed(t, r.Address, r.Attrs)
	}
	for _, u := range definition.Unresolved {
		if u.At.IsZero() {
			t.Errorf("%s stands nowhere", u.Name)
		}
	}
}

func placed(t *testing.T, path string, v value.Value) {
	t.Helper()
	if v.At.IsZero() || v.At.End.Before(v.At.Start) {
		t.Errorf("%s stands at %v", path, v.At)
	}
	for _, item := range v.Items() {
		placed(t, path+"[]", item)
	}
	for _, entry := range v.Entries() {
		if entry.KeyAt.IsZero() {
			t.Errorf("the key %s of %s stands nowhere", entry.Key, path)
		}
		placed(t, path+"."+entry.Key, entry.Value)
	}
}

// TestCorpus reads every document of a folder of published definitions.
func TestCorpus(t *testing.T) {
	name := os.Getenv("GATELINT_CORPUS")
	if name == "" {
		t.Skip("GATELINT_CORPUS is not set: no published documents are read")
	}
	root, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	documents, resources := 0, 0
	err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isDocument(path) {
			return err
		}
		relative, err := filepath.Rel(name, path)
		if err != nil {
			return err
		}
		definition, problems := openapi.Load(root, filepath.ToSlash(relative))
		for _, problem := range problems {
			t.Logf("%s: %s", problem.At, problem.Message)
		}
		if definition == nil {
			return nil
		}
		for _, problem := range openapi.Expand(definition, source.DefaultLimits()) {
			t.Errorf("%s: %s", problem.At, problem.Message)
		}
		sound(t, definition)
		documents++
		resources += len(definition.Resources)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d documents, %d resources", documents, resources)
}

// isDocument tells OpenAPI documents from other files by what they say.
func isDocument(path string) bool {
	switch filepath.Ext(path) {
	case ".yaml", ".yml", ".json":
	default:
		return false
	}
	raw, err := os.ReadFile(path)
	says := func(word string) bool { return bytes.Contains(raw, []byte(word)) }
	return err == nil && (says("openapi") || says("swagger")) && says("paths") && !says("Resources")
}
