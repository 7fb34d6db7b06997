package expression

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// template gives "a${b}c".
func (e *Evaluator) template(x *hclsyntax.TemplateExpr, f *Frame) Located {
	if len(x.Parts) == 1 {
		if literal, ok := x.Parts[0].(*hclsyntax.LiteralValueExpr); ok {
			return e.literalText(literal)
		}
	}
	var t Text
	for _, part := range x.Parts {
		start := t.Len()
		l := e.Eval(part, f)
		if !e.Append(&t, l.Value()) {
			return e.Fail()
		}
		if t.Len() > e.Meter.Limits.Text {
			break
		}
		_, isLiteral := part.(*hclsyntax.LiteralValueExpr)
		switch {
		case isLiteral:
			t.segments = append(t.segments, e.segment(start, t.String()[start:], part.Range()))
		case l.place != nil && l.place.Text != nil:
			t.adopt(start, l.place)
		default:
			t.segments = append(t.segments, Segment{Start: start, End: t.Len(), Source: e.interpolation(part.Range()), Whole: true})
		}
	}
	return e.finish(&t, x.SrcRange)
}

// literalText gives a text without interpolations. Only a text that may encode
// something keeps where its pieces come from.
func (e *Evaluator) literalText(x *hclsyntax.LiteralValueExpr) Located {
	l := Of(x.Val)
	if x.Val.Type() != cty.String || x.Val.IsNull() {
		return l
	}
	if s := x.Val.AsString(); mayEncode(s) {
		l.place = &Place{Text: []Segment{e.segment(0, s, x.SrcRange)}}
	}
	return l
}

// mayEncode reports whether a text looks like JSON, or has several lines.
func mayEncode(s string) bool {
	trimmed := strings.TrimLeft(s, " \t\r\n")
	return trimmed != "" && (trimmed[0] == '{' || trimmed[0] == '[') || strings.ContainsRune(s, '\n')
}

// finish makes a value of a text.
func (e *Evaluator) finish(t *Text, at hcl.Range) Located {
	if !e.Meter.write(t.Len()) {
		return e.Meter.Exceed(fmt.Sprintf("a text of more than %d bytes, or %d in all", e.Meter.Limits.Text, e.Meter.Limits.AllText), at)
	}
	l := Of(t.Value())
	if len(t.segments) > 0 {
		l.place = &Place{Text: t.segments}
	}
	return l
}

// templateJoin gives what a %{for} directive repeats.
func (e *Evaluator) templateJoin(x *hclsyntax.TemplateJoinExpr, f *Frame) Located {
	tuple := e.Eval(x.Tuple, f)
	bare, marks := tuple.value.Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.CanIterateElements() {
		return Of(unknown(cty.String, marks))
	}
	var t Text
	t.marks = append(t.marks, marks)
	i := 0
	for it := bare.ElementIterator(); it.Next(); i++ {
		_, item := it.Element()
		start := t.Len()
		if !e.Append(&t, item) {
			return e.Fail()
		}
		if t.Len() > e.Meter.Limits.Text {
			break
		}
		if place := tuple.place.item(i); place != nil {
			t.adopt(start, place)
		}
	}
	return e.finish(&t, x.Range())
}
