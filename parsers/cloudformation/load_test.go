package cloudformation

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
)

// TestLoad reads templates with the files beside them. Each archive under
// testdata/load begins with the outermost template and ends with a file "want"
// of lines of these forms:
//
//	files FILE...
//	problem KIND FILE:LINE:COLUMN
//	variant ASSUMPTION, ...               what follows is about this variant
//	resources ADDRESS...                  all there are, in order
//	unresolved NAME
//	exported VALUE
//	tainted                               part of it is certainly not in view
//	ADDRESS is TRAIT...                   its type, place and what else is not usual
//	ADDRESS PATH = VALUE @ FILE:LINE:COLUMN
//
// Files, problems, variants, resources, what is unresolved and what is exported
// must all be named.
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
			want := string(archive.Files[len(archive.Files)-1].Data)
			definitions, problems := load(t, archive)
			checkLoaded(t, definitions, problems, want)
		})
	}
}

// load unpacks an archive and reads its first file.
func load(t *testing.T, archive *txtar.Archive) ([]*resource.Definition, []source.Problem) {
	t.Helper()
	dir := t.TempDir()
	for _, file := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	return Load(root, archive.Files[0].Name, Options{})
}

func checkLoaded(t *testing.T, definitions []*resource.Definition, problems []source.Problem, want string) {
	t.Helper()
	var definition *resource.Definition
	said := map[string]bool{}
	variant := ""
	for line := range strings.Lines(want) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "":
		case "files", "problem":
			said[line] = true
		case "variant":
			variant = line
			said[line] = true
			definition = nil
			for _, other := range definitions {
				if strings.Join(other.When, ", ") == rest {
					definition = other
				}
			}
			if definition == nil {
				t.Fatalf("there is no %s among\n%s", line, strings.Join(summary(definitions, problems), "\n"))
			}
		case "resources", "unresolved", "exported", "tainted":
			said[variant+": "+line] = true
		default:
			if definition == nil {
				definition = definitions[0]
			}
			checkResource(t, definition, word, rest)
		}
	}
	for _, line := range summary(definitions, problems) {
		if !said[line] {
			t.Errorf("not expected: %s", line)
		}
		delete(said, line)
	}
	for line := range said {
		t.Errorf("missing: %s", line)
	}
}

// summary lists what an archive must name.
func summary(definitions []*resource.Definition, problems []source.Problem) []string {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, fmt.Sprintf("problem %s %s", problem.Kind, problem.At))
	}
	for i, definition := range definitions {
		if i == 0 {
			lines = append(lines, "files "+strings.Join(definition.Files, " "))
		}
		variant := ""
		if len(definitions) > 1 {
			variant = "variant " + strings.Join(definition.When, ", ")
			lines = append(lines, variant)
		}
		var addresses []string
		for _, r := range definition.Resources {
			addresses = append(addresses, r.Address)
		}
		lines = append(lines, variant+": resources "+strings.Join(addresses, " "))
		for _, unresolved := range definition.Unresolved {
			line := variant + ": unresolved " + unresolved.Name
			for _, ref := range unresolved.Args.AllRefs() {
				line += " <" + ref.Address + "." + ref.Attr + ">"
			}
			lines = append(lines, line)
		}
		if definition.Tainted {
			lines = append(lines, variant+": tainted")
		}
		for _, exported := range definition.Exports {
			lines = append(lines, variant+": exported "+exported.Show())
		}
	}
	return lines
}

func checkResource(t *testing.T, definition *resource.Definition, address, rest string) {
	t.Helper()
	r := find(definition, address)
	if r == nil {
		t.Errorf("there is no %s", address)
		return
	}
	if words, ok := strings.CutPrefix(rest, "is "); ok {
		if got := traits(r); got != words {
			t.Errorf("%s is %s,\nwant %s", address, got, words)
		}
		return
	}
	path, text, _ := strings.Cut(rest, " = ")
	v := r.Get(strings.Split(path, ".")...)
	if got := describe(v) + " @ " + v.At.String(); got != text {
		t.Errorf("%s %s = %s,\nwant %s", address, path, got, text)
	}
}

// traits tells what a resource is apart from its attributes.
func traits(r *resource.Resource) string {
	words := []string{r.Type, "@", r.At.String()}
	add := func(label, text string) {
		if text != "" {
			words = append(words, label+text)
		}
	}
	add("in:", r.Module)
	for _, call := range r.Calls {
		add("call:", call.String())
	}
	add("origin:", r.Origin)
	add("title:", r.Title)
	add("waits:", strings.Join(r.DependsOn, ","))
	add("refers:", strings.Join(r.References, ","))
	for label, v := range map[string]string{"region:": r.Region.Show(), "account:": r.Account.Show()} {
		if !strings.HasPrefix(v, "$") {
			add(label, v)
		}
	}
	if r.Conditional {
		words = append(words, "conditional")
	}
	if r.Tainted {
		words = append(words, "tainted")
	}
	slices.SortStableFunc(words[3:], strings.Compare)
	return strings.Join(words, " ")
}
