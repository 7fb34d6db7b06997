package rules_test

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// literal is a stretch of a file that holds a value written out.
type literal struct {
	file       string
	start, end int
	at         source.Position
}

// The same as masking, but in the source: each literal of a bad example is
// replaced by a variable or parameter without a value. Nothing new is found, and
// what was found at the literal is gone.
func TestMaskingInTheSource(t *testing.T) {
	for _, c := range examples(t) {
		if c.kind() != "bad" {
			continue
		}
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			options := lint.Options{Select: append([]string{c.rule.ID}, precedence[c.rule.ID]...)}
			full := run(t, c.files, options).Findings
			for _, l := range literalsOf(t, c) {
				text := c.files[l.file][l.start:l.end]
				after := run(t, replaced(c, l), options).Findings
				for _, f := range after {
					if !slices.ContainsFunc(full, func(g rules.Finding) bool { return sameLine(f, g) }) && !explained(full, c.rule) {
						t.Errorf("without %s: new finding at %s: %s", text, f.At, f.Message)
					}
				}
				for _, f := range full {
					restsOnIt := f.At.File == l.file && f.At.Start == l.at
					if restsOnIt && slices.ContainsFunc(after, func(g rules.Finding) bool { return sameLine(f, g) }) {
						t.Errorf("without %s: still found at %s: %s", text, f.At, f.Message)
					}
				}
			}
		})
	}
}

func sameLine(f, g rules.Finding) bool {
	return f.Rule == g.Rule && f.At.File == g.At.File && f.At.Start.Line == g.At.Start.Line
}

func explained(findings []rules.Finding, rule *rules.Rule) bool {
	return slices.ContainsFunc(findings, func(f rules.Finding) bool { return f.Rule != rule })
}

// literalsOf finds the literals of a case. There must be some, or the test is
// blind.
func literalsOf(t *testing.T, c *exampleCase) []literal {
	t.Helper()
	var list []literal
	for name, text := range c.files {
		switch path.Ext(name) {
		case ".tf":
			list = append(list, literalsOfTerraform(t, name, text)...)
		case ".yaml":
			list = append(list, literalsOfYAML(t, name, text)...)
		case ".json":
			return nil
		}
	}
	if len(list) == 0 {
		t.Error("the example has no literal")
	}
	return list
}

// replaced gives the files of a case with a variable in place of a literal, on
// the same line.
func replaced(c *exampleCase, l literal) map[string]string {
	files := maps.Clone(c.files)
	text := files[l.file]
	if c.dialect() == "terraform" {
		files[l.file] = text[:l.start] + "var.gatelint_unknown" + text[l.end:]
		files["unknown.tf"] = "variable \"gatelint_unknown\" {}\n"
		return files
	}
	files[l.file] = text[:l.start] + "!Ref GatelintUnknown" + text[l.end:] +
		"Parameters:\n  GatelintUnknown:\n    Type: String\n"
	return files
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

func literalsOfYAML(t *testing.T, name, text string) []literal {
	t.Helper()
	var document struct {
		Resources map[string]struct {
			Properties yaml.Node `yaml:"Properties"`
		} `yaml:"Resources"`
	}
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(text, "\n")
	var list []literal
	var walk func(node *yaml.Node)
	walk = func(node *yaml.Node) {
		for i, child := range node.Content {
			if node.Kind != yaml.MappingNode || i%2 == 1 {
				walk(child)
			}
		}
		if node.Kind != yaml.ScalarNode {
			return
		}
		start := node.Column - 1
		for _, line := range lines[:node.Line-1] {
			start += len(line)
		}
		list = append(list, literal{
			file: name, start: start, end: start + written(t, node, text[start:]),
			at: source.Position{Line: node.Line, Column: node.Column},
		})
	}
	for _, resource := range document.Resources {
		walk(&resource.Properties)
	}
	return list
}

// written gives how many bytes a scalar on one line takes, its tag included.
func written(t *testing.T, node *yaml.Node, text string) int {
	t.Helper()
	length := 0
	if strings.HasPrefix(node.Tag, "!") && !strings.HasPrefix(node.Tag, "!!") {
		length = len(node.Tag) + 1
	}
	rest := text[length:]
	for _, quoted := range []string{node.Value, `"` + node.Value + `"`, `'` + node.Value + `'`} {
		if strings.HasPrefix(rest, quoted) {
			return length + len(quoted)
		}
	}
	t.Fatal(fmt.Errorf("line %d: cannot tell how %q is written", node.Line, node.Value))
	return 0
}
