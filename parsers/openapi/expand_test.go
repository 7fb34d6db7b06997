package openapi_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation"
	"github.com/gatelint/gatelint/parsers/openapi"
	"github.com/gatelint/gatelint/parsers/terraform"
)

// TestExpand reads the first file of each archive, which may be a template, a
// Terraform configuration or a document by itself, and compares what its
// documents become with the last file, "want".
func TestExpand(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			definition, problems := load(t, archive.Files[:last])
			problems = append(problems, openapi.Expand(definition, source.DefaultLimits())...)
			if diff := cmp.Diff(string(archive.Files[last].Data), dump(definition, problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// load reads the first of some files, beside which the others lie.
func load(t *testing.T, files []txtar.File) (*resource.Definition, []source.Problem) {
	t.Helper()
	root, err := source.Open(t.TempDir(), source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	for _, file := range files {
		if err := root.Provide(file.Name, file.Data); err != nil {
			t.Fatal(err)
		}
	}
	switch first := files[0].Name; first {
	case "template.yaml":
		definitions, problems := cloudformation.Load(root, first, cloudformation.Options{})
		return definitions[0], problems
	case "main.tf":
		return terraform.Load(root, ".", terraform.Options{})
	default:
		return openapi.Load(root, first)
	}
}

// dump writes what was made of documents, a line for each value with the place
// where it stands.
func dump(definition *resource.Definition, problems []source.Problem) string {
	var text strings.Builder
	for _, r := range definition.Resources {
		if r.Origin == "" && !strings.Contains(strings.ToLower(r.Type), "api") {
			continue
		}
		fmt.Fprintf(&text, "%s %s at %s, to %d:%d\n", r.Type, r.Address, r.At, r.Body.End.Line, r.Body.End.Column)
		for _, entry := range r.Attrs.Entries() {
			if !strings.EqualFold(entry.Key, "body") {
				dumpValue(&text, entry.Key, entry.Value)
			}
		}
	}
	for _, u := range definition.Unresolved {
		fmt.Fprintf(&text, "unresolved at %s: %s: %s\n", u.At, u.Name, u.Reason)
	}
	for _, p := range problems {
		fmt.Fprintf(&text, "problem at %s: %s\n", p.At, p.Message)
	}
	return text.String()
}

func dumpValue(text *strings.Builder, path string, v value.Value) {
	open := ""
	if v.Open() {
		open = " and more"
	}
	switch {
	case len(v.Entries()) > 0:
		for _, entry := range v.Entries() {
			dumpValue(text, path+"."+entry.Key, entry.Value)
		}
		if v.Open() {
			fmt.Fprintf(text, "  %s%s\n", path, open)
		}
	case len(v.Items()) > 0:
		for i, item := range v.Items() {
			dumpValue(text, path+"."+strconv.Itoa(i), item)
		}
		if v.Open() {
			fmt.Fprintf(text, "  %s%s\n", path, open)
		}
	default:
		fmt.Fprintf(text, "  %s = %s%s at %s\n", path, v.Show(), open, v.At)
	}
}
