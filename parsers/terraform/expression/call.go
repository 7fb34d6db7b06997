package expression

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// special gives a call of a function that sees its arguments as expressions, or
// that reads a text which holds expressions itself; false for all others.
func (e *Evaluator) special(name string, x *hclsyntax.FunctionCallExpr, f *Frame) (Located, bool) {
	if x.ExpandFinal {
		return Located{}, false
	}
	switch name {
	case "try":
		return e.try(x, f), true
	case "can":
		return e.can(x, f), true
	case "templatefile":
		return e.templateFile(x, f), true
	case "templatestring":
		return e.templateString(x, f), true
	}
	return Located{}, false
}

// call gives f(a, b).
func (e *Evaluator) call(x *hclsyntax.FunctionCallExpr, f *Frame) Located {
	name := strings.TrimPrefix(x.Name, "core::")
	if l, ok := e.special(name, x, f); ok {
		return l
	}
	fn, ok := e.Functions[name]
	if !ok {
		return Of(symbol.Unknown(cty.DynamicPseudoType, value.Function, name+"()"))
	}
	args, marks, known := e.arguments(x, f)
	if !known {
		return Of(unknown(cty.DynamicPseudoType, marks))
	}
	values := make([]cty.Value, len(args))
	size := 1
	for i, arg := range args {
		values[i] = arg.value
		size += arg.size
	}
	e.Meter.charge(size) // a function walks its arguments
	if !e.Meter.Unify(args...) {
		return e.Meter.ExceedSteps(x.Range())
	}
	result, err := e.run(x, fn, values)
	if err != nil {
		return e.Fail()
	}
	if text, _ := result.Unmark(); text.Type() == cty.String && text.IsKnown() && !text.IsNull() && !e.Meter.write(len(text.AsString())) {
		return e.Meter.Exceed(fmt.Sprintf("a text of more than %d bytes, or %d in all", e.Meter.Limits.Text, e.Meter.Limits.AllText), x.Range())
	}
	if hitLimit(result) && !hitLimit(values...) {
		return e.Meter.Exceed(fmt.Sprintf("a result of %s() of more than %d bytes or %d elements", name, e.Meter.Limits.Text, e.Meter.Limits.Elements), x.Range())
	}
	l := Placed(result, nil)
	e.Meter.charge(l.size)
	if shape := shapes[name]; shape != nil {
		l.place = shape(e, args, result)
	}
	return l
}

// hitLimit reports whether a value is unknown because of what it would cost.
func hitLimit(values ...cty.Value) bool {
	for _, v := range values {
		_, marks := v.Unmark()
		for mark := range marks {
			if why, ok := mark.(symbol.Why); ok && why.Reason == value.Limit {
				return true
			}
		}
	}
	return false
}

// arguments evaluates the arguments of a call; false if their number is not
// known.
func (e *Evaluator) arguments(x *hclsyntax.FunctionCallExpr, f *Frame) (args []Located, marks cty.ValueMarks, known bool) {
	args = make([]Located, 0, len(x.Args))
	for i, arg := range x.Args {
		l := e.Eval(arg, f).whole()
		if i < len(x.Args)-1 || !x.ExpandFinal {
			if l.place == nil || l.place.At.Filename == "" {
				l = l.moved(arg.Range())
			}
			args = append(args, l)
			continue
		}
		if !e.canIterate(l) {
			return nil, marksOf(e.Fail().value), false
		}
		elements, marks, known := e.elements(l)
		if !known || isOpaque(marks) {
			return nil, marks, false
		}
		for _, element := range elements {
			args = append(args, element.Value.whole())
		}
	}
	return args, nil, true
}

// run calls a function. A panic in it becomes a problem, and the value unknown.
func (e *Evaluator) run(x *hclsyntax.FunctionCallExpr, fn function.Function, args []cty.Value) (result cty.Value, err error) {
	failed := func(cause any) cty.Value {
		e.Report(source.Internal, x.Range(), fmt.Sprintf("function %s failed on its arguments: %v", x.Name, cause))
		return symbol.Unknown(cty.DynamicPseudoType, value.Function, x.Name+"()")
	}
	defer func() {
		if cause := recover(); cause != nil {
			result, err = failed(cause), nil
		}
	}()
	result, err = fn.Call(args)
	if caught, ok := errors.AsType[function.PanicError](err); ok {
		return failed(caught.Value), nil
	}
	return result, err
}

// try gives the first argument that can be evaluated. It is unknown where it is
// not known which one that is.
func (e *Evaluator) try(x *hclsyntax.FunctionCallExpr, f *Frame) Located {
	var maybe []Located
	for _, arg := range x.Args {
		l, outcome := e.forget(func() Located { return e.Eval(arg, f).whole() })
		if outcome.failures > 0 {
			continue
		}
		if len(maybe) == 0 && outcome.doubts == 0 && !e.hidesFailure(l.value) {
			return l
		}
		maybe = append(maybe, l)
		if outcome.doubts == 0 && !e.hidesFailure(l.value) {
			break
		}
	}
	if len(maybe) == 0 {
		return e.Fail()
	}
	result := maybe[0]
	for _, other := range maybe[1:] {
		result = e.either(result, other, cty.NewValueMarks(symbol.Why{Reason: value.Condition}))
	}
	return result
}

// hidesFailure reports whether so little is known of a value that making it may
// yet fail. Attributes of resources are there, whatever they are; what else is
// not known may rest on something that is not.
func (e *Evaluator) hidesFailure(v cty.Value) bool {
	bare, _ := v.UnmarkDeep()
	if !bare.IsWhollyKnown() {
		return true
	}
	for mark := range marksOf(v) {
		switch mark := mark.(type) {
		case symbol.Why, symbol.Decided:
			return true
		case symbol.Mark:
			if e.Symbols.Lookup(mark) == (value.Ref{}) {
				return true
			}
		}
	}
	return false
}

// can tells whether its argument can be evaluated.
func (e *Evaluator) can(x *hclsyntax.FunctionCallExpr, f *Frame) Located {
	if len(x.Args) != 1 {
		return e.Fail()
	}
	l, outcome := e.forget(func() Located { return e.Eval(x.Args[0], f).whole() })
	switch {
	case outcome.failures > 0:
		return Of(cty.False)
	case outcome.doubts > 0 || e.hidesFailure(l.value):
		return Of(unknown(cty.Bool, marksOf(l.value)))
	}
	return Of(cty.True)
}
