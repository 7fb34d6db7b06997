package function

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// class says how a function deals with arguments that hold symbols or are not
// known.
type class uint8

const (
	// opaque functions look inside texts: not known as soon as an argument is
	// not.
	opaque class = iota
	// moves is the class of functions that hand on their arguments, or parts of
	// them, without looking into texts.
	moves
	// weaves is the class of functions that put texts together.
	weaves
	// reads is the class of functions that look inside texts, but whose result
	// the literal parts may decide.
	reads
	// compares is the class of functions whose result depends on which
	// arguments are equal, empty or true.
	compares
	// varies is the class of functions whose result depends on more than their
	// arguments.
	varies
	// closes is the class of functions that take their arguments as
	// expressions.
	closes
)

// hole says whether a text that is not known stands as a hole for the texts
// around it, which only functions that cannot fail may claim.
type hole uint8

const (
	noHole hole = iota
	anyHole
	tameHole
)

// row is a function in the table.
type row struct {
	class class
	// plain is the function on known arguments.
	plain function.Function
	// rule is the function on arguments that hold symbols or are not known;
	// false if they decide the result. Without a rule a function that moves is
	// called as it is, and all others give unknown.
	rule func(*call) (cty.Value, bool, error)
	hole hole
	// size bounds the bytes or elements of the result, for functions that make
	// much of little.
	size func(limit int, args []cty.Value) int
}

// call is a call with arguments of which not all are known.
type call struct {
	*Env
	row
	args []cty.Value
}

// wrap gives the function as HCL calls it. It converts its arguments itself,
// because a symbol may stand where a number is wanted.
func (r row) wrap(env *Env, name string) function.Function {
	if r.class == closes {
		return r.plain
	}
	loose := func(p function.Parameter) function.Parameter {
		return function.Parameter{
			Name: p.Name, Type: cty.DynamicPseudoType,
			AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
		}
	}
	spec := &function.Spec{
		Type: function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return r.run(env, name, args) },
	}
	for _, p := range r.plain.Params() {
		spec.Params = append(spec.Params, loose(p))
	}
	if rest := r.plain.VarParam(); rest != nil {
		p := loose(*rest)
		spec.VarParam = &p
	}
	return function.New(spec)
}

func (r row) run(env *Env, name string, given []cty.Value) (cty.Value, error) {
	limited := func(typ cty.Type) cty.Value { return symbol.Unknown(typ, value.Limit, name+"()") }
	if !env.fits(given...) { // a number may be short as a number, and endless as a text
		return limited(cty.DynamicPseudoType).WithMarks(marksOf(given...)), nil
	}
	args := make([]cty.Value, len(given))
	touched := false
	for i, arg := range given {
		converted, err := r.argument(env, i, arg)
		if err != nil {
			return cty.NilVal, err
		}
		args[i] = converted
		touched = touched || isTouched(converted)
	}
	if r.size != nil && r.size(env.Limits.Text, bareAll(args)) > env.Limits.Text {
		return limited(cty.DynamicPseudoType).WithMarks(marksOf(args...)), nil
	}
	var result cty.Value
	var err error
	if touched {
		result, err = (&call{Env: env, row: r, args: args}).run()
	} else {
		result, err = r.plain.Call(args)
	}
	if err != nil {
		return cty.NilVal, err
	}
	if !env.fits(result) {
		_, others := divide(marksOf(result))
		return limited(result.Type()).WithMarks(others), nil
	}
	return result, nil
}

// argument converts an argument to the type of its parameter. What cannot be
// converted is unknown where it rests on something unknown.
func (r row) argument(env *Env, i int, arg cty.Value) (cty.Value, error) {
	param := r.param(i)
	arg = env.settle(arg)
	converted, err := convert.Convert(arg, param.Type)
	switch {
	case err == nil:
		return converted, nil
	case isTouched(arg):
		return cty.UnknownVal(param.Type).WithMarks(marksOf(arg)), nil
	}
	return cty.NilVal, function.NewArgError(i, err)
}

// param gives what the function says of an argument.
func (r row) param(i int) function.Parameter {
	if params := r.plain.Params(); i < len(params) {
		return params[i]
	}
	return *r.plain.VarParam()
}

// isTouched reports whether a value holds symbols, or anything unknown.
func isTouched(v cty.Value) bool {
	if isBare(v) {
		return false
	}
	opaque, _ := divide(marksOf(v))
	return len(opaque) > 0 || !v.IsWhollyKnown()
}

func (c *call) run() (cty.Value, error) {
	for i, arg := range c.args {
		if arg.IsNull() && !c.param(i).AllowNull {
			return cty.NilVal, function.NewArgErrorf(i, "argument must not be null")
		}
	}
	if c.rule != nil {
		result, decided, err := c.rule(c)
		switch {
		case err != nil:
			return cty.NilVal, err
		case decided:
			return result, nil
		}
		return c.unknown(), nil
	}
	if c.class != moves {
		return c.unknown(), nil
	}
	if slices.ContainsFunc(c.args, func(arg cty.Value) bool { return !isShaped(arg) }) {
		return c.unknown(), nil
	}
	result, err := c.plain.Call(c.args)
	if err != nil || !result.IsKnown() {
		return c.unknown(), nil //nolint:nilerr // what the symbols hold may make it valid
	}
	return result, nil
}

// woven calls the function on the sentinels as if they were plain texts. The
// order and number of what is in its arguments must be known.
func (c *call) woven() (cty.Value, bool, error) {
	if slices.ContainsFunc(c.args, func(arg cty.Value) bool { return !isShaped(arg) }) {
		return cty.NilVal, false, nil
	}
	return c.onSentinels()
}

// onSentinels is woven without that condition.
func (c *call) onSentinels() (cty.Value, bool, error) {
	bare := make([]cty.Value, len(c.args))
	for i, arg := range c.args {
		bare[i] = strip(arg)
	}
	result, err := c.plain.Call(bare)
	if err != nil || !result.IsKnown() {
		return cty.NilVal, false, nil //nolint:nilerr // what the symbols hold may make it valid
	}
	opaque, _ := divide(marksOf(c.args...))
	return c.remark(result, opaque), true, nil
}

// unknown gives the result of a call whose arguments do not decide it.
func (c *call) unknown() cty.Value {
	args := make([]cty.Value, len(c.args))
	for i, arg := range c.args {
		args[i], _ = arg.UnmarkDeep()
		if isTouched(arg) {
			args[i] = cty.UnknownVal(args[i].Type())
		}
	}
	typ, err := c.plain.ReturnTypeForValues(args)
	if err != nil || typ.IsObjectType() || typ.IsTupleType() {
		typ = cty.DynamicPseudoType // it is not known what is in it
	}
	opaque, others := divide(marksOf(c.args...))
	if typ == cty.String && c.hole != noHole {
		return c.Symbols.Derived(opaque, c.hole == tameHole).WithMarks(others)
	}
	return cty.UnknownVal(typ).WithMarks(opaque, others)
}

// bareAll gives arguments without marks on them.
func bareAll(args []cty.Value) []cty.Value {
	bare := make([]cty.Value, len(args))
	for i, arg := range args {
		bare[i], _ = arg.Unmark()
	}
	return bare
}
