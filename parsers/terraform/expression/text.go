package expression

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Text is a text in the making. What is not known leaves a hole in it.
type Text struct {
	builder  strings.Builder
	marks    []cty.ValueMarks
	segments []Segment
}

// Len gives the length so far, String the text.
func (t *Text) Len() int { return t.builder.Len() }

func (t *Text) String() string { return t.builder.String() }

// Value gives the text so far.
func (t *Text) Value() cty.Value { return cty.StringVal(t.String()).WithMarks(t.marks...) }

// adopt takes over the segments of a text that was appended at an offset.
func (t *Text) adopt(start int, place *Place) {
	for _, segment := range place.Text {
		segment.Start += start
		segment.End += start
		t.segments = append(t.segments, segment)
	}
}

// Append adds a value to a text. It is false for what no text can hold.
func (e *Evaluator) Append(t *Text, v cty.Value) bool {
	bare, marks := v.Unmark()
	if bare.IsNull() {
		return false
	}
	if bare.IsKnown() {
		converted, err := convert.Convert(bare, cty.String)
		if err != nil {
			return false
		}
		s := converted.AsString()
		if _, ok := e.pieces(s, marks); ok && (bare.Type() == cty.String || !isOpaque(marks)) {
			t.builder.WriteString(s)
			t.marks = append(t.marks, marks)
			return true
		}
	} else if typ := bare.Type(); !typ.IsPrimitiveType() && typ != cty.DynamicPseudoType {
		return false
	}
	hole, holeMarks := e.Hole(marks).Unmark()
	t.builder.WriteString(hole.AsString())
	t.marks = append(t.marks, holeMarks, sensitivity(marks))
	return true
}

// Hole gives a text that stands for one of which only marks are known: the one
// attribute that it rests on, or a hole.
func (e *Evaluator) Hole(marks cty.ValueMarks) cty.Value { return e.Symbols.Hole(e.Reason(marks)) }

// Textual gives an unknown text as a hole, so that functions which put texts
// together keep what is around it. One that rests on attributes stays as it
// is, since a hole would forget them.
func (e *Evaluator) Textual(l Located) Located {
	if l.lazy != nil {
		return l
	}
	bare, marks := l.value.Unmark()
	if bare.IsKnown() || bare.Type() != cty.String || len(e.refs(marks)) > 0 {
		return l
	}
	return Of(e.Hole(marks).WithMarks(sensitivity(marks)))
}

// IsOpaque reports whether a value itself is marked as not known.
func (e *Evaluator) IsOpaque(v cty.Value) bool {
	_, marks := v.Unmark()
	return isOpaque(marks)
}

// Elements gives what can be iterated of a value; false if that is not known.
func (e *Evaluator) Elements(l Located) ([]Element, bool) {
	if !e.canIterate(l) {
		e.Fail()
		return nil, false
	}
	elements, marks, known := e.elements(l)
	return elements, known && !isOpaque(marks)
}
