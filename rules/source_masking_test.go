package rules_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// The same as masking, but in the source: each literal of a bad example is
// replaced by a variable or parameter without a value. Nothing new is found, and
// what was found at the literal is gone.
func TestMaskingInTheSource(t *testing.T) {
	for _, c := range examples(t) {
		if c.kind() != "bad" || c.dialect() == "plan" {
			continue // nothing can be put in the place of a planned value
		}
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			options := lint.Options{Select: append([]string{c.rule.ID}, precedence[c.rule.ID]...)}
			full := run(t, c.files, options).Findings
			literals := literalsOf(t, c)
			tally.Count(t, "T60", "literals hidden in the source", len(literals))
			for _, l := range literals {
				text := c.files[l.file][l.start:l.end]
				after := run(t, replaced(t, c, l), options).Findings
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
		if s := syntaxOf(name); s != nil {
			list = append(list, s.literals(t, name, text)...)
		}
	}
	if len(list) == 0 {
		t.Error("the example has no literal")
	}
	return list
}

// replaced gives the files of a case with something unknown in place of a
// literal, on the same line.
func replaced(t *testing.T, c *exampleCase, l literal) map[string]string {
	t.Helper()
	files, s := maps.Clone(c.files), syntaxOf(l.file)
	text := files[l.file]
	files[l.file] = text[:l.start] + s.unknown + text[l.end:]
	s.declare(t, files, l.file)
	return files
}
