package expression

import (
	"maps"

	"github.com/zclconf/go-cty/cty"
)

// shapes tell where the parts of a function's result were written, for those
// that hand on what they are given.
var shapes = map[string]func(e *Evaluator, args []Located, result cty.Value) *Place{
	"file":         textOf,
	"jsonencode":   encoded,
	"yamlencode":   encoded,
	"jsondecode":   decoded,
	"yamldecode":   decodedYAML,
	"merge":        merged,
	"concat":       concatenated,
	"coalesce":     chosen,
	"coalescelist": chosen,
	"lookup":       lookedUp,
	"element":      elementAt,
	"flatten":      flattened,
	"values":       valuesOf,
	"tolist":       first,
	"tomap":        first,
	"toset":        first,
	"tostring":     first,
	"one":          firstItem,
	"sensitive":    first,
	"nonsensitive": first,
}

// textOf says that the text stands in a file.
func textOf(e *Evaluator, args []Located, result cty.Value) *Place {
	text, _ := result.Unmark()
	name, _ := args[0].value.Unmark()
	if !text.IsKnown() || !name.IsKnown() || e.IsOpaque(args[0].value) {
		return nil
	}
	file, err := e.ReadText(name.AsString())
	if err != nil || string(file.Bytes) != text.AsString() {
		return nil
	}
	return TextOfFile(file).place
}

// encoded keeps the structure that is encoded.
func encoded(_ *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	inner := args[0]
	return &Place{Inner: &inner}
}

// decoded gives back the structure that was encoded.
func decoded(e *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	if inner := e.Inner(args[0]); inner != nil {
		return inner.place
	}
	return nil
}

func decodedYAML(e *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	if inner := e.InnerYAML(args[0]); inner != nil {
		return inner.place
	}
	return nil
}

func first(_ *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 || args[0].value.Type().IsSetType() {
		return nil
	}
	return args[0].place
}

func firstItem(_ *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	return args[0].place.item(0)
}

// merged takes each key from the last argument that has it.
func merged(_ *Evaluator, args []Located, _ cty.Value) *Place {
	place := &Place{Keys: map[string]*Place{}}
	for _, arg := range args {
		if arg.place == nil {
			continue
		}
		maps.Copy(place.Keys, arg.place.Keys)
	}
	return place
}

func concatenated(_ *Evaluator, args []Located, result cty.Value) *Place {
	place := &Place{}
	for _, arg := range args {
		for i := range elementCount(arg.value) {
			place.Items = append(place.Items, arg.place.item(i))
		}
	}
	if elementCount(result) != len(place.Items) {
		return nil
	}
	return place
}

// chosen finds the argument that the result is.
func chosen(_ *Evaluator, args []Located, result cty.Value) *Place {
	for _, arg := range args {
		if arg.value.RawEquals(result) {
			return arg.place
		}
	}
	return nil
}

func lookedUp(_ *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) < 2 {
		return nil
	}
	key, marks := args[1].value.Unmark()
	if isOpaque(marks) || key.Type() != cty.String || key.IsNull() || !key.IsKnown() {
		return nil
	}
	if place := args[0].place.key(key.AsString()); place != nil {
		return place
	}
	if len(args) == 3 {
		return args[2].place
	}
	return nil
}

func elementAt(_ *Evaluator, args []Located, _ cty.Value) *Place {
	n := 0
	if len(args) == 2 {
		n = elementCount(args[0].value)
	}
	if n == 0 {
		return nil
	}
	number, _ := args[1].value.Unmark()
	if !number.IsKnown() || number.IsNull() || number.Type() != cty.Number {
		return nil
	}
	index, _ := number.AsBigFloat().Int64()
	return args[0].place.item(int(index % int64(n)))
}

func flattened(_ *Evaluator, args []Located, result cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	place := &Place{Items: leaves(args[0].value, args[0].place, nil)}
	if elementCount(result) != len(place.Items) {
		return nil
	}
	return place
}

func leaves(v cty.Value, place *Place, found []*Place) []*Place {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return found
	}
	i := 0
	for it := v.ElementIterator(); it.Next(); i++ {
		_, element := it.Element()
		bare, _ := element.Unmark()
		typ := bare.Type()
		if typ.IsTupleType() || typ.IsListType() || typ.IsSetType() {
			found = leaves(bare, place.item(i), found)
			continue
		}
		found = append(found, place.item(i))
	}
	return found
}

func valuesOf(_ *Evaluator, args []Located, _ cty.Value) *Place {
	if len(args) != 1 {
		return nil
	}
	v, _ := args[0].value.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return nil
	}
	place := &Place{}
	for it := v.ElementIterator(); it.Next(); {
		key, _ := it.Element()
		if key.Type() != cty.String {
			return nil
		}
		place.Items = append(place.Items, args[0].place.key(key.AsString()))
	}
	return place
}

// elementCount gives the number of elements of a collection, 0 for all else.
func elementCount(v cty.Value) int {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return 0
	}
	return v.LengthInt()
}
