package function

import (
	"errors"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// coalesce gives the first argument that is neither null nor an empty text.
var coalesce = function.New(&function.Spec{
	VarParam: &function.Parameter{Name: "vals", Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true},
	Type: func(args []cty.Value) (cty.Type, error) {
		types := make([]cty.Type, len(args))
		for i, arg := range args {
			types[i] = arg.Type()
		}
		unified, _ := convert.UnifyUnsafe(types)
		if unified == cty.NilType {
			return cty.NilType, errors.New("all arguments must have the same type")
		}
		return unified, nil
	},
	Impl: func(args []cty.Value, typ cty.Type) (cty.Value, error) {
		for _, arg := range args {
			converted, err := convert.Convert(arg, typ)
			if err != nil || !converted.IsKnown() {
				return cty.UnknownVal(typ), err
			}
			if converted.IsNull() || typ == cty.String && converted.RawEquals(cty.StringVal("")) {
				continue
			}
			return converted, nil
		}
		return cty.NilVal, errors.New("no non-null, non-empty-string arguments")
	},
})

func coalesceRule(c *call) (cty.Value, bool, error) {
	types := make([]cty.Type, len(c.args))
	for i, arg := range c.args {
		types[i] = arg.Type()
	}
	typ, _ := convert.UnifyUnsafe(types)
	if typ == cty.NilType {
		return cty.NilVal, false, nil
	}
	for _, arg := range c.args {
		if isTouched(arg) {
			isNested := arg.IsKnown() && arg.CanIterateElements()
			if isNested || isText(arg) && c.isCertainlyFilled(arg) {
				return c.withOthers(convertOr(arg, typ), true, nil)
			}
			return cty.NilVal, false, nil
		}
		if arg.IsNull() || text(arg) == "" && arg.Type() == cty.String {
			continue
		}
		return c.withOthers(convertOr(arg, typ), true, nil)
	}
	return cty.NilVal, false, errors.New("no non-null, non-empty-string arguments")
}

// convertOr converts a value, or leaves it as it is.
func convertOr(v cty.Value, typ cty.Type) cty.Value {
	if converted, err := convert.Convert(v, typ); err == nil {
		return converted
	}
	return v
}

// lookup picks from a map or object; without a default it fails where there is
// nothing to pick.
var lookup = function.New(&function.Spec{
	Params: []function.Parameter{
		{Name: "inputMap", Type: cty.DynamicPseudoType, AllowMarked: true},
		{Name: "key", Type: cty.String},
	},
	VarParam: &function.Parameter{
		Name: "default", Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	},
	Type: function.StaticReturnType(cty.DynamicPseudoType),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		from, marks := args[0].Unmark()
		typ := from.Type()
		switch {
		case len(args) > 3:
			return cty.NilVal, errors.New("lookup() takes two or three arguments")
		case !typ.IsMapType() && !typ.IsObjectType():
			return cty.NilVal, function.NewArgErrorf(0, "lookup() requires a map as the first argument")
		}
		key, fallback := args[1], args[2:]
		if typ.IsMapType() && len(fallback) > 0 {
			converted, err := convert.Convert(fallback[0], typ.ElementType())
			if err != nil {
				return cty.NilVal, function.NewArgErrorf(2, "the default value must have the same type as the map elements")
			}
			fallback = []cty.Value{converted}
		}
		switch {
		case typ.IsObjectType() && typ.HasAttribute(key.AsString()):
			return from.GetAttr(key.AsString()).WithMarks(marks), nil
		case typ.IsMapType() && from.HasIndex(key).True():
			return from.Index(key).WithMarks(marks), nil
		case len(fallback) > 0:
			return fallback[0].WithMarks(marks), nil
		}
		return cty.NilVal, errors.New("lookup failed to find the key, and there is no default")
	},
})

func lookupRule(c *call) (cty.Value, bool, error) {
	from, key := c.args[0], c.args[1]
	if !from.IsKnown() || isTouched(key) || hasOpaqueMarks(from) {
		return cty.NilVal, false, nil
	}
	if c.isOpen(from) && !from.Type().HasAttribute(text(key)) {
		return cty.NilVal, false, nil
	}
	result, err := c.plain.Call(c.args)
	if err != nil && len(c.args) > 2 {
		return cty.NilVal, false, nil // a symbol may turn out to be of the right type
	}
	return result, err == nil, err
}

// one gives the only element, or null.
var one = dynamic(func(args []cty.Value) (cty.Value, error) {
	v, marks := args[0].Unmark()
	if !isSequence(v.Type()) {
		return cty.NilVal, function.NewArgErrorf(0, "must be a list, set, or tuple value with either zero or one elements")
	}
	switch v.LengthInt() {
	case 0:
		typ := cty.DynamicPseudoType
		if v.Type().IsCollectionType() {
			typ = v.Type().ElementType()
		}
		return cty.NullVal(typ).WithMarks(marks), nil
	case 1:
		return v.AsValueSlice()[0].WithMarks(marks), nil
	}
	return cty.NilVal, function.NewArgErrorf(0, "must be a list, set, or tuple value with either zero or one elements")
}, function.Parameter{Name: "list", Type: cty.DynamicPseudoType, AllowMarked: true})
