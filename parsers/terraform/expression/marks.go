package expression

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// isOpaque reports whether marks say that a value holds or rests on something
// that is not known.
func isOpaque(marks cty.ValueMarks) bool {
	for mark := range marks {
		switch mark.(type) {
		case symbol.Mark, symbol.Why, symbol.Decided:
			return true
		}
	}
	return false
}

// merge gives the union of marks.
func merge(all ...cty.ValueMarks) cty.ValueMarks {
	var union cty.ValueMarks
	for _, marks := range all {
		if len(marks) == 0 {
			continue
		}
		if union == nil {
			union = make(cty.ValueMarks, len(marks))
		}
		for mark := range marks {
			union[mark] = struct{}{}
		}
	}
	return union
}

// marksOf gives all marks of a value and of everything inside it.
func marksOf(v cty.Value) cty.ValueMarks {
	if !v.ContainsMarked() {
		return nil
	}
	_, pathMarks := v.UnmarkDeepWithPaths()
	var union cty.ValueMarks
	for _, marked := range pathMarks {
		union = merge(union, marked.Marks)
	}
	return union
}

// unknown gives an unknown value that rests on what marks say.
func unknown(typ cty.Type, marks ...cty.ValueMarks) cty.Value {
	union := merge(marks...)
	delete(union, symbol.Decided{})
	if !isOpaque(union) {
		union = merge(union, cty.NewValueMarks(symbol.Why{Reason: value.Condition}))
	}
	return cty.UnknownVal(typ).WithMarks(union)
}

// Reason gives why a value with such marks is not known: the first stated
// reason in alphabetical order, else the symbol that was made first.
func (e *Evaluator) Reason(marks cty.ValueMarks) symbol.Why {
	var stated *symbol.Why
	var first *symbol.Mark
	for mark := range marks {
		switch mark := mark.(type) {
		case symbol.Why:
			if stated == nil || mark.Reason < stated.Reason || mark.Reason == stated.Reason && mark.Origin < stated.Origin {
				stated = &mark
			}
		case symbol.Mark:
			if first == nil || mark.Before(*first) {
				first = &mark
			}
		}
	}
	switch {
	case stated != nil:
		return *stated
	case first == nil:
		return symbol.Why{Reason: value.Condition}
	}
	if ref := e.Symbols.Lookup(*first); ref != (value.Ref{}) {
		return reasonOf(ref)
	}
	return e.Symbols.Why(*first)
}

// reasonOf tells an attribute that is computed from one that is read.
func reasonOf(ref value.Ref) symbol.Why {
	for _, prefix := range []string{"data.", ".data."} {
		if i := strings.Index(ref.Address, prefix); i == 0 || i > 0 && prefix[0] == '.' {
			return symbol.Why{Reason: value.Data, Origin: ref.Address}
		}
	}
	return symbol.Why{Reason: value.Computed}
}

// pieces gives the pieces of a text if these show all that its marks say; false
// if something unknown decided the text, or part of it.
func (e *Evaluator) pieces(text string, marks cty.ValueMarks) ([]symbol.Piece, bool) {
	if !isOpaque(marks) {
		return []symbol.Piece{{Text: text}}, true
	}
	pieces := e.Symbols.Split(text)
	visible := map[symbol.Mark]bool{}
	for _, piece := range pieces {
		if piece.IsSymbol {
			visible[piece.Mark] = true
		}
	}
	for mark := range marks {
		switch mark := mark.(type) {
		case symbol.Why, symbol.Decided:
			return nil, false
		case symbol.Mark:
			if !visible[mark] {
				return nil, false
			}
		}
	}
	return pieces, true
}

// inherit gives what a child of a marked collection is marked with. Where the
// child is a text that shows its symbols, only those are its own: the marks of
// a collection gather those of all its elements.
func (e *Evaluator) inherit(child cty.Value, marks cty.ValueMarks) cty.Value {
	if len(marks) == 0 {
		return child
	}
	bare, own := child.Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() || !symbol.Contains(bare.AsString()) {
		return child.WithMarks(marks)
	}
	kept := merge(own)
	visible := map[symbol.Mark]bool{}
	for _, piece := range e.Symbols.Split(bare.AsString()) {
		if piece.IsSymbol {
			visible[piece.Mark] = true
		}
	}
	for mark := range marks {
		if m, isSymbol := mark.(symbol.Mark); !isSymbol || visible[m] {
			kept = merge(kept, cty.NewValueMarks(mark))
		}
	}
	return bare.WithMarks(kept)
}
