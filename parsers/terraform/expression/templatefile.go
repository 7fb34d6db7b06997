package expression

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// templateFile gives templatefile(path, vars): the text of a file in which the
// vars, and nothing else, have names.
func (e *Evaluator) templateFile(x *hclsyntax.FunctionCallExpr, f *Frame) Located {
	if len(x.Args) != 2 {
		return e.Fail()
	}
	path := e.Eval(x.Args[0], f).Value()
	bare, marks := path.Unmark()
	if bare.IsNull() || bare.Type() != cty.String && bare.Type() != cty.DynamicPseudoType {
		return e.Fail()
	}
	if isOpaque(marks) || !bare.IsKnown() {
		return Of(unknown(cty.String, marks))
	}
	file, err := e.ReadText(bare.AsString())
	if err != nil {
		return Of(symbol.Unknown(cty.String, symbol.Unread(err), ""))
	}
	return e.render(file.Bytes, file.Path, hcl.InitialPos, e.Eval(x.Args[1], f))
}

// templateString gives templatestring(text, vars).
func (e *Evaluator) templateString(x *hclsyntax.FunctionCallExpr, f *Frame) Located {
	if len(x.Args) != 2 {
		return e.Fail()
	}
	return e.Rendered(e.Eval(x.Args[0], f), e.Eval(x.Args[1], f))
}

// Rendered gives what becomes of a template that is a text. It stands where the
// text does, if that is one piece of a file.
func (e *Evaluator) Rendered(template, vars Located) Located {
	bare, marks := template.Value().Unmark()
	switch {
	case isOpaque(marks) || !bare.IsKnown():
		return Of(unknown(cty.String, marks))
	case bare.IsNull() || bare.Type() != cty.String:
		return e.Fail()
	}
	text := []byte(bare.AsString())
	if from, whole := template.source(len(text)); whole {
		return e.render(text, from.Filename, from.Start, vars)
	}
	l := e.render(text, "", hcl.InitialPos, vars)
	l.place = nil // the ranges are those of a text that stands nowhere
	return l
}

// source gives where a text of so many bytes stands, if it is one piece that was
// written as it is.
func (l Located) source(length int) (from hcl.Range, whole bool) {
	if l.place == nil || len(l.place.Text) != 1 {
		return hcl.Range{}, false
	}
	piece := l.place.Text[0]
	whole = !piece.Whole && piece.Offsets == nil && piece.Start == 0 && piece.End == length
	return piece.Source, whole
}

// render evaluates a template. Its vars must be the attributes of an object.
func (e *Evaluator) render(text []byte, name string, start hcl.Pos, vars Located) Located {
	vars = vars.whole()
	bare, marks := vars.value.Unmark()
	switch {
	case !bare.IsKnown():
		return Of(unknown(cty.String, marks))
	case bare.IsNull() || !bare.Type().IsObjectType() && !bare.Type().IsMapType():
		return e.Fail()
	}
	if err := prescan.HCLTemplate(&source.File{Path: name, Bytes: text}, e.Limits); err != nil {
		return e.Meter.Exceed("a template that nests too deep", hcl.Range{Filename: name, Start: start, End: start})
	}
	x, diags := hclsyntax.ParseTemplate(text, name, start)
	if diags.HasErrors() {
		return e.Fail()
	}
	frame := NewFrame(func(string) (Located, bool) { return Located{}, false })
	elements, _, _ := e.elements(vars)
	for _, element := range elements {
		frame = frame.Bind(element.Name(), element.Value.Mark(sensitivity(marks)))
	}
	return e.Eval(x, frame)
}
