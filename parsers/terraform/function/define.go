package function

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// define gives a function of a fixed result type. Its arguments are known and
// not null when run sees them.
func define(result cty.Type, run func(args []cty.Value) (cty.Value, error), params ...function.Parameter) function.Function {
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(result),
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return run(args) },
	})
}

// defineVariadic is define with any number of further arguments.
func defineVariadic(result cty.Type, run func(args []cty.Value) (cty.Value, error), rest function.Parameter, params ...function.Parameter) function.Function {
	return function.New(&function.Spec{
		Params:   params,
		VarParam: &rest,
		Type:     function.StaticReturnType(result),
		Impl:     func(args []cty.Value, _ cty.Type) (cty.Value, error) { return run(args) },
	})
}

// ofText gives a function from text to text.
func ofText(name string, run func(string) (string, error)) function.Function {
	return define(cty.String, func(args []cty.Value) (cty.Value, error) {
		result, err := run(args[0].AsString())
		if err != nil {
			return cty.NilVal, function.NewArgError(0, err)
		}
		return cty.StringVal(result), nil
	}, param(name, cty.String))
}

func param(name string, typ cty.Type) function.Parameter {
	return function.Parameter{Name: name, Type: typ}
}

// anyParam takes values of every type, null among them.
func anyParam(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true}
}

// unknownText gives a function whose result is not the same each time, or is a
// secret.
func unknownText(name string, params ...function.Parameter) function.Function {
	return define(cty.String, func([]cty.Value) (cty.Value, error) { return unsupported(cty.String, name), nil }, params...)
}
