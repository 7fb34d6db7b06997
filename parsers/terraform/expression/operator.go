package expression

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// binary gives a op b.
func (e *Evaluator) binary(x *hclsyntax.BinaryOpExpr, f *Frame) Located {
	switch x.Op {
	case hclsyntax.OpLogicalAnd:
		return e.logical(x, f, false)
	case hclsyntax.OpLogicalOr:
		return e.logical(x, f, true)
	case hclsyntax.OpEqual:
		return e.equality(x, f, true)
	case hclsyntax.OpNotEqual:
		return e.equality(x, f, false)
	}
	left, right := e.Eval(x.LHS, f).Value(), e.Eval(x.RHS, f).Value()
	return e.apply(x.Op, left, right)
}

// unary gives op a.
func (e *Evaluator) unary(x *hclsyntax.UnaryOpExpr, f *Frame) Located {
	return e.apply(x.Op, e.Eval(x.Val, f).Value())
}

// apply applies an operator that looks at its operands: the result is unknown
// as soon as one of them is.
func (e *Evaluator) apply(op *hclsyntax.Operation, operands ...cty.Value) Located {
	params := op.Impl.Params()
	bare := make([]cty.Value, len(operands))
	marks := make([]cty.ValueMarks, len(operands))
	for i, operand := range operands {
		bare[i], marks[i] = operand.Unmark()
		if isOpaque(marks[i]) || !bare[i].IsKnown() {
			return Of(unknown(op.Type, marksOf(operands[0]), marksOf(operands[len(operands)-1])))
		}
		converted, err := convert.Convert(bare[i], params[i].Type)
		if err != nil || converted.IsNull() {
			return e.Fail()
		}
		bare[i] = converted
	}
	result, err := op.Impl.Call(bare)
	if err != nil {
		return e.Fail()
	}
	return Of(result.WithMarks(marks...))
}

// truth is what is known of a condition.
type truth int

const (
	undecided truth = iota
	yes
	no
	invalid
)

func truthOf(decided bool) truth {
	if decided {
		return yes
	}
	return no
}

func (t truth) not() truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	case undecided, invalid:
	}
	return t
}

// condition reads a value as a condition.
func (e *Evaluator) condition(v cty.Value) (truth, cty.ValueMarks) {
	bare, marks := v.Unmark()
	switch {
	case bare.IsNull():
		return invalid, marks
	case isOpaque(marks), !bare.IsKnown():
		return undecided, marks
	}
	converted, err := convert.Convert(bare, cty.Bool)
	if err != nil {
		return invalid, marks
	}
	return truthOf(converted.True()), marks
}

// logical gives a && b and a || b. The dominant value of either side decides,
// whatever the other side is.
func (e *Evaluator) logical(x *hclsyntax.BinaryOpExpr, f *Frame, dominant bool) Located {
	before := Outcome{e.failures, e.doubts}
	left, leftMarks := e.condition(e.Eval(x.LHS, f).Value())
	if left == truthOf(dominant) {
		return Of(cty.BoolVal(dominant).WithMarks(sensitivity(leftMarks)))
	}
	right, rightMarks := e.condition(e.Eval(x.RHS, f).Value())
	switch {
	case right == truthOf(dominant):
		e.failures, e.doubts = before.failures, before.doubts
		return Of(cty.BoolVal(dominant).WithMarks(sensitivity(rightMarks)))
	case left == invalid || right == invalid:
		return e.Fail()
	case left == undecided || right == undecided:
		return Of(unknown(cty.Bool, leftMarks, rightMarks))
	}
	return Of(cty.BoolVal(!dominant).WithMarks(sensitivity(leftMarks), sensitivity(rightMarks)))
}

// equality gives a == b, and a != b if equal is not what is asked for.
func (e *Evaluator) equality(x *hclsyntax.BinaryOpExpr, f *Frame, equal bool) Located {
	left, right := e.Eval(x.LHS, f).Value(), e.Eval(x.RHS, f).Value()
	marks := merge(marksOf(left), marksOf(right))
	same := e.same(left, right)
	if !equal {
		same = same.not()
	}
	if same == undecided {
		return Of(unknown(cty.Bool, marks))
	}
	return Of(cty.BoolVal(same == yes).WithMarks(sensitivity(marks)))
}

// same compares two values as far as they are known.
func (e *Evaluator) same(a, b cty.Value) truth {
	bareA, marksA := a.Unmark()
	bareB, marksB := b.Unmark()
	bothTexts := bareA.Type() == cty.String && bareB.Type() == cty.String
	switch {
	case !bareA.IsKnown() || !bareB.IsKnown():
		return undecided
	case bareA.IsNull() || bareB.IsNull():
		return e.sameNull(bareA, marksA, bareB, marksB)
	case bothTexts:
		return e.sameText(bareA.AsString(), marksA, bareB.AsString(), marksB)
	case isOpaque(marksA) || isOpaque(marksB):
		return undecided
	case !bareA.ContainsMarked() && !bareB.ContainsMarked() && bareA.IsWhollyKnown() && bareB.IsWhollyKnown():
		return truthOf(bareA.Equals(bareB).True())
	case bareA.Type().IsObjectType() && bareB.Type().IsObjectType(),
		bareA.Type().IsTupleType() && bareB.Type().IsTupleType(),
		bareA.Type().IsListType() && bareB.Type().IsListType(),
		bareA.Type().IsMapType() && bareB.Type().IsMapType():
		return e.sameElements(bareA, bareB)
	}
	return undecided
}

// sameNull compares where one side is null. A lone symbol may stand for null,
// a text around symbols may not.
func (e *Evaluator) sameNull(a cty.Value, marksA cty.ValueMarks, b cty.Value, marksB cty.ValueMarks) truth {
	for _, side := range []struct {
		v     cty.Value
		marks cty.ValueMarks
	}{{a, marksA}, {b, marksB}} {
		if !isOpaque(side.marks) {
			continue
		}
		if side.v.IsNull() || side.v.Type() != cty.String {
			return undecided
		}
		if pieces, ok := e.pieces(side.v.AsString(), side.marks); !ok || len(pieces) == 1 {
			return undecided
		}
	}
	return truthOf(a.IsNull() && b.IsNull())
}

// sameElements compares collections of the same kind element by element.
func (e *Evaluator) sameElements(a, b cty.Value) truth {
	if a.LengthInt() != b.LengthInt() {
		return no
	}
	result := yes
	itA, itB := a.ElementIterator(), b.ElementIterator()
	for itA.Next() && itB.Next() {
		keyA, elementA := itA.Element()
		keyB, elementB := itB.Element()
		if !keyA.RawEquals(keyB) {
			return no
		}
		switch e.same(elementA, elementB) {
		case no:
			return no
		case undecided, invalid:
			result = undecided
		case yes:
		}
	}
	return result
}

// sensitivity keeps of marks only what says that a value must not be printed.
func sensitivity(marks cty.ValueMarks) cty.ValueMarks {
	var kept cty.ValueMarks
	for mark := range marks {
		if isSensitive(mark) {
			kept = merge(kept, cty.NewValueMarks(mark))
		}
	}
	return kept
}
