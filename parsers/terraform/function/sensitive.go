package function

import (
	"maps"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// issensitive tells whether a value carries that mark.
var issensitive = define(cty.Bool, func(args []cty.Value) (cty.Value, error) {
	return cty.BoolVal(args[0].HasMark(symbol.Sensitive{})), nil
}, function.Parameter{Name: "value", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true, AllowMarked: true})

// issensitiveRule knows what is marked. A provider may say so of anything else.
func issensitiveRule(c *call) (cty.Value, bool, error) {
	return cty.True, c.args[0].HasMark(symbol.Sensitive{}), nil
}

// withMarks gives a function that changes the marks of its argument only.
func withMarks(name string, change func(cty.Value) cty.Value) function.Function {
	return dynamic(func(args []cty.Value) (cty.Value, error) { return change(args[0]), nil },
		function.Parameter{Name: name, Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true, AllowMarked: true, AllowUnknown: true})
}

// markRule is for functions that change marks, of whatever value.
func markRule(change func(cty.Value) cty.Value) func(*call) (cty.Value, bool, error) {
	return func(c *call) (cty.Value, bool, error) { return change(c.args[0]), true, nil }
}

func sensitive(v cty.Value) cty.Value { return v.Mark(symbol.Sensitive{}) }

func nonsensitive(v cty.Value) cty.Value {
	bare, marks := v.Unmark()
	kept := maps.Clone(marks)
	delete(kept, symbol.Sensitive{})
	return bare.WithMarks(kept)
}
