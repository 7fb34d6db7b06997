package expression

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// elements gives what can be iterated of a value, with the marks of the
// collection itself; false if it is not known what there is.
func (e *Evaluator) elements(l Located) (elements []Element, marks cty.ValueMarks, known bool) {
	if l.lazy != nil && (l.lazy.Shape() == List || l.lazy.Shape() == Map) {
		return l.lazy.Elements(), nil, true
	}
	l = l.whole()
	bare, marks := l.value.Unmark()
	if !bare.IsKnown() || e.isSymbol(l.value) || isOpaque(marks) && !isSequence(bare.Type()) && bare.LengthInt() > 1 {
		return nil, marks, false // elements of a set, and keys, may be the same, and in any order
	}
	elements = make([]Element, 0, bare.LengthInt())
	typ := bare.Type()
	i := 0
	for it := bare.ElementIterator(); it.Next(); i++ {
		key, element := it.Element()
		child := l.child(e.inherit(element, marks), nil)
		switch {
		case typ.IsSetType():
			key = child.value
		case typ.IsMapType() || typ.IsObjectType():
			child.place = l.place.key(key.AsString())
			key = e.inherit(key, marks)
		default:
			child.place = l.place.item(i)
		}
		elements = append(elements, Element{Key: key, Value: child})
	}
	return elements, marks, true
}

func isSequence(typ cty.Type) bool { return typ.IsTupleType() || typ.IsListType() }

// length gives the number of elements, 0 if it is not known.
func length(l Located) int {
	if l.lazy != nil {
		return len(l.lazy.Elements())
	}
	return elementCount(l.value)
}

// canIterate reports whether a value has elements, or may have.
func (e *Evaluator) canIterate(l Located) bool {
	if l.lazy != nil {
		return true
	}
	bare, _ := l.value.Unmark()
	if bare.IsNull() {
		return false
	}
	return e.isSymbol(l.value) || bare.Type() == cty.DynamicPseudoType || bare.Type().IsCollectionType() || bare.Type().IsTupleType() || bare.Type().IsObjectType()
}

// round is one iteration of a loop.
type round struct {
	key, value Located
	marks      cty.ValueMarks // of the condition
}

// loop gives [for ...] and {for ...}.
func (e *Evaluator) loop(x *hclsyntax.ForExpr, f *Frame) Located {
	if e.Meter.exhausted {
		return e.Meter.Exceed(e.Meter.rounds(), x.SrcRange)
	}
	source := e.Eval(x.CollExpr, f)
	if !e.canIterate(source) {
		return e.Fail()
	}
	if !e.Meter.iterate(length(source)) {
		return e.Meter.Exceed(e.Meter.rounds(), x.SrcRange)
	}
	elements, marks, known := e.elements(source)
	if !known {
		return Of(unknown(cty.DynamicPseudoType, marksOf(source.Value())))
	}
	rounds := make([]round, 0, len(elements))
	for _, element := range elements {
		frame := f
		if x.KeyVar != "" {
			frame = frame.Bind(x.KeyVar, Of(element.Key))
		}
		frame = frame.Bind(x.ValVar, element.Value)
		keep, conditionMarks := yes, cty.ValueMarks(nil)
		if x.CondExpr != nil {
			keep, conditionMarks = e.condition(e.Eval(x.CondExpr, frame).Value())
		}
		switch keep {
		case no:
			continue
		case invalid:
			return e.Fail()
		case undecided:
			return Of(unknown(cty.DynamicPseudoType, conditionMarks))
		case yes:
		}
		r := round{value: e.Eval(x.ValExpr, frame).moved(x.ValExpr.Range()), marks: sensitivity(conditionMarks)}
		if x.KeyExpr != nil {
			r.key = e.Eval(x.KeyExpr, frame)
		}
		rounds = append(rounds, r)
	}
	if x.KeyExpr == nil {
		return collectTuple(rounds).Mark(sensitivity(marks))
	}
	return e.collectObject(rounds, x.KeyExpr.Range(), x.Group).Mark(sensitivity(marks))
}

func collectTuple(rounds []round) Located {
	items := make([]Located, len(rounds))
	for i, r := range rounds {
		items[i] = r.value
	}
	return tupleOf(items)
}

// collectObject makes an object of the rounds of a loop. With group, values of
// the same key are gathered in tuples.
func (e *Evaluator) collectObject(rounds []round, keyAt hcl.Range, group bool) Located {
	var marks, hidden cty.ValueMarks
	var order []string
	groups := map[string][]Located{}
	for _, r := range rounds {
		key, keyMarks, ok := e.keyText(r.key)
		if !ok {
			hidden = merge(hidden, keyMarks)
			continue
		}
		marks = merge(marks, keyMarks)
		if groups[key] == nil {
			order = append(order, key)
		} else if !group {
			return e.Fail()
		}
		groups[key] = append(groups[key], r.value)
	}
	if hidden != nil {
		return Of(unknown(cty.DynamicPseudoType, hidden, marks))
	}
	result := Located{size: 1, depth: 1, place: &Place{Keys: make(map[string]*Place, len(order))}}
	values := make(map[string]cty.Value, len(order))
	for _, key := range order {
		child := groups[key][0]
		if group {
			child = tupleOf(groups[key])
		}
		child = child.With(func(p *Place) { p.KeyAt = keyAt })
		values[key] = child.value
		result.place.Keys[key] = child.place
		result.size += child.size
		result.depth = max(result.depth, child.depth+1)
	}
	result.value = cty.ObjectVal(values).WithMarks(marks)
	return result
}
