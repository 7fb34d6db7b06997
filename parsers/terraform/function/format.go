package function

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// plainFormat gives format or formatlist for known arguments. Where one is null
// and of no type Terraform gives no answer before apply.
func plainFormat(format function.Function, result cty.Type, name string) function.Function {
	return function.New(&function.Spec{
		Params:   []function.Parameter{param("format", cty.String)},
		VarParam: &function.Parameter{Name: "args", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true},
		Type:     function.StaticReturnType(result),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if slices.ContainsFunc(args, isUntypedNull) {
				return unsupported(result, name), nil
			}
			return format.Call(args)
		},
	})
}

func isUntypedNull(v cty.Value) bool {
	v, _ = v.Unmark()
	return v.Type() == cty.DynamicPseudoType && v.IsNull()
}

func formatRule(c *call) (cty.Value, bool, error) {
	return c.withOthers(c.format(c.args[0], c.args[1:]))
}

// formatListRule formats once for each element of the lists among its arguments.
func formatListRule(c *call) (cty.Value, bool, error) {
	rounds := -1
	lists := make([][]cty.Value, len(c.args))
	for i, arg := range c.args[1:] {
		typ := arg.Type()
		if !typ.IsListType() && !typ.IsSetType() && !typ.IsTupleType() {
			if typ == cty.DynamicPseudoType {
				return cty.NilVal, false, nil
			}
			continue
		}
		if arg.IsNull() || !arg.IsKnown() || !isShaped(arg) {
			return cty.NilVal, false, nil
		}
		lists[i+1] = c.inherit(arg)
		if rounds >= 0 && rounds != len(lists[i+1]) {
			return cty.NilVal, false, function.NewArgErrorf(i+1, "has a length that is inconsistent with that of another argument")
		}
		rounds = len(lists[i+1])
	}
	if rounds < 0 {
		rounds = 1 // there is no list
	}
	var results []cty.Value
	for round := range rounds {
		args := make([]cty.Value, 0, len(c.args)-1)
		for i, arg := range c.args[1:] {
			if lists[i+1] != nil {
				arg = lists[i+1][round]
			}
			args = append(args, arg)
		}
		result, decided, err := c.format(c.args[0], args)
		if err != nil || !decided {
			return cty.NilVal, false, err
		}
		results = append(results, result)
	}
	return c.withOthers(list(cty.String, results), true, nil)
}

// verb is one verb of a format: %[1]s
type verb struct {
	flags string // with width and precision
	arg   int    // counted from one; 0 for the next one
	mode  byte
}

// isPlain reports whether a verb gives its argument as it is.
func (v verb) isPlain() bool { return v.flags == "" && (v.mode == 's' || v.mode == 'v') }

// format gives a text with values in it. A value that is not known, or that a
// verb would change, becomes a hole.
func (c *call) format(format cty.Value, args []cty.Value) (cty.Value, bool, error) {
	bare, marks := format.Unmark()
	if !bare.IsKnown() || bare.IsNull() || !allTame(c.pieces(bare.AsString(), marks)) {
		return cty.NilVal, false, nil
	}
	if slices.ContainsFunc(args, isUntypedNull) {
		return cty.NilVal, false, nil
	}
	var w weaver
	opaque, _ := divide(marks)
	rest, next, used := bare.AsString(), 1, 0
	for rest != "" {
		before, after, isVerb := strings.Cut(rest, "%")
		w.text(cty.StringVal(before).WithMarks(c.shown(before, opaque)))
		if !isVerb {
			break
		}
		if strings.HasPrefix(after, "%") {
			w.literal("%")
			rest = after[1:]
			continue
		}
		v, width, ok := parseVerb(after)
		if !ok && len(opaque) > 0 {
			return cty.NilVal, false, nil // the symbol may complete the verb
		}
		if !ok {
			return cty.NilVal, false, fmt.Errorf("invalid format string: %q", "%"+after)
		}
		if v.arg == 0 {
			v.arg = next
		}
		if v.arg > len(args) {
			return cty.NilVal, false, fmt.Errorf("not enough arguments for %q", "%"+after[:width])
		}
		value, ok, err := c.formatted(v, args[v.arg-1])
		if err != nil || !ok {
			return cty.NilVal, false, err
		}
		w.text(value)
		next, used, rest = v.arg+1, max(used, v.arg), after[width:]
	}
	if used < len(args) {
		return cty.NilVal, false, function.NewArgErrorf(used+1, "too many arguments")
	}
	return w.result(), true, nil
}

// parseVerb reads a verb behind its percent sign and gives its length.
func parseVerb(text string) (v verb, length int, ok bool) {
	digits := func(i int) int {
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i
	}
	i := 0
	for i < len(text) && strings.IndexByte("0#-+ ", text[i]) >= 0 {
		i++
	}
	i = digits(i)
	if i < len(text) && text[i] == '.' {
		i = digits(i + 1)
	}
	v.flags = text[:i]
	if i < len(text) && text[i] == '[' {
		end := digits(i + 1)
		n, err := strconv.Atoi(text[i+1 : end])
		if err != nil || n == 0 || end == len(text) || text[end] != ']' {
			return v, 0, false
		}
		v.arg, i = n, end+1
	}
	if i == len(text) || !isLetter(text[i]) {
		return v, 0, false
	}
	v.mode = text[i]
	return v, i + 1, true
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// formatted gives a value as a verb writes it.
func (c *call) formatted(v verb, arg cty.Value) (cty.Value, bool, error) {
	if !isTouched(arg) {
		result, err := stdlib.Format(cty.StringVal("%"+v.flags+string(v.mode)), arg)
		return result, err == nil, err
	}
	bare, marks := arg.Unmark()
	opaque, others := divide(marksOf(arg))
	hole := func() cty.Value { return c.Symbols.Derived(opaque, false).WithMarks(others) }
	isText, isPrimitive := bare.Type() == cty.String, bare.Type().IsPrimitiveType()
	switch {
	case v.isPlain() && isText:
		return c.text(arg), true, nil
	case v.isPlain() && isPrimitive, v.isPlain() && bare.Type() == cty.DynamicPseudoType:
		return hole(), true, nil
	case v.mode == 's' && !isPrimitive:
		return cty.NilVal, false, nil
	case v.mode == 'q' && v.flags == "" && isText && bare.IsKnown() && allTame(c.pieces(bare.AsString(), marks)),
		v.mode == 'v' && strings.Trim(v.flags, "#") == "":
		return c.json(arg)
	case isText && strings.IndexByte("sqv", v.mode) >= 0, bare.Type() == cty.Number, bare.Type() == cty.Bool && v.mode == 't':
		return hole(), true, nil
	}
	return cty.NilVal, false, nil // the verb may fail on what the symbol holds
}
