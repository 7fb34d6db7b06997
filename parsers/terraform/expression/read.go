package expression

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Read gives what is known of a value that is written at a range.
func (e *Evaluator) Read(l Located, at hcl.Range) value.Value {
	l = l.whole()
	place := l.place
	if place != nil && place.At.Filename != "" {
		place = place.at(hcl.Range{})
	}
	return e.read(l.value, place, e.Range(at), nil)
}

// Range gives the range in terms of lines and code points.
func (e *Evaluator) Range(rng hcl.Range) source.Range {
	file := e.File(rng.Filename)
	if file == nil {
		return source.Range{}
	}
	return file.Range(rng.Start.Byte, rng.End.Byte)
}

func (e *Evaluator) read(v cty.Value, place *Place, at source.Range, inherited cty.ValueMarks) value.Value {
	if place != nil && place.At.Filename != "" {
		at = e.Range(place.At)
	}
	v, marks := e.inherit(v, inherited).Unmark()
	result := e.readBare(v, marks, place, at)
	if place != nil && place.Origin != "" && result.IsKnown() && result.Reason() == "" {
		result = result.WithReason(value.Variable, place.Origin)
	}
	if inner := e.Inner(Located{value: v.WithMarks(marks), place: place}); inner != nil {
		result = result.WithInner(e.read(inner.Value(), inner.place, at, nil))
	}
	result.Sensitive = result.Sensitive || len(sensitivity(marks)) > 0
	return result
}

func (e *Evaluator) readBare(v cty.Value, marks cty.ValueMarks, place *Place, at source.Range) value.Value {
	typ := v.Type()
	switch {
	case !v.IsKnown():
		return e.notKnown(marks, at)
	case typ == cty.String && !v.IsNull():
		return e.readText(v.AsString(), marks, at)
	case !v.IsNull() && (typ.IsObjectType() || typ.IsMapType()):
		return e.readMap(v, marks, place, at)
	case !v.IsNull() && v.CanIterateElements():
		return e.readList(v, marks, place, at)
	case isOpaque(marks):
		return e.notKnown(marks, at)
	case v.IsNull():
		return value.Unset(at)
	case typ == cty.Number:
		return value.OfNumber(number(v.AsBigFloat()), at)
	case typ == cty.Bool:
		return value.OfBool(v.True(), at)
	}
	return value.NotKnown(value.Unsupported, "", at)
}

// number gives the shortest decimal form.
func number(n *big.Float) string {
	if n.IsInt() {
		return n.Text('f', 0)
	}
	return n.Text('g', -1)
}

// notKnown gives an unknown value that rests on what its marks say.
func (e *Evaluator) notKnown(marks cty.ValueMarks, at source.Range) value.Value {
	why := e.Reason(marks)
	return value.NotKnown(why.Reason, why.Origin, at).WithRefs(e.refs(marks)...)
}

// refs gives the attributes that marks stand for, in the order in which they
// were first met.
func (e *Evaluator) refs(marks cty.ValueMarks) []value.Ref {
	var found []symbol.Mark
	for mark := range marks {
		if mark, ok := mark.(symbol.Mark); ok && e.Symbols.Lookup(mark) != (value.Ref{}) {
			found = append(found, mark)
		}
	}
	slices.SortFunc(found, func(a, b symbol.Mark) int {
		if a.Before(b) {
			return -1
		}
		return 1
	})
	refs := make([]value.Ref, len(found))
	for i, mark := range found {
		refs[i] = e.Symbols.Lookup(mark)
	}
	return refs
}

// readText gives a text and, where it is not known, its parts.
func (e *Evaluator) readText(s string, marks cty.ValueMarks, at source.Range) value.Value {
	pieces, ok := e.pieces(s, marks)
	if !ok {
		return e.notKnown(marks, at)
	}
	if isPlain(pieces) {
		return value.OfText(s, at)
	}
	parts := make([]value.Part, len(pieces))
	var why symbol.Why
	for i, piece := range pieces {
		switch {
		case !piece.IsSymbol:
			parts[i].Literal = piece.Text
			continue
		case piece.Ref != (value.Ref{}):
			parts[i].Ref = piece.Ref
			if reason := reasonOf(piece.Ref); why.Reason == "" || why.Reason == value.Computed {
				why = reason
			}
		default:
			parts[i].Reason = piece.Why.Reason
			why = piece.Why
		}
	}
	if len(parts) == 1 && parts[0].Reason != "" {
		return value.NotKnown(why.Reason, why.Origin, at)
	}
	return value.OfParts(parts, at).WithReason(why.Reason, why.Origin)
}

func (e *Evaluator) readList(v cty.Value, marks cty.ValueMarks, place *Place, at source.Range) value.Value {
	items := make([]value.Value, 0, v.LengthInt())
	if v.Type().IsSetType() {
		place = nil
	}
	i := 0
	for it := v.ElementIterator(); it.Next(); i++ {
		_, item := it.Element()
		items = append(items, e.read(item, place.item(i), at, marks))
	}
	return value.OfList(items, place != nil && place.Open, at)
}

// readMap gives the entries of a map in the order in which they were written.
// A key that holds symbols cannot be named: the map is open.
func (e *Evaluator) readMap(v cty.Value, marks cty.ValueMarks, place *Place, at source.Range) value.Value {
	type written struct {
		value.Entry
		at hcl.Range
	}
	entries := make([]written, 0, v.LengthInt())
	open := place != nil && place.Open
	if len(marks) > 0 {
		marks = e.withoutKeys(v, marks)
	}
	for it := v.ElementIterator(); it.Next(); {
		key, child := it.Element()
		name := key.AsString()
		if symbol.Contains(name) {
			open = true
			continue
		}
		childPlace := place.key(name)
		entry := written{Entry: value.Entry{Key: name, Value: e.read(child, childPlace, at, marks)}}
		if childPlace != nil {
			entry.at = childPlace.KeyAt
			entry.KeyAt = e.Range(childPlace.KeyAt)
		}
		entries = append(entries, entry)
	}
	slices.SortStableFunc(entries, func(a, b written) int {
		return cmp.Or(cmp.Compare(a.at.Filename, b.at.Filename), cmp.Compare(a.at.Start.Byte, b.at.Start.Byte))
	})
	result := make([]value.Entry, len(entries))
	for i, entry := range entries {
		result[i] = entry.Entry
	}
	return value.OfMap(result, open, at)
}

// withoutKeys gives the marks of a map without those that its keys show: they
// say nothing of its values.
func (e *Evaluator) withoutKeys(v cty.Value, marks cty.ValueMarks) cty.ValueMarks {
	left := merge(marks)
	for it := v.ElementIterator(); it.Next(); {
		key, _ := it.Element()
		for _, piece := range e.Symbols.Split(key.AsString()) {
			if piece.IsSymbol {
				delete(left, piece.Mark)
			}
		}
	}
	return left
}
