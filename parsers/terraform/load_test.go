package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// TestLoad reads whole configurations. Each archive under testdata/load has a
// file "want" with lines of one of these forms:
//
//	ADDRESS PATH = VALUE       what is known of an attribute, see describe
//	ADDRESS is WORD...         conditional, data, REGION, ACCOUNT, module, calls, ...
//	no ADDRESS
//	unresolved ADDRESS
//	handed out ADDRESS.ATTRIBUTE
//	problem KIND FILE:LINE
//
// Problems, unresolved modules and what is handed out must all be named.
func TestLoad(t *testing.T) {
	archives, err := filepath.Glob("testdata/load/*.txtar")
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
			want, err := os.ReadFile(filepath.Join(dir, "want"))
			if err != nil {
				t.Fatal(err)
			}
			root, err := source.Open(dir, source.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			top := "."
			if _, err := os.Stat(filepath.Join(dir, "root")); err == nil {
				top = "root"
			}
			definition, problems := Load(root, top, Options{Uncalled: strings.HasPrefix(string(archive.Comment), "Called")})
			check(t, definition, problems, string(want))
		})
	}
}

func check(t *testing.T, definition *resource.Definition, problems []source.Problem, want string) {
	t.Helper()
	said := map[string]bool{}
	for line := range strings.Lines(want) {
		line = strings.TrimSpace(line)
		said[line] = true
		switch {
		case line == "":
		case strings.HasPrefix(line, "no "):
			if find(definition, strings.TrimPrefix(line, "no ")) != nil {
				t.Errorf("%s: it is there", line)
			}
		case strings.HasPrefix(line, "unresolved "), strings.HasPrefix(line, "handed out "), strings.HasPrefix(line, "problem "):
		default:
			checkResource(t, definition, line)
		}
	}
	var found []string
	for _, unresolved := range definition.Unresolved {
		line := "unresolved " + unresolved.Name
		if unresolved.Everything {
			line += " (everything)"
		}
		for _, entry := range unresolved.Args.Entries() {
			line += " " + entry.Key + "=" + describe(entry.Value)
		}
		found = append(found, line)
	}
	for _, ref := range definition.HandedOut {
		found = append(found, "handed out "+ref.Address+"."+ref.Attr)
	}
	for _, problem := range problems {
		found = append(found, fmt.Sprintf("problem %s %s:%d", problem.Kind, problem.At.File, problem.At.Start.Line))
	}
	for _, line := range found {
		if !said[line] {
			t.Errorf("not expected: %s", line)
		}
	}
	for line := range said {
		if (strings.HasPrefix(line, "unresolved ") || strings.HasPrefix(line, "handed out ") || strings.HasPrefix(line, "problem ")) && !slices.Contains(found, line) {
			t.Errorf("missing: %s", line)
		}
	}
}

func find(definition *resource.Definition, address string) *resource.Resource {
	for _, r := range definition.Resources {
		if r.Address == address {
			return r
		}
	}
	return nil
}

func checkResource(t *testing.T, definition *resource.Definition, line string) {
	t.Helper()
	address, rest, _ := strings.Cut(line, " ")
	r := find(definition, address)
	if r == nil {
		t.Errorf("%s: there is no such resource", line)
		return
	}
	if words, ok := strings.CutPrefix(rest, "is "); ok {
		if got := traits(r); got != words {
			t.Errorf("%s: it is %s", line, got)
		}
		return
	}
	path, text, _ := strings.Cut(rest, " = ")
	if got := describe(at(t, r.Attrs, path)); got != text {
		t.Errorf("%s: got %s", line, got)
	}
}

// traits tells what a resource is apart from its attributes.
func traits(r *resource.Resource) string {
	var words []string
	if r.Conditional {
		words = append(words, "conditional")
	}
	if r.Data {
		words = append(words, "data")
	}
	if r.Tainted {
		words = append(words, "tainted")
	}
	words = append(words, r.Type, r.Name, "in:"+r.Module)
	if !r.Region.IsUnknown() || r.Region.Parts() != nil {
		words = append(words, "region:"+r.Region.Show(), "account:"+r.Account.Show())
	}
	for _, call := range r.Calls {
		words = append(words, "call:"+call.String())
	}
	if r.DependsOn != nil {
		words = append(words, "waits:"+strings.Join(r.DependsOn, ","))
	}
	if len(r.References) > 0 {
		words = append(words, "refers:"+strings.Join(r.References, ","))
	}
	return strings.Join(words, " ")
}

// describe writes what is known of a value: its text, or why it has none.
func describe(v value.Value) string {
	switch {
	case v.IsAbsent():
		return "absent"
	case v.IsKnown() && v.Reason() != "":
		return fmt.Sprintf("%s (%s %s)", v.Show(), v.Reason(), v.Origin())
	case v.IsKnown() && v.Open():
		return v.Show() + " and maybe more"
	case v.IsKnown():
		return v.Show()
	}
	text := string(v.Reason())
	if v.Origin() != "" {
		text += " " + v.Origin()
	}
	if v.Parts() != nil {
		return text + ": " + v.Show()
	}
	for _, ref := range v.Refs() {
		text += " <" + ref.Address + "." + ref.Attr + ">"
	}
	return text
}
