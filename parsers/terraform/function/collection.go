package function

import (
	"errors"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// sum adds up a list, tuple or set of numbers.
var sum = define(cty.Number, func(args []cty.Value) (cty.Value, error) {
	if typ := args[0].Type(); !typ.IsListType() && !typ.IsSetType() && !typ.IsTupleType() {
		return cty.NilVal, function.NewArgErrorf(0, "argument must be list, set, or tuple, not %s", typ.FriendlyName())
	}
	if args[0].LengthInt() == 0 {
		return cty.NilVal, function.NewArgErrorf(0, "cannot sum an empty list")
	}
	total := cty.Zero
	for it := args[0].ElementIterator(); it.Next(); {
		_, element := it.Element()
		number, err := convert.Convert(element, cty.Number)
		if err != nil || number.IsNull() {
			return cty.NilVal, function.NewArgErrorf(0, "argument must be list, set, or tuple of number values")
		}
		total = total.Add(number)
	}
	return total, nil
}, param("list", cty.DynamicPseudoType))

// length counts what is in a collection, or the characters of a text.
var length = define(cty.Number, func(args []cty.Value) (cty.Value, error) {
	switch typ := args[0].Type(); {
	case typ == cty.String:
		return stdlib.Strlen(args[0])
	case typ.IsObjectType():
		return cty.NumberIntVal(int64(len(typ.AttributeTypes()))), nil
	case typ.IsTupleType(), typ.IsCollectionType():
		return args[0].Length(), nil
	}
	return cty.NilVal, function.NewArgErrorf(0, "argument must be a string, a collection type, or a structural type")
}, param("value", cty.DynamicPseudoType))

// element picks from a list, starting over at its end.
var element = dynamic(func(args []cty.Value) (cty.Value, error) {
	if args[1].LessThan(cty.Zero).True() {
		return cty.NilVal, function.NewArgErrorf(1, "cannot use element function with a negative index")
	}
	return stdlib.Element(args[0], args[1])
}, function.Parameter{Name: "list", Type: cty.DynamicPseudoType, AllowMarked: true}, param("index", cty.Number))

// matchKeys gives the values whose keys are in a search set.
var matchKeys = dynamic(func(args []cty.Value) (cty.Value, error) {
	values, keys, search := args[0], args[1], args[2]
	if !values.Type().IsListType() || !keys.Type().IsListType() {
		return cty.NilVal, errors.New("lists are required")
	}
	if values.LengthInt() != keys.LengthInt() {
		return cty.NilVal, errors.New("length of keys and values should be equal")
	}
	unified, _ := convert.UnifyUnsafe([]cty.Type{keys.Type(), search.Type()})
	if unified == cty.NilType {
		return cty.NilVal, errors.New("keys and searchset must be of the same type")
	}
	wanted, err := convert.Convert(search, cty.Set(unified.ElementType()))
	if err != nil {
		return cty.NilVal, function.NewArgError(2, err)
	}
	var found []cty.Value
	i := 0
	for it := keys.ElementIterator(); it.Next(); i++ {
		_, key := it.Element()
		key, err := convert.Convert(key, unified.ElementType())
		if err != nil {
			return cty.NilVal, function.NewArgError(1, err)
		}
		if wanted.HasElement(key).True() {
			found = append(found, values.Index(cty.NumberIntVal(int64(i))))
		}
	}
	return list(values.Type().ElementType(), found), nil
}, param("values", cty.List(cty.DynamicPseudoType)), param("keys", cty.List(cty.DynamicPseudoType)), param("searchset", cty.List(cty.DynamicPseudoType)))

// transpose turns a map of lists inside out.
var transpose = define(cty.Map(cty.List(cty.String)), func(args []cty.Value) (cty.Value, error) {
	turned := map[string][]cty.Value{}
	for it := args[0].ElementIterator(); it.Next(); {
		key, texts := it.Element()
		if texts.IsNull() {
			continue
		}
		for inner := texts.ElementIterator(); inner.Next(); {
			_, text := inner.Element()
			if text.IsNull() {
				return cty.NilVal, function.NewArgErrorf(0, "must not hold null")
			}
			turned[text.AsString()] = append(turned[text.AsString()], key)
		}
	}
	if len(turned) == 0 {
		return cty.MapValEmpty(cty.List(cty.String)), nil
	}
	result := make(map[string]cty.Value, len(turned))
	for text, keys := range turned {
		result[text] = cty.ListVal(keys) // in order: maps iterate in that of their keys
	}
	return cty.MapVal(result), nil
}, param("values", cty.Map(cty.List(cty.String))))

// distinct drops what a list holds already.
var distinct = dynamic(func(args []cty.Value) (cty.Value, error) {
	seen := map[int][]cty.Value{}
	var kept []cty.Value
	for it := args[0].ElementIterator(); it.Next(); {
		_, element := it.Element()
		hash := element.Hash()
		if slices.ContainsFunc(seen[hash], element.RawEquals) {
			continue
		}
		seen[hash] = append(seen[hash], element)
		kept = append(kept, element)
	}
	return list(args[0].Type().ElementType(), kept), nil
}, param("list", cty.List(cty.DynamicPseudoType)))

// dynamic gives a function whose result tells its type.
func dynamic(run func(args []cty.Value) (cty.Value, error), params ...function.Parameter) function.Function {
	return define(cty.DynamicPseudoType, run, params...)
}

// list gives a list that may be empty.
func list(typ cty.Type, elements []cty.Value) cty.Value {
	if len(elements) == 0 {
		return cty.ListValEmpty(typ)
	}
	return cty.ListVal(elements)
}

var errNoMatch = errors.New("pattern did not match any part of the given string")
