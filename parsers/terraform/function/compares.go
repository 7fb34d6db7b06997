package function

import (
	"errors"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// maxComparisons is how many pairs of values with symbols are compared.
const maxComparisons = 100_000

// contains tells whether a list, tuple or set holds a value.
var contains = define(cty.Bool, func(args []cty.Value) (cty.Value, error) {
	if !isSequence(args[0].Type()) {
		return cty.NilVal, function.NewArgErrorf(0, "argument must be list, tuple, or set")
	}
	return cty.BoolVal(slices.ContainsFunc(args[0].AsValueSlice(), args[1].RawEquals)), nil
}, param("list", cty.DynamicPseudoType), param("value", cty.DynamicPseudoType))

func isSequence(typ cty.Type) bool {
	return typ.IsListType() || typ.IsTupleType() || typ.IsSetType()
}

func containsRule(c *call) (cty.Value, bool, error) {
	all := no
	list, _ := c.args[0].Unmark()
	if !list.IsKnown() || !isSequence(list.Type()) {
		return cty.NilVal, false, nil
	}
	for _, element := range c.inherit(c.args[0]) {
		switch c.equal(element, c.args[1]) {
		case yes:
			return c.withOthers(cty.True, true, nil)
		case maybe:
			all = maybe
		case no:
		}
	}
	return c.withOthers(cty.False, all == no && isShaped(c.args[0]), nil)
}

// index gives the place of a value in a list.
var index = define(cty.Number, func(args []cty.Value) (cty.Value, error) {
	if typ := args[0].Type(); !typ.IsListType() && !typ.IsTupleType() {
		return cty.NilVal, function.NewArgErrorf(0, "argument must be a list or tuple")
	}
	for i, element := range args[0].AsValueSlice() {
		if element.RawEquals(args[1]) {
			return cty.NumberIntVal(int64(i)), nil
		}
	}
	return cty.NilVal, errors.New("item not found")
}, param("list", cty.DynamicPseudoType), param("value", cty.DynamicPseudoType))

func indexRule(c *call) (cty.Value, bool, error) {
	if typ := c.args[0].Type(); !c.args[0].IsKnown() || !isShaped(c.args[0]) || !typ.IsListType() && !typ.IsTupleType() {
		return cty.NilVal, false, nil
	}
	for i, element := range c.inherit(c.args[0]) {
		switch c.equal(element, c.args[1]) {
		case yes:
			return c.withOthers(cty.NumberIntVal(int64(i)), true, nil)
		case maybe:
			return cty.NilVal, false, nil
		case no:
		}
	}
	return cty.NilVal, false, errors.New("item not found")
}

// compactRule keeps what is not empty. Where that an attribute is not empty is
// an assumption, the list as a whole rests on it.
func compactRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() || !isShaped(c.args[0]) {
		return cty.NilVal, false, nil
	}
	var kept []cty.Value
	assumed := cty.ValueMarks{}
	for _, element := range c.inherit(c.args[0]) {
		bare, marks := element.Unmark()
		if bare.IsNull() || text(bare) == "" && bare.IsKnown() {
			continue
		}
		if isTouched(element) {
			if !c.isCertainlyFilled(element) {
				return cty.NilVal, false, nil
			}
			if !slices.ContainsFunc(c.pieces(bare.AsString(), marks), func(p symbol.Piece) bool { return !p.IsSymbol || isFilled(p) }) {
				opaque, _ := divide(marks)
				for mark := range opaque {
					assumed[mark] = struct{}{}
				}
			}
		}
		kept = append(kept, element)
	}
	return c.withOthers(list(cty.String, kept).WithMarks(assumed), true, nil)
}

// distinctRule drops what is certainly in the list already.
func distinctRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() || !isShaped(c.args[0]) {
		return cty.NilVal, false, nil
	}
	var kept []cty.Value
	comparisons := 0
	for _, element := range c.inherit(c.args[0]) {
		isNew := true
		for _, other := range kept {
			if comparisons++; comparisons > maxComparisons {
				return cty.NilVal, false, nil
			}
			switch c.equal(element, other) {
			case yes:
				isNew = false
			case maybe:
				return cty.NilVal, false, nil
			case no:
			}
		}
		if isNew {
			kept = append(kept, element)
		}
	}
	return c.withOthers(list(c.args[0].Type().ElementType(), kept), true, nil)
}

// matchKeysRule lets symbols stand in the values, not in the keys.
func matchKeysRule(c *call) (cty.Value, bool, error) {
	if isTouched(c.args[1]) || isTouched(c.args[2]) {
		return cty.NilVal, false, nil
	}
	return c.woven()
}

// quantifier gives alltrue and anytrue: whether one element of a list decides.
func quantifier(decisive bool) function.Function {
	return define(cty.Bool, func(args []cty.Value) (cty.Value, error) {
		for _, element := range args[0].AsValueSlice() {
			if element.IsNull() && !decisive || !element.IsNull() && element.True() == decisive {
				return cty.BoolVal(decisive), nil
			}
		}
		return cty.BoolVal(!decisive), nil
	}, param("list", cty.List(cty.Bool)))
}

func quantifierRule(decisive bool) func(*call) (cty.Value, bool, error) {
	return func(c *call) (cty.Value, bool, error) {
		list, _ := c.args[0].Unmark()
		if !list.IsKnown() {
			return cty.NilVal, false, nil
		}
		for _, element := range list.AsValueSlice() {
			if isTouched(element) {
				continue
			}
			bare, _ := element.Unmark()
			if bare.IsNull() && !decisive || !bare.IsNull() && bare.True() == decisive {
				return c.withOthers(cty.BoolVal(decisive), !hasOpaqueMarks(c.args[0]), nil)
			}
		}
		return cty.NilVal, false, nil
	}
}
