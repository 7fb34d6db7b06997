package tfplan

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

// TestLoad reads plans. Each archive under testdata/load has a plan.json and a
// file "want" with lines of one of these forms:
//
//	ADDRESS PATH = VALUE          what is known of an attribute, see describe
//	ADDRESS at FILE:LINE          where the resource stands
//	ADDRESS PATH at FILE:LINE     where an attribute does
//	ADDRESS is WORD...            region, account, waits, refers, actions
//	no ADDRESS
//	unresolved NAME
//	problem KIND FILE:LINE
//
// Problems and what is unresolved must all be named.
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
			definition, problems, want := load(t, archive)
			checkAll(t, definition, problems, want)
		})
	}
}

// load reads the plan of an archive.
func load(t *testing.T, archive *txtar.Archive) (*resource.Definition, []source.Problem, string) {
	t.Helper()
	dir, want, plan := t.TempDir(), "", "plan.json"
	for _, file := range archive.Files {
		path := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		switch {
		case file.Name == "want":
			want = string(file.Data)
		case strings.HasSuffix(file.Name, "plan.json"):
			plan = file.Name
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	definitions, problems := Load(root, plan, Options{})
	if len(definitions) != 1 {
		t.Fatalf("%d definitions, problems %v", len(definitions), problems)
	}
	return definitions[0], problems, want
}

func checkAll(t *testing.T, definition *resource.Definition, problems []source.Problem, want string) {
	t.Helper()
	var found, named []string
	for _, unresolved := range definition.Unresolved {
		line := "unresolved " + unresolved.Name
		if unresolved.Everything {
			line += " (everything)"
		}
		found = append(found, line)
	}
	for _, problem := range problems {
		found = append(found, fmt.Sprintf("problem %s %s:%d", problem.Kind, problem.At.File, problem.At.Start.Line))
	}
	for line := range strings.Lines(want) {
		line = strings.TrimSpace(line)
		address, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
		case address == "unresolved", address == "problem":
			named = append(named, line)
		case address == "no":
			if find(definition, rest) != nil {
				t.Errorf("%s: it is there", line)
			}
		default:
			checkLine(t, definition, line)
		}
	}
	slices.Sort(found)
	slices.Sort(named)
	if !slices.Equal(found, named) {
		t.Errorf("unresolved and problems are %q, want %q", found, named)
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

func checkLine(t *testing.T, definition *resource.Definition, line string) {
	t.Helper()
	address, rest, _ := strings.Cut(line, " ")
	r := find(definition, address)
	if r == nil {
		t.Errorf("%s: there is no such resource", line)
		return
	}
	path, want, isValue := strings.Cut(rest, " = ")
	var got string
	switch words, isTraits := strings.CutPrefix(rest, "is "); {
	case isTraits:
		got, want = traits(r), words
	case isValue:
		got = describe(at(r.Attrs, path))
	default:
		place := r.At
		path, want, _ = strings.Cut(rest, "at ")
		if path != "" {
			place = at(r.Attrs, strings.TrimSpace(path)).At
		}
		got = fmt.Sprintf("%s:%d", place.File, place.Start.Line)
	}
	if got != want {
		t.Errorf("%s: got %s", line, got)
	}
}

// at gives the value under a path of names and numbers; "~" steps into what a
// text encodes.
func at(v value.Value, path string) value.Value {
	for step := range strings.SplitSeq(path, ".") {
		n := 0
		_, err := fmt.Sscanf(step, "%d", &n)
		switch {
		case step == "~" && v.Inner() != nil:
			v = *v.Inner()
		case err == nil && n < len(v.Items()):
			v = v.Items()[n]
		default:
			v = v.Get(strings.ReplaceAll(step, "%2E", "."))
		}
	}
	return v
}

func traits(r *resource.Resource) string {
	words := []string{"region:" + r.Region.Show(), "account:" + r.Account.Show()}
	if r.Data {
		words = append(words, "data")
	}
	if r.Module != "" {
		words = append(words, "in:"+r.Module)
	}
	for _, call := range r.Calls {
		words = append(words, "call:"+call.String())
	}
	if len(r.DependsOn) > 0 {
		words = append(words, "waits:"+strings.Join(r.DependsOn, ","))
	}
	if len(r.References) > 0 {
		words = append(words, "refers:"+strings.Join(r.References, ","))
	}
	if len(r.Actions) > 0 {
		words = append(words, "actions:"+strings.Join(r.Actions, ","))
	}
	return strings.Join(words, " ")
}

// describe writes what is known of a value: its text, or why it has none.
func describe(v value.Value) string {
	switch {
	case v.IsAbsent():
		return "absent"
	case v.IsKnown():
		return v.Show()
	case v.Sensitive:
		return "unknown, sensitive"
	case v.Parts() != nil:
		return v.Show()
	}
	text := "unknown"
	for _, ref := range v.Refs() {
		text += " <" + ref.Address + "." + ref.Attr + ">"
	}
	return text
}
