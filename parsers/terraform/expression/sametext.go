package expression

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// isSensitive reports whether a mark says that a value must not be printed.
func isSensitive(mark any) bool {
	_, ok := mark.(symbol.Sensitive)
	return ok
}

// sameText compares two texts as far as their pieces allow: the same
// references in the same text are the same; literal ends that do not fit
// together are different. Two different references may still be the same text.
func (e *Evaluator) sameText(a string, marksA cty.ValueMarks, b string, marksB cty.ValueMarks) truth {
	piecesA, okA := e.pieces(a, marksA)
	piecesB, okB := e.pieces(b, marksB)
	switch {
	case !okA || !okB:
		return undecided
	case isPlain(piecesA) && isPlain(piecesB):
		return truthOf(a == b)
	case a == b && !hasHole(piecesA):
		return yes
	case clash(piecesA, piecesB, strings.HasPrefix):
		return no
	}
	slices.Reverse(piecesA)
	slices.Reverse(piecesB)
	if clash(piecesA, piecesB, strings.HasSuffix) {
		return no
	}
	if tooShort(piecesA, piecesB) || tooShort(piecesB, piecesA) {
		return no
	}
	return undecided
}

func isPlain(pieces []symbol.Piece) bool {
	return len(pieces) == 0 || len(pieces) == 1 && !pieces[0].IsSymbol
}

func hasHole(pieces []symbol.Piece) bool {
	return slices.ContainsFunc(pieces, func(p symbol.Piece) bool { return p.IsSymbol && p.Ref.Attr == "" })
}

// clash reports whether the first literals of two texts exclude that they are
// the same.
func clash(a, b []symbol.Piece, fits func(s, end string) bool) bool {
	if len(a) == 0 || len(b) == 0 || a[0].IsSymbol || b[0].IsSymbol {
		return false
	}
	return !fits(a[0].Text, b[0].Text) && !fits(b[0].Text, a[0].Text)
}

// tooShort reports whether the plain text is shorter than the literals of the
// other alone.
func tooShort(plain, other []symbol.Piece) bool {
	if !isPlain(plain) {
		return false
	}
	length := 0
	for _, piece := range other {
		if !piece.IsSymbol {
			length += len(piece.Text)
		}
	}
	for _, piece := range plain {
		length -= len(piece.Text)
	}
	return length > 0
}
