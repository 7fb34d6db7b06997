package function

import (
	"regexp"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// equal tells whether two values are the same.
func (e *Env) equal(a, b cty.Value) truth {
	touchedA, touchedB := isTouched(a), isTouched(b)
	bareA, marksA := a.Unmark()
	bareB, marksB := b.Unmark()
	switch {
	case !touchedA && !touchedB:
		plainA, _ := a.UnmarkDeep()
		plainB, _ := b.UnmarkDeep()
		return truthOf(plainA.RawEquals(plainB))
	case !isText(bareA) || !isText(bareB) || bareA.IsNull() || bareB.IsNull():
		return maybe
	case touchedA && touchedB:
		piecesA, piecesB := e.pieces(bareA.AsString(), marksA), e.pieces(bareB.AsString(), marksB)
		if slices.Equal(piecesA, piecesB) && !slices.ContainsFunc(piecesA, isHole) {
			return yes
		}
		return maybe
	case touchedB:
		a, bareB = b, bareA
	}
	c := call{Env: e}
	same, decided, err := c.search(a, `\A(?:`+regexp.QuoteMeta(bareB.AsString())+`)\z`, func(f finding) (cty.Value, error) {
		return cty.BoolVal(len(f.matches) > 0), nil
	})
	if !decided || err != nil {
		return maybe
	}
	same, _ = same.Unmark()
	return truthOf(same.True())
}

// isHole tells a hole from an attribute. Two holes are never known to be the
// same.
func isHole(piece symbol.Piece) bool { return piece.IsSymbol && piece.Ref.Attr == "" }

// isCertainlyFilled reports whether a text is never empty: it holds something
// literal, or an attribute. That an attribute which a definition refers to has a
// value is an assumption; the result keeps its mark.
func (e *Env) isCertainlyFilled(v cty.Value) bool {
	bare, marks := v.Unmark()
	return isText(bare) && slices.ContainsFunc(e.pieces(bare.AsString(), marks), func(p symbol.Piece) bool { return !isHole(p) })
}

// isOpen reports whether an object looks like a resource, of which only those
// attributes are seen that the configuration speaks of.
func (e *Env) isOpen(object cty.Value) bool {
	bare, _ := object.Unmark()
	if !bare.Type().IsObjectType() {
		return false
	}
	for name := range bare.Type().AttributeTypes() {
		attr, marks := bare.GetAttr(name).Unmark()
		if !isText(attr) || attr.IsNull() {
			continue
		}
		if pieces := e.pieces(attr.AsString(), marks); len(pieces) == 1 && pieces[0].IsSymbol && pieces[0].Ref.Attr == name {
			return true
		}
	}
	return false
}
