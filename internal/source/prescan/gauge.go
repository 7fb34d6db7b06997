package prescan

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
)

// frame is one open bracket, template, interpolation or directive.
type frame struct {
	opener hclsyntax.TokenType
	// operators counts those since the last separator directly in the frame.
	operators int
	// directives counts the %{if} and %{for} of a template that are open.
	directives int
	// newlines says that a line end separates expressions in it.
	newlines bool
}

// gauge measures how deep a parser or evaluator of HCL would recurse, or a
// little more: brackets that do not match stay open.
type gauge struct {
	limits source.Limits
	frames []frame
	// depth counts open brackets, interpolations and directives.
	depth int
	// operators counts those of all open frames together, since an expression
	// in brackets is as deep as the operators around it make it.
	operators int
}

func newGauge(limits source.Limits, bottom frame) *gauge {
	return &gauge{limits: limits, frames: []frame{bottom}}
}

// check gives the error about what stands at an offset, if it is beyond the
// limits.
func (g *gauge) check(file *source.File, offset int) error {
	switch {
	case g.depth > g.limits.Depth:
		return tooDeep(file, offset, g.limits.Depth)
	case g.operators > g.limits.Operators:
		return tooLong(file, offset, g.limits.Operators)
	}
	return nil
}

func (g *gauge) top() *frame { return &g.frames[len(g.frames)-1] }

// open opens a bracket, an interpolation or a directive.
func (g *gauge) open(opener hclsyntax.TokenType, newlines bool) {
	g.frames = append(g.frames, frame{opener: opener, newlines: newlines})
	g.depth++
}

// quote opens a quoted or heredoc template. It is not counted: there is an
// interpolation between any two of them.
func (g *gauge) quote(opener hclsyntax.TokenType) {
	g.frames = append(g.frames, frame{opener: opener})
}

// close closes the innermost frame if it is the opener's, and reports whether
// it was.
func (g *gauge) close(opener hclsyntax.TokenType) bool {
	if g.top().opener != opener {
		return false
	}
	g.pop()
	if opener == hclsyntax.TokenOBrack {
		g.operate() // it may have been an index
	}
	return true
}

// unwind closes the innermost frame that is any of the openers', with all that
// is open in it.
func (g *gauge) unwind(openers ...hclsyntax.TokenType) {
	for i, f := range slices.Backward(g.frames) {
		if slices.Contains(openers, f.opener) {
			for len(g.frames) > i {
				g.pop()
			}
			return
		}
	}
}

func (g *gauge) pop() {
	f := g.top()
	g.operators -= f.operators
	g.depth -= f.directives
	if f.opener != hclsyntax.TokenOQuote && f.opener != hclsyntax.TokenOHeredoc {
		g.depth--
	}
	g.frames = g.frames[:len(g.frames)-1]
}

// operate counts an operator.
func (g *gauge) operate() {
	g.top().operators++
	g.operators++
}

// separate ends an expression.
func (g *gauge) separate() {
	g.operators -= g.top().operators
	g.top().operators = 0
}

// newline ends an expression where line ends do.
func (g *gauge) newline() {
	if g.top().newlines {
		g.separate()
	}
}

// directive counts the word that a directive of the innermost template begins
// with.
func (g *gauge) directive(word string) {
	template := g.top()
	switch word {
	case "if", "for":
		template.directives++
		g.depth++
	case "endif", "endfor":
		if template.directives > 0 {
			template.directives--
			g.depth--
		}
	}
}
