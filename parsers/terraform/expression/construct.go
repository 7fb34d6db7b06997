package expression

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// tuple gives [a, b].
func (e *Evaluator) tuple(x *hclsyntax.TupleConsExpr, f *Frame) Located {
	items := make([]Located, len(x.Exprs))
	for i, item := range x.Exprs {
		items[i] = e.Eval(item, f).moved(item.Range())
	}
	return tupleOf(items)
}

// moved gives the same value as written at a range; what it is made of stays
// where it was defined.
func (l Located) moved(rng hcl.Range) Located {
	l = l.whole()
	l.place = l.place.at(rng)
	return l
}

// tupleOf makes a tuple of values and keeps their places.
func tupleOf(items []Located) Located {
	result := Located{size: 1, depth: 1, place: &Place{Items: make([]*Place, len(items))}}
	values := make([]cty.Value, len(items))
	for i, item := range items {
		item = item.whole()
		values[i] = item.value
		result.place.Items[i] = item.place
		result.size += item.size
		result.depth = max(result.depth, item.depth+1)
	}
	result.value = cty.TupleVal(values)
	return result
}

// object gives {a = b}. A key that is not known makes the whole unknown; one
// that holds symbols is kept, and the object rests on them.
func (e *Evaluator) object(x *hclsyntax.ObjectConsExpr, f *Frame) Located {
	result := Located{size: 1, depth: 1, place: &Place{Keys: make(map[string]*Place, len(x.Items))}}
	values := make(map[string]cty.Value, len(x.Items))
	var marks, hidden cty.ValueMarks
	for _, item := range x.Items {
		value := e.Eval(item.ValueExpr, f).moved(item.ValueExpr.Range())
		value.place.KeyAt = item.KeyExpr.Range()
		key, keyMarks, ok := e.keyText(e.Eval(item.KeyExpr, f))
		if !ok {
			hidden = merge(hidden, keyMarks, marksOf(value.value))
			continue
		}
		marks = merge(marks, keyMarks)
		values[key] = value.value
		result.place.Keys[key] = value.place
		result.size += value.size
		result.depth = max(result.depth, value.depth+1)
	}
	if hidden != nil {
		return Of(unknown(cty.DynamicPseudoType, hidden, marks))
	}
	result.value = cty.ObjectVal(values).WithMarks(marks)
	return result
}

// keyText gives the text of an object's key and its marks, and whether it can
// be used.
func (e *Evaluator) keyText(l Located) (string, cty.ValueMarks, bool) {
	bare, marks := l.Value().Unmark()
	if bare.IsNull() {
		bare, marks = e.Fail().value.Unmark()
	}
	if !bare.IsKnown() {
		return "", merge(marks, marksOf(unknown(cty.String, marks))), false
	}
	text, err := convert.Convert(bare, cty.String)
	if err != nil {
		_, marks := e.Fail().value.Unmark()
		return "", marks, false
	}
	if _, ok := e.pieces(text.AsString(), marks); !ok {
		return "", marks, false
	}
	return text.AsString(), marks, true
}

// key gives the key of an object: a bare word is a text.
func (e *Evaluator) key(x *hclsyntax.ObjectConsKeyExpr, f *Frame) Located {
	if !x.ForceNonLiteral {
		if name := hcl.ExprAsKeyword(x.Wrapped); name != "" {
			return Of(cty.StringVal(name))
		}
		if traversal, ok := x.Wrapped.(*hclsyntax.ScopeTraversalExpr); ok && len(traversal.Traversal) > 1 {
			return e.Fail()
		}
	}
	return e.Eval(x.Wrapped, f)
}

// Tuple makes a tuple of values and keeps their places.
func Tuple(items ...Located) Located { return tupleOf(items) }

// Entry is one attribute of an object.
type Entry struct {
	Key   string
	KeyAt hcl.Range
	Value Located
}

// Object makes an object of values and keeps their places.
func Object(entries ...Entry) Located {
	result := Located{size: 1, depth: 1, place: &Place{Keys: make(map[string]*Place, len(entries))}}
	values := make(map[string]cty.Value, len(entries))
	for _, entry := range entries {
		child := entry.Value.whole().With(func(p *Place) { p.KeyAt = entry.KeyAt })
		values[entry.Key] = child.value
		result.place.Keys[entry.Key] = child.place
		result.size += child.size
		result.depth = max(result.depth, child.depth+1)
	}
	result.value = cty.ObjectVal(values)
	return result
}
