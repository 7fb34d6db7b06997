package rules_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
)

// literal is a stretch of a file that holds a value written out.
type literal struct {
	file       string
	start, end int
	at         source.Position
}

// syntax is a way to write the files of a dialect: where their literals are, and
// what says in place of one that the value is not known.
type syntax struct {
	// suffix is the end of the names of the files.
	suffix   string
	literals func(t *testing.T, name, text string) []literal
	// unknown is an expression without a value.
	unknown string
	// declare adds to the files of a case what the expression refers to. It
	// moves nothing to another line.
	declare func(t *testing.T, files map[string]string, name string)
}

// syntaxes are tried in this order.
var syntaxes = []syntax{
	{".tf.json", literalsOfTerraformJSON, `"${var.gatelint_unknown}"`, addVariable},
	{".tf", literalsOfTerraform, "var.gatelint_unknown", addVariable},
	{"openapi.yaml", literalsOfDocument, "${gatelint_unknown}", passVariable},
	{".json", literalsOfTemplate, `{"Ref": "GatelintUnknown"}`, addParameterJSON},
	{".yaml", literalsOfTemplate, "!Ref GatelintUnknown", addParameter},
}

// syntaxOf gives the syntax of a file, nil if no unknown value can be put into
// it.
func syntaxOf(name string) *syntax {
	i := slices.IndexFunc(syntaxes, func(s syntax) bool { return strings.HasSuffix(name, s.suffix) })
	if i < 0 {
		return nil
	}
	return &syntaxes[i]
}

func addVariable(_ *testing.T, files map[string]string, _ string) {
	files["unknown.tf"] = "variable \"gatelint_unknown\" {}\n"
}

var documentCall = regexp.MustCompile(`(templatefile|file)\("\$\{path\.module\}/openapi\.yaml"(?:, \{ |\))`)

// passVariable makes a template of a document, or hands one variable more to the
// template that it is.
func passVariable(t *testing.T, files map[string]string, name string) {
	t.Helper()
	addVariable(t, files, name)
	main := files["main.tf"]
	call := documentCall.FindStringSubmatch(main)
	if call == nil {
		t.Fatalf("%s: main.tf does not read it by file or templatefile", name)
	}
	with := `templatefile("${path.module}/openapi.yaml", { gatelint_unknown = var.gatelint_unknown`
	rest := ", "
	if call[1] == "file" {
		rest = " })"
	}
	files["main.tf"] = strings.Replace(main, call[0], with+rest, 1)
}

var firstParameter = regexp.MustCompile(`(?m)^Parameters:\n  (\w+):\n    Type: \w+\n(    Default:)?`)

// addParameter adds a parameter behind all other lines, or gives the name to a
// parameter that is there.
func addParameter(t *testing.T, files map[string]string, name string) {
	t.Helper()
	text := files[name]
	if !strings.Contains(text, "\nParameters:\n") {
		files[name] = text + "Parameters:\n  GatelintUnknown:\n    Type: String\n"
		return
	}
	found := firstParameter.FindStringSubmatch(text)
	if found == nil || found[2] != "" {
		t.Fatalf("%s: the first parameter must have a type and no default", name)
	}
	files[name] = strings.ReplaceAll(text, "!Ref GatelintUnknown", "!Ref "+found[1])
}

func addParameterJSON(t *testing.T, files map[string]string, name string) {
	t.Helper()
	text, ok := strings.CutPrefix(files[name], "{")
	if !ok || strings.Contains(text, `"Parameters"`) {
		t.Fatalf("%s: must begin with a brace and have no parameters", name)
	}
	files[name] = `{"Parameters": {"GatelintUnknown": {"Type": "String"}}, ` + text
}

func literalsOfTerraform(t *testing.T, name, text string) []literal {
	t.Helper()
	file, diagnostics := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	var list []literal
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		if block.Type != "resource" && block.Type != "data" {
			continue
		}
		_ = hclsyntax.VisitAll(block.Body, func(node hclsyntax.Node) hcl.Diagnostics {
			if _, isKey := node.(*hclsyntax.ObjectConsKeyExpr); isKey || !isLiteral(node) {
				return nil
			}
			r := node.Range()
			if !insideKey(block.Body, r) {
				list = append(list, literal{
					file: name, start: r.Start.Byte, end: r.End.Byte,
					at: source.Position{Line: r.Start.Line, Column: r.Start.Column},
				})
			}
			return nil
		})
	}
	return list
}

