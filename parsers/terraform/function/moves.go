package function

import (
	"github.com/zclconf/go-cty/cty"
)

// mergeRule refuses keys that hold symbols, which may be the same as others.
func mergeRule(c *call) (cty.Value, bool, error) {
	hasKeys, filled := false, 0
	for _, arg := range c.args {
		if !arg.IsKnown() {
			return cty.NilVal, false, nil
		}
		hasKeys = hasKeys || hasOpaqueMarks(arg)
		if !arg.IsNull() && count(arg) > 0 {
			filled++
		}
	}
	if hasKeys && filled > 1 {
		return cty.NilVal, false, nil
	}
	result, err := c.plain.Call(c.args)
	return result, err == nil && result.IsKnown(), nil
}

// zipmapRule refuses keys that may be the same, or in another order.
func zipmapRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() || isTouched(c.args[0]) && count(c.args[0]) > 1 || !isShaped(c.args[1]) || !isShaped(c.args[0]) {
		return cty.NilVal, false, nil
	}
	return c.woven()
}

// sortRule refuses what may change places.
func sortRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() || count(c.args[0]) > 1 {
		return cty.NilVal, false, nil
	}
	return c.args[0], true, nil
}

// flattenRule refuses sets whose elements may be the same.
func flattenRule(c *call) (cty.Value, bool, error) {
	if !isShapedDeep(c.args[0]) {
		return cty.NilVal, false, nil
	}
	result, err := c.plain.Call(c.args)
	return result, err == nil && result.IsKnown(), nil
}

// lengthRule counts where that needs no look into texts.
func lengthRule(c *call) (cty.Value, bool, error) {
	bare, marks := c.args[0].Unmark()
	if !bare.IsKnown() || !bare.CanIterateElements() || !isShaped(c.args[0]) {
		return cty.NilVal, false, nil
	}
	_, others := divide(marks)
	return cty.NumberIntVal(int64(bare.LengthInt())).WithMarks(others), true, nil
}

// wovenRule is for functions that hand on their arguments but know nothing of
// marks.
func wovenRule(c *call) (cty.Value, bool, error) { return c.woven() }

// setRule is for functions whose result is a set: it carries the marks of all
// its elements, which says that it is not known how many there are.
func setRule(c *call) (cty.Value, bool, error) { return c.onSentinels() }

// tostringRule keeps symbols as they are.
func tostringRule(c *call) (cty.Value, bool, error) {
	return c.args[0], isText(c.args[0]), nil
}

func hasOpaqueMarks(v cty.Value) bool {
	_, marks := v.Unmark()
	opaque, _ := divide(marks)
	return len(opaque) > 0
}
