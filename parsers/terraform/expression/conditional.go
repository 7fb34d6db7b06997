package expression

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// conditional gives c ? a : b. As in Terraform both branches are evaluated,
// because their types decide that of the result.
func (e *Evaluator) conditional(x *hclsyntax.ConditionalExpr, f *Frame) Located {
	condition := e.Eval(x.Condition, f).Value()
	decided, marks := e.condition(condition)
	if decided == invalid {
		return e.Fail()
	}
	left, leftOutcome := e.forget(func() Located { return e.Eval(x.TrueResult, f).whole() })
	right, rightOutcome := e.forget(func() Located { return e.Eval(x.FalseResult, f).whole() })
	if !e.Meter.Unify(left, right) {
		return e.Meter.ExceedSteps(x.SrcRange)
	}
	left, right = unify(left, leftOutcome, right, rightOutcome)

	switch decided {
	case yes:
		e.Again(leftOutcome)
		return left.Mark(sensitivity(marks))
	case no:
		e.Again(rightOutcome)
		return right.Mark(sensitivity(marks))
	case undecided, invalid:
	}
	if leftOutcome.failures > 0 || rightOutcome.failures > 0 || condition.Type() != cty.Bool {
		e.Doubt()
	}
	e.Again(Outcome{doubts: leftOutcome.doubts + rightOutcome.doubts})
	why := symbol.Why{Reason: value.Condition, Origin: e.Reason(marks).Origin}
	return e.either(left, right, merge(cty.NewValueMarks(why), sensitivity(marks)))
}

// unify gives both branches the type that Terraform gives the result.
func unify(left Located, leftOutcome Outcome, right Located, rightOutcome Outcome) (unifiedLeft, unifiedRight Located) {
	leftType, rightType := left.value.Type(), right.value.Type()
	if leftOutcome.failures > 0 || rightOutcome.failures > 0 || leftType.Equals(rightType) {
		return left, right
	}
	if leftType == cty.DynamicPseudoType || rightType == cty.DynamicPseudoType {
		return left, right
	}
	_, conversions := convert.UnifyUnsafe([]cty.Type{leftType, rightType})
	if conversions == nil {
		return left, right
	}
	for i, side := range []*Located{&left, &right} {
		if conversions[i] == nil {
			continue
		}
		if converted, err := convertMarked(side.value, conversions[i]); err == nil {
			*side = side.WithValue(converted)
		}
	}
	return left, right
}

// convertMarked applies a conversion to a value that may be marked on the
// outside; conversions cope with marks inside.
func convertMarked(v cty.Value, conversion convert.Conversion) (cty.Value, error) {
	bare, marks := v.Unmark()
	converted, err := conversion(bare)
	if err != nil {
		return cty.NilVal, err
	}
	return converted.WithMarks(marks), nil
}

// either gives what is known where nobody knows which of two values it is: what
// they have in common.
func (e *Evaluator) either(a, b Located, marks cty.ValueMarks) Located {
	if a.value.RawEquals(b.value) {
		if a.place == nil {
			return b
		}
		return a
	}
	v := e.common(a.value, b.value, marks)
	place := a.place
	if place == nil || place.Inner != nil || place.Text != nil || place.Origin != "" {
		place = nil
	}
	return Placed(v, place)
}

// common merges objects, tuples, lists and maps of the same keys; all else that
// differs is unknown and rests on both.
func (e *Evaluator) common(a, b cty.Value, marks cty.ValueMarks) cty.Value {
	if a.RawEquals(b) {
		return a
	}
	bareA, marksA := a.Unmark()
	bareB, marksB := b.Unmark()
	outer := merge(marksA, marksB)
	mergeable := bareA.IsKnown() && bareB.IsKnown() && !bareA.IsNull() && !bareB.IsNull() && !isOpaque(outer)
	switch typeA, typeB := bareA.Type(), bareB.Type(); {
	case mergeable && typeA.IsObjectType() && typeB.IsObjectType() && sameKeys(bareA, bareB):
		merged := map[string]cty.Value{}
		for name := range typeA.AttributeTypes() {
			merged[name] = e.common(bareA.GetAttr(name), bareB.GetAttr(name), marks)
		}
		return cty.ObjectVal(merged).WithMarks(outer)
	case mergeable && (typeA.IsTupleType() && typeB.IsTupleType() || typeA.IsListType() && typeA.Equals(typeB)) && bareA.LengthInt() == bareB.LengthInt():
		itemsA, itemsB := bareA.AsValueSlice(), bareB.AsValueSlice()
		for i := range itemsA {
			itemsA[i] = e.common(itemsA[i], itemsB[i], marks)
		}
		if typeA.IsListType() {
			return cty.ListVal(itemsA).WithMarks(outer)
		}
		return cty.TupleVal(itemsA).WithMarks(outer)
	case mergeable && typeA.IsMapType() && typeA.Equals(typeB) && sameKeys(bareA, bareB):
		merged := bareA.AsValueMap()
		for name, other := range bareB.AsValueMap() {
			merged[name] = e.common(merged[name], other, marks)
		}
		return cty.MapVal(merged).WithMarks(outer)
	case typeA.Equals(typeB):
		return unknown(typeA, marks, marksOf(a), marksOf(b))
	case bareA.IsNull() && typeA == cty.DynamicPseudoType:
		return unknown(typeB, marks, marksOf(b))
	case bareB.IsNull() && typeB == cty.DynamicPseudoType:
		return unknown(typeA, marks, marksOf(a))
	}
	return unknown(cty.DynamicPseudoType, marks, marksOf(a), marksOf(b))
}

func sameKeys(a, b cty.Value) bool {
	if a.LengthInt() != b.LengthInt() {
		return false
	}
	if a.LengthInt() == 0 {
		return false // an empty map and an empty object of the same type were equal already
	}
	for it := a.ElementIterator(); it.Next(); {
		key, _ := it.Element()
		if b.Type().IsObjectType() {
			if !b.Type().HasAttribute(key.AsString()) {
				return false
			}
			continue
		}
		if b.HasIndex(key).False() {
			return false
		}
	}
	return true
}
