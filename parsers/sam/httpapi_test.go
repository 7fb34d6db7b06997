package sam

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// TestV2APIs compares what the templates of archives become with the last file
// of each: "want", or "problems" where only those count.
func TestV2APIs(t *testing.T) {
	for _, folder := range []string{"http", "websocket"} {
		names, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
		if err != nil || len(names) == 0 {
			t.Fatal("no archives", err)
		}
		for _, name := range names {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
				archive, err := txtar.ParseFile(name)
				if err != nil || len(archive.Files) != 2 {
					t.Fatal("not two files", err)
				}
				made := expandText("template.yaml", archive.Files[0].Data)
				got := dumpProblems(made)
				if archive.Files[1].Name == "want" {
					got = dumpAPIs(made) + got
				}
				if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// dumpAPIs writes the APIs of a template and what belongs to them, a line for
// each scalar with the lines on which its key and it stand.
func dumpAPIs(made *Expanded) string {
	var lines strings.Builder
	resources := made.Root.Get("Resources")
	if resources == nil {
		return ""
	}
	for _, entry := range resources.Entries {
		if typ := text(entry.Value.Get("Type")); strings.HasPrefix(typ, "AWS::ApiGatewayV2::") || typ == "AWS::Lambda::Permission" {
			dumpNode(&lines, entry.Key, entry.KeyAt, entry.Value)
		}
	}
	dumpNode(&lines, "Outputs", source.Range{}, made.Root.Get("Outputs"))
	return lines.String()
}

// dumpProblems writes what the transform would refuse, and what is not in view.
func dumpProblems(made *Expanded) string {
	var text strings.Builder
	for _, p := range made.Problems {
		fmt.Fprintf(&text, "problem at %d: %s\n", p.At.Start.Line, p.Message)
	}
	for _, h := range made.Hidden {
		fmt.Fprintf(&text, "hidden at %d: %s: %s\n", h.At.Start.Line, h.Name, h.Reason)
	}
	return text.String()
}

func dumpNode(text *strings.Builder, path string, key source.Range, n *tree.Node) {
	if n == nil {
		return
	}
	if name, arg := intrinsic(n); name != "" {
		dumpNode(text, path+"/"+name, key, arg)
		return
	}
	switch {
	case len(n.Items) > 0:
		for i, item := range n.Items {
			dumpNode(text, fmt.Sprint(path, "/", i), key, item)
		}
	case len(n.Entries) > 0:
		for _, entry := range n.Entries {
			dumpNode(text, path+"/"+entry.Key, entry.KeyAt, entry.Value)
		}
	default:
		fmt.Fprintf(text, "%d:%d %s = %s\n", key.Start.Line, n.At.Start.Line, path, n.Text)
	}
}

// What every operation of a document repeats is bounded.
func TestRepeatedScopes(t *testing.T) {
	var text strings.Builder
	text.WriteString(`Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: A
        Authorizers: {A: {JwtConfiguration: {issuer: i}, IdentitySource: s, AuthorizationScopes: [` + strings.Repeat("s, ", 2000) + `]}}
      DefinitionBody:
        openapi: 3.0.1
        paths:
`)
	for i := range 2000 {
		fmt.Fprintf(&text, "          /%d: {get: {x-amazon-apigateway-integration: {type: http}}}\n", i)
	}
	made := expandText("template.yaml", []byte(text.String()))
	if !slices.ContainsFunc(made.Problems, func(p source.Problem) bool { return p.Kind == source.Limit }) {
		t.Errorf("no limit was reached: %v", made.Problems)
	}
	if size := made.Root.Size(2 * source.DefaultLimits().ServerlessNodes); size > source.DefaultLimits().ServerlessNodes+100_000 {
		t.Errorf("the template comes to %d values", size)
	}
}

// Whatever stands where something else is expected, all of the result stands
// somewhere.
func TestReplacedValues(t *testing.T) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		root := readText(t, archive.Files[0].Data)
		for _, replacement := range []string{"null", "''", "3", "[a]", "{}", "{a: b}", "!If [C, {a: b}, [c]]", "{Fn::Transform: {Name: N}}"} {
			replaceEach(root, readText(t, []byte(replacement)), func() {
				if lost := standingNowhere(Expand(root, nil, source.DefaultLimits())); lost != "" {
					t.Errorf("%s with %s: %s stands nowhere", name, replacement, lost)
				}
			})
		}
	}
}

// standingNowhere gives something of a result that has no place, "" if all has.
func standingNowhere(made *Expanded) string {
	lost := ""
	made.Root.Walk(func(n *tree.Node) bool {
		if n.At.IsZero() {
			lost = fmt.Sprintf("%+v", n)
		}
		return lost == ""
	})
	for _, p := range made.Problems {
		if p.At.IsZero() {
			lost = p.Message
		}
	}
	for _, h := range made.Hidden {
		if h.At.IsZero() {
			lost = h.Name
		}
	}
	return lost
}

// The same template gives the same result, in the same order.
func TestSameResult(t *testing.T) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		first := expandText("template.yaml", archive.Files[0].Data)
		for range 10 {
			again := expandText("template.yaml", archive.Files[0].Data)
			if diff := cmp.Diff(dumpAPIs(first)+dumpProblems(first), dumpAPIs(again)+dumpProblems(again)); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

func readText(t *testing.T, text []byte) *tree.Node {
	t.Helper()
	file, err := source.NewFile("template.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	document, problem := tree.Parse(file, source.DefaultLimits())
	if document == nil {
		t.Fatal(problem.Message)
	}
	return document.Root
}

// replaceEach puts a node in the place of each that another holds, one by one.
func replaceEach(n, replacement *tree.Node, try func()) {
	for i, item := range n.Items {
		n.Items[i] = replacement
		try()
		n.Items[i] = item
		replaceEach(item, replacement, try)
	}
	for i, entry := range n.Entries {
		n.Entries[i].Value = replacement
		try()
		n.Entries[i].Value = entry.Value
		replaceEach(entry.Value, replacement, try)
	}
}
