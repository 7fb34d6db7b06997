package function

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// isOpaque reports whether a mark says that a value is not known as it stands.
func isOpaque(mark any) bool {
	switch mark.(type) {
	case symbol.Mark, symbol.Why, symbol.Decided:
		return true
	}
	return false
}

// divide tells the marks of what is not known from all others.
func divide(marks cty.ValueMarks) (opaque, others cty.ValueMarks) {
	opaque, others = cty.ValueMarks{}, cty.ValueMarks{}
	for mark := range marks {
		if isOpaque(mark) {
			opaque[mark] = struct{}{}
		} else {
			others[mark] = struct{}{}
		}
	}
	return opaque, others
}

// isBare reports whether a value is known to its last part and carries no marks.
func isBare(v cty.Value) bool {
	if v.IsMarked() || !v.IsKnown() {
		return false
	}
	if v.IsNull() || !v.CanIterateElements() {
		return true
	}
	for it := v.ElementIterator(); it.Next(); {
		if _, element := it.Element(); !isBare(element) {
			return false
		}
	}
	return true
}

// marksOf gives all marks of values and of everything inside them.
func marksOf(values ...cty.Value) cty.ValueMarks {
	all := cty.ValueMarks{}
	for _, v := range values {
		if !v.ContainsMarked() {
			continue
		}
		_, places := v.UnmarkDeepWithPaths()
		for _, place := range places {
			for mark := range place.Marks {
				all[mark] = struct{}{}
			}
		}
	}
	return all
}

// shown gives the marks whose sentinels stand in a text.
func (e *Env) shown(text string, marks cty.ValueMarks) cty.ValueMarks {
	if !symbol.Contains(text) {
		return nil
	}
	found := cty.ValueMarks{}
	for _, piece := range e.Symbols.Split(text) {
		if _, ok := marks[piece.Mark]; ok && piece.IsSymbol {
			found[piece.Mark] = struct{}{}
		}
	}
	return found
}

// settle makes unknown whatever a value does not show: what was chosen by
// something unknown, and what rests on a symbol that is not to be seen in it.
// What is left is known, unknown, or a text that shows all its symbols.
func (e *Env) settle(v cty.Value) cty.Value {
	if isBare(v) {
		return v
	}
	bare, marks := v.Unmark()
	opaque, _ := divide(marks)
	switch {
	case !bare.IsKnown():
		return v
	case bare.IsNull():
		if len(opaque) > 0 {
			return cty.UnknownVal(bare.Type()).WithMarks(marks)
		}
		return v
	case len(opaque) > 0 && !e.shows(bare, opaque):
		return cty.UnknownVal(bare.Type()).WithMarks(marks, marksOf(bare))
	case !bare.CanIterateElements() || bare.LengthInt() == 0 || bare.Type().IsSetType():
		return v
	}
	return rebuild(bare, e.settle).WithMarks(marks)
}

// shows reports whether all that marks stand for can be seen in a value.
func (e *Env) shows(bare cty.Value, opaque cty.ValueMarks) bool {
	var text strings.Builder
	collect(bare, &text)
	return len(e.shown(text.String(), opaque)) == len(opaque)
}

// collect writes all texts and keys of a value.
func collect(v cty.Value, text *strings.Builder) {
	v, _ = v.Unmark()
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		text.WriteString(v.AsString())
	case v.CanIterateElements():
		isMap := v.Type().IsMapType() || v.Type().IsObjectType()
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			if isMap {
				collect(key, text)
			}
			collect(element, text)
		}
	}
}

// rebuild gives a collection whose elements were changed within their types.
func rebuild(v cty.Value, change func(cty.Value) cty.Value) cty.Value {
	typ := v.Type()
	if typ.IsMapType() || typ.IsObjectType() {
		changed := make(map[string]cty.Value, v.LengthInt())
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			changed[key.AsString()] = change(element)
		}
		if typ.IsObjectType() {
			return cty.ObjectVal(changed)
		}
		return cty.MapVal(changed)
	}
	changed := make([]cty.Value, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		_, element := it.Element()
		changed = append(changed, change(element))
	}
	switch {
	case typ.IsTupleType():
		return cty.TupleVal(changed)
	case typ.IsSetType():
		return cty.SetVal(changed)
	}
	return cty.ListVal(changed)
}

// strip takes the marks of what is not known from a value, so that functions
// which know nothing of marks can work on its sentinels.
func strip(v cty.Value) cty.Value {
	if !v.ContainsMarked() {
		return v
	}
	bare, marked := v.UnmarkDeepWithPaths()
	for i, place := range marked {
		_, marked[i].Marks = divide(place.Marks)
	}
	return bare.MarkWithPaths(marked)
}

// remark gives each text in a value the marks of the symbols that it shows, and
// what is unknown the reasons.
func (e *Env) remark(v cty.Value, marks cty.ValueMarks) cty.Value {
	bare, own := v.Unmark()
	switch {
	case !bare.IsKnown():
		reasons := cty.ValueMarks{}
		for mark := range marks {
			if _, ok := mark.(symbol.Mark); !ok {
				reasons[mark] = struct{}{}
			}
		}
		if len(reasons) == 0 {
			reasons = marks
		}
		return bare.WithMarks(own, reasons)
	case bare.IsNull():
		return v
	case bare.Type() == cty.String:
		return bare.WithMarks(own, e.shown(bare.AsString(), marks))
	case !bare.CanIterateElements() || bare.LengthInt() == 0:
		return v
	}
	keys := cty.ValueMarks{}
	if bare.Type().IsMapType() || bare.Type().IsObjectType() {
		for it := bare.ElementIterator(); it.Next(); {
			key, _ := it.Element()
			for mark := range e.shown(key.AsString(), marks) {
				keys[mark] = struct{}{}
			}
		}
	}
	return rebuild(bare, func(element cty.Value) cty.Value { return e.remark(element, marks) }).WithMarks(own, keys)
}

// isShaped reports whether it is known how many elements a value has and in
// which order. Where sets and maps carry marks themselves, their elements or
// keys hold symbols: two of these may turn out to be the same, or change
// places. Where lists do, it is not known what is in them.
func isShaped(v cty.Value) bool {
	bare, marks := v.Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.CanIterateElements() {
		return true
	}
	opaque, _ := divide(marks)
	isList := bare.Type().IsListType() || bare.Type().IsTupleType()
	return len(opaque) == 0 || bare.LengthInt() <= 1 && !isList
}

// isShapedDeep reports whether a value and everything inside it is shaped.
func isShapedDeep(v cty.Value) bool {
	if !isShaped(v) {
		return false
	}
	bare, _ := v.Unmark()
	if !bare.ContainsMarked() {
		return true
	}
	for it := bare.ElementIterator(); it.Next(); {
		if _, element := it.Element(); !isShapedDeep(element) {
			return false
		}
	}
	return true
}

// inherit gives the elements of a list, tuple or set with those of its marks
// that concern them.
func (e *Env) inherit(v cty.Value) []cty.Value {
	bare, marks := v.Unmark()
	elements := bare.AsValueSlice()
	if len(marks) == 0 {
		return elements
	}
	opaque, others := divide(marks)
	for i, element := range elements {
		elements[i] = e.remark(element, opaque).WithMarks(others)
	}
	return elements
}
