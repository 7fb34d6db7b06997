package function

import (
	"errors"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// weaver puts a text together.
type weaver struct {
	strings.Builder
	marks []cty.ValueMarks
}

// literal adds plain text.
func (w *weaver) literal(text string) { _, _ = w.WriteString(text) }

// text adds a known text with its marks.
func (w *weaver) text(v cty.Value) {
	bare, marks := v.Unmark()
	w.literal(bare.AsString())
	w.marks = append(w.marks, marks)
}

// result gives the text with the marks of all that it was made of.
func (w *weaver) result() cty.Value { return cty.StringVal(w.String()).WithMarks(w.marks...) }

// text gives a text that may hold symbols; a hole where it is not known.
func (c *call) text(v cty.Value) cty.Value {
	bare, marks := v.Unmark()
	if bare.IsKnown() {
		return v
	}
	opaque, others := divide(marks)
	return c.Symbols.Derived(opaque, false).WithMarks(others)
}

func joinRule(c *call) (cty.Value, bool, error) {
	if len(c.args) == 1 {
		return cty.NilVal, false, errors.New("at least one list is required")
	}
	separator := c.text(c.args[0])
	var w weaver
	first := true
	for i, list := range c.args[1:] {
		if !list.IsKnown() || !isShaped(list) {
			return cty.NilVal, false, nil
		}
		for _, element := range c.inherit(list) {
			if element.IsNull() {
				return cty.NilVal, false, function.NewArgErrorf(i+1, "a null value is in the list; a string is required")
			}
			if !first {
				w.text(separator)
			}
			first = false
			w.text(c.text(element))
		}
	}
	return c.withOthers(w.result(), true, nil)
}

// indentRule indents the literal lines. A symbol that stands for an attribute
// is taken for a single line.
func indentRule(c *call) (cty.Value, bool, error) {
	if isTouched(c.args[0]) || !c.args[1].IsKnown() {
		return cty.NilVal, false, nil
	}
	bare, marks := c.args[1].Unmark()
	for _, piece := range c.pieces(bare.AsString(), marks) {
		if piece.IsSymbol && !piece.Tame && piece.Ref.Attr == "" {
			return cty.NilVal, false, nil
		}
	}
	return c.woven()
}