// isLiteral reports whether an expression is a quoted text without references,
// or a number or boolean outside of a text.
func isLiteral(node hclsyntax.Node) bool {
	switch e := node.(type) {
	case *hclsyntax.TemplateExpr:
		return e.IsStringLiteral()
	case *hclsyntax.LiteralValueExpr:
		v := e.Val
		return !v.IsNull() && v.Type().FriendlyName() != "string"
	}
	return false
}

// insideKey reports whether a range is that of an object's key.
func insideKey(body *hclsyntax.Body, r hcl.Range) bool {
	inside := false
	_ = hclsyntax.VisitAll(body, func(node hclsyntax.Node) hcl.Diagnostics {
		if key, ok := node.(*hclsyntax.ObjectConsKeyExpr); ok && key.Range().ContainsPos(r.Start) {
			inside = true
		}
		return nil
	})
	return inside
}

func literalsOfTerraformJSON(t *testing.T, name, text string) []literal {
	t.Helper()
	return slices.DeleteFunc(literalsOfTree(t, name, text, "resource/*/*", "data/*/*"), func(l literal) bool {
		return strings.Contains(text[l.start:l.end], "${")
	})
}

func literalsOfTemplate(t *testing.T, name, text string) []literal {
	t.Helper()
	return literalsOfTree(t, name, text, "Globals", "Resources/*/Properties")
}

func literalsOfDocument(t *testing.T, name, text string) []literal {
	t.Helper()
	return literalsOfTree(t, name, text, "paths", "x-amazon-apigateway-policy")
}

// literalsOfTree gives the literals of YAML or JSON below some paths. An
// asterisk stands for any key.
func literalsOfTree(t *testing.T, name, text string, paths ...string) []literal {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(text, "\n")
	var list []literal
	add := func(node *yaml.Node) {
		start := node.Column - 1
		for _, line := range lines[:node.Line-1] {
			start += len(line)
		}
		if length := written(node, text[start:]); length > 0 {
			list = append(list, literal{
				file: name, start: start, end: start + length,
				at: source.Position{Line: node.Line, Column: node.Column},
			})
		}
	}
	for _, path := range paths {
		for _, node := range below(document.Content[0], strings.Split(path, "/")) {
			eachScalar(node, add)
		}
	}
	return list
}

// below gives the nodes at a path.
func below(node *yaml.Node, path []string) []*yaml.Node {
	if len(path) == 0 {
		return []*yaml.Node{node}
	}
	var found []*yaml.Node
	for i := 0; node.Kind == yaml.MappingNode && i < len(node.Content); i += 2 {
		if path[0] == "*" || path[0] == node.Content[i].Value {
			found = append(found, below(node.Content[i+1], path[1:])...)
		}
	}
	return found
}

// eachScalar calls f for the values below a node, not for keys or comments.
func eachScalar(node *yaml.Node, f func(*yaml.Node)) {
	if node.Kind == yaml.ScalarNode {
		f(node)
	}
	for i, child := range node.Content {
		switch {
		case node.Kind != yaml.MappingNode:
			eachScalar(child, f)
		case i%2 == 1 && node.Content[i-1].Value != "//":
			eachScalar(child, f)
		}
	}
}

var quoted = regexp.MustCompile(`^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|\'\')*')`)

// written gives how many bytes a scalar on one line takes, its tag included, and
// 0 for one on several.
func written(node *yaml.Node, text string) int {
	length := 0
	if strings.HasPrefix(node.Tag, "!") && !strings.HasPrefix(node.Tag, "!!") {
		length = len(node.Tag) + 1
	}
	rest := text[length:]
	if found := quoted.FindString(rest); found != "" {
		return length + len(found)
	}
	if strings.HasPrefix(rest, node.Value) && !strings.Contains(node.Value, "\n") {
		return length + len(node.Value)
	}
	return 0
}
