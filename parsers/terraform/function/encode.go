package function

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// loose stands around what is not to be quoted when it is encoded.
const loose = "\uE002"

// encode gives the text that encodes a value. Texts that are not known become
// holes between quotes; all else that is not known, holes without.
func (c *call) encode(v cty.Value, encode func(cty.Value) (cty.Value, error)) (cty.Value, bool, error) {
	if !isShapedDeep(v) {
		return cty.NilVal, false, nil
	}
	var marks []cty.ValueMarks
	loosened := c.loosen(v, &marks)
	if _, others := divide(marksOf(v)); strings.Contains(texts(v), loose) {
		return c.Symbols.Derived(nil, false).WithMarks(others), true, nil
	}
	encoded, err := encode(loosened)
	if err != nil {
		return cty.NilVal, false, err
	}
	text := strings.NewReplacer(`"`+loose, "", loose+`"`, "").Replace(encoded.AsString())
	_, all := cty.EmptyTupleVal.WithMarks(marks...).Unmark()
	_, others := divide(all)
	return cty.StringVal(text).WithMarks(c.shown(text, all), others), true, nil
}

// loosen gives a value without marks in which holes stand for what is unknown.
func (c *call) loosen(v cty.Value, marks *[]cty.ValueMarks) cty.Value {
	bare, own := v.Unmark()
	*marks = append(*marks, own)
	switch {
	case !bare.IsKnown():
		opaque, _ := divide(own)
		hole, mark := c.Symbols.Derived(opaque, false).Unmark()
		*marks = append(*marks, mark)
		if bare.Type() == cty.String {
			return hole
		}
		return cty.StringVal(loose + hole.AsString() + loose)
	case bare.IsNull() || !bare.CanIterateElements():
		return bare
	}
	if bare.Type().IsMapType() || bare.Type().IsObjectType() {
		attrs := map[string]cty.Value{}
		for it := bare.ElementIterator(); it.Next(); {
			key, element := it.Element()
			attrs[key.AsString()] = c.loosen(element, marks)
		}
		return cty.ObjectVal(attrs)
	}
	var elements []cty.Value
	for it := bare.ElementIterator(); it.Next(); {
		_, element := it.Element()
		elements = append(elements, c.loosen(element, marks))
	}
	return cty.TupleVal(elements)
}

// texts gives all texts of a value, one behind the other.
func texts(v cty.Value) string {
	var all strings.Builder
	collect(v, &all)
	return all.String()
}

func (c *call) json(v cty.Value) (cty.Value, bool, error) {
	return c.encode(v, stdlib.JSONEncode)
}

func jsonEncodeRule(c *call) (cty.Value, bool, error) { return c.json(c.args[0]) }

// yamlEncodeRule encodes what an emitter will not fold: that depends on how long
// the symbols in a line are.
func yamlEncodeRule(c *call) (cty.Value, bool, error) {
	if mayFold(c.args[0]) {
		return cty.NilVal, false, nil
	}
	return c.encode(c.args[0], func(v cty.Value) (cty.Value, error) { return c.plain.Call([]cty.Value{v}) })
}

// mayFold reports whether a value holds a text with symbols and spaces, or a key
// with symbols.
func mayFold(v cty.Value) bool {
	if !isTouched(v) {
		return false
	}
	bare, _ := v.Unmark()
	switch {
	case !bare.IsKnown() || bare.IsNull():
		return false
	case isText(bare):
		return strings.Contains(bare.AsString(), " ") && !strings.Contains(bare.AsString(), "\n")
	case hasOpaqueMarks(v) && !bare.Type().IsSetType():
		return true
	case !bare.CanIterateElements():
		return false
	}
	for it := bare.ElementIterator(); it.Next(); {
		if _, element := it.Element(); mayFold(element) {
			return true
		}
	}
	return false
}
