package expression

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// splat gives a[*].b: one result for each element of a list; a value that is no
// list counts as a list of one, null as an empty one.
func (e *Evaluator) splat(x *hclsyntax.SplatExpr, f *Frame) Located {
	source := e.Eval(x.Source, f)
	if !e.Meter.iterate(length(source)) {
		return e.Meter.Exceed(e.Meter.rounds(), x.SrcRange)
	}
	var elements []Element
	switch {
	case source.lazy != nil && source.lazy.Shape() == Unknown:
		return e.splatUnknown(x, f, source)
	case source.lazy != nil && source.lazy.Shape() != List:
		elements = []Element{{Value: source}}
	case source.lazy != nil:
		elements = source.lazy.Elements()
	default:
		bare, marks := source.value.Unmark()
		typ := bare.Type()
		isList := typ.IsTupleType() || typ.IsListType() || typ.IsSetType()
		switch {
		case isOpaque(marks) && !isList, !bare.IsKnown():
			return Of(unknown(cty.DynamicPseudoType, marks))
		case bare.IsNull() && isList:
			return e.Fail()
		case bare.IsNull():
			return tupleOf(nil)
		case isList:
			found, _, known := e.elements(source)
			if !known {
				return Of(unknown(cty.DynamicPseudoType, marksOf(source.value)))
			}
			elements = found
		default:
			elements = []Element{{Value: source}}
		}
	}
	items := make([]Located, len(elements))
	for i, element := range elements {
		items[i] = e.Eval(x.Each, f.bindAnon(x.Item, element.Value))
	}
	return tupleOf(items)
}

// splatUnknown gives an unknown list that rests on what its elements rest on.
func (e *Evaluator) splatUnknown(x *hclsyntax.SplatExpr, f *Frame, source Located) Located {
	member, ok := source.lazy.Index(cty.DynamicVal)
	if !ok {
		return Of(unknown(cty.DynamicPseudoType))
	}
	item, _ := e.forget(func() Located { return e.Eval(x.Each, f.bindAnon(x.Item, member)) })
	return Of(unknown(cty.DynamicPseudoType, marksOf(item.Value())))
}
