package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// resourceSet is all instances of one resource or data block in one scope.
type resourceSet struct {
	repetition

	instances []*instance
}

// instance is one resource or data source.
type instance struct {
	scope   *scope
	block   *block
	local   string // address inside the module
	address string
	key     cty.Value
	frame   *expression.Frame
	// conditional says that it may not exist, or stands for several.
	conditional bool
	schema      *schema.Block // nil if nothing is known of the type
}

// set gives the instances of a block.
func (s *scope) set(b *block) *resourceSet {
	if set, ok := s.sets[b]; ok {
		if set == nil { // it asks for itself
			s.run.cycle(b.address(), header(b.Block))
			return s.newSet(b, s.symbolicCount(symbol.Unknown(cty.Number, value.Cycle, b.address())))
		}
		return set
	}
	s.sets[b] = nil
	set := s.newSet(b, s.repeat(b))
	s.sets[b] = set
	return set
}

func (s *scope) newSet(b *block, repetition repetition) *resourceSet {
	set := &resourceSet{repetition: repetition, instances: make([]*instance, len(repetition.items))}
	known := schema.Of(b.kind, b.data)
	for i, item := range repetition.items {
		local := b.address() + item.index
		set.instances[i] = &instance{
			scope:       s,
			block:       b,
			local:       local,
			address:     s.prefix(local),
			key:         item.key,
			frame:       item.frame,
			conditional: s.conditional || item.conditional,
			schema:      known,
		}
		s.run.instances[s.prefix(local)] = set.instances[i]
	}
	return set
}

// resourceNamed gives the resource of an address inside the module.
func (s *scope) resourceNamed(address string) (expression.Located, bool) {
	b := s.module.byAddress[address]
	if b == nil {
		return s.undeclared()
	}
	set := s.set(b)
	if set.shape == expression.Single {
		return expression.OfLazy(set.instances[0]), true
	}
	return expression.OfLazy(repeatedSet{run: s.run, set: set}), true
}

// written gives the value of an argument that is written.
func (i *instance) written(attr *hclsyntax.Attribute) expression.Located {
	return i.scope.once(i.local+"="+attr.Name, attr.NameRange, func() expression.Located {
		l := i.scope.run.eval.Eval(attr.Expr, i.frame)
		if i.schema == nil {
			return l
		}
		return i.scope.run.argument(l, i.schema.Attributes[attr.Name], attr.Expr.Range())
	})
}

// Attr gives an attribute as other expressions see it.
func (i *instance) Attr(name string) (expression.Located, bool) {
	return i.scope.once(i.local+"."+name, header(i.block.Block), func() expression.Located { return i.attribute(name) }), true
}

// Index is the other way to write Attr.
func (i *instance) Index(key cty.Value) (expression.Located, bool) {
	if !key.IsKnown() {
		return expression.Of(cty.DynamicVal.WithMarks(why(key))), true
	}
	if key.Type() != cty.String {
		return expression.Located{}, false
	}
	return i.Attr(key.AsString())
}

// Shape says that one instance is no collection.
func (i *instance) Shape() expression.Shape { return expression.Single }

// Elements gives nothing: one instance is no collection.
func (i *instance) Elements() []expression.Element { return nil }

// Whole gives the instance as an object of all attributes that anything is
// known of, or asks for.
func (i *instance) Whole() expression.Located {
	return i.scope.once(i.local, header(i.block.Block), func() expression.Located {
		attributes := map[string]cty.Value{}
		for _, name := range i.names() {
			l, _ := i.Attr(name)
			attributes[name] = l.Value()
		}
		return expression.Placed(cty.ObjectVal(attributes), nil)
	})
}

// repeatedSet gives the instances of a repeated block to expressions.
type repeatedSet struct {
	run *run
	set *resourceSet
}

// Attr gives the instance of a name.
func (r repeatedSet) Attr(name string) (expression.Located, bool) {
	if r.set.shape != expression.Map {
		return expression.Located{}, false
	}
	return r.Index(cty.StringVal(name))
}

// Index gives an instance. Of a set that is not known, and for a key that is
// not, the answer stands for any.
func (r repeatedSet) Index(key cty.Value) (expression.Located, bool) {
	instances := r.set.instances
	switch {
	case r.set.shape == expression.Unknown:
		r.run.eval.Doubt()
		return expression.OfLazy(instances[0]), true
	case !key.IsKnown() && len(instances) == 1:
		return expression.OfLazy(instances[0]), true
	case !key.IsKnown() && len(instances) > 1:
		return expression.OfLazy(anyOf{run: r.run, instances: instances}), true
	}
	i, ok := r.set.position(key)
	if !ok {
		return expression.Located{}, false
	}
	return expression.OfLazy(instances[i]), true
}

// Shape says whether the instances have numbers or names.
func (r repeatedSet) Shape() expression.Shape { return r.set.shape }

// Elements gives all instances.
func (r repeatedSet) Elements() []expression.Element {
	elements := make([]expression.Element, len(r.set.instances))
	for i, instance := range r.set.instances {
		elements[i] = expression.Element{Key: instance.key, Value: expression.OfLazy(instance)}
	}
	return elements
}

// Whole gives a tuple or an object of all instances.
func (r repeatedSet) Whole() expression.Located {
	return collect(r.set.shape, r.Elements())
}

// collect makes a tuple or an object of lazy elements.
func collect(shape expression.Shape, elements []expression.Element) expression.Located {
	switch shape {
	case expression.List:
		values := make([]cty.Value, len(elements))
		for i, element := range elements {
			values[i] = element.Value.Value()
		}
		return expression.Placed(cty.TupleVal(values), nil)
	case expression.Map:
		values := map[string]cty.Value{}
		for _, element := range elements {
			values[element.Name()] = element.Value.Value()
		}
		return expression.Placed(cty.ObjectVal(values), nil)
	case expression.Single, expression.Unknown:
	}
	marks := cty.NewValueMarks(symbol.Why{Reason: value.Condition})
	for _, element := range elements {
		if id, ok := element.Value.Lazy().Attr("id"); ok {
			marks = symbol.Opaque(id.Value().WithMarks(marks))
		}
	}
	return expression.Of(cty.DynamicVal.WithMarks(marks))
}

// anyOf stands for one of several instances, nobody knows which.
type anyOf struct {
	run       *run
	instances []*instance
}

// maxAlternatives bounds how many instances are looked at where nobody knows
// which one it is.
const maxAlternatives = 16

// Attr gives an attribute if all instances agree on it.
func (a anyOf) Attr(name string) (expression.Located, bool) {
	first, ok := a.instances[0].Attr(name)
	if !ok {
		return first, false
	}
	agreed := true
	marks := symbol.Opaque(first.Value())
	for _, other := range a.instances[1:min(len(a.instances), maxAlternatives)] {
		l, _ := other.Attr(name)
		agreed = agreed && l.Value().RawEquals(first.Value())
		marks = symbol.Opaque(l.Value(), cty.True.WithMarks(marks))
	}
	if agreed && len(a.instances) <= maxAlternatives {
		return first, true
	}
	marks[symbol.Why{Reason: value.Condition}] = struct{}{}
	return expression.Of(cty.DynamicVal.WithMarks(marks)), true
}

// Index is the other way to write Attr.
func (a anyOf) Index(key cty.Value) (expression.Located, bool) {
	if !key.IsKnown() || key.Type() != cty.String {
		return a.Whole(), true
	}
	return a.Attr(key.AsString())
}

// Shape says that it is one instance.
func (a anyOf) Shape() expression.Shape { return expression.Single }

// Elements gives nothing: one instance is no collection.
func (a anyOf) Elements() []expression.Element { return nil }

// Whole gives an unknown value that rests on the instances.
func (a anyOf) Whole() expression.Located {
	l, _ := a.Attr("id")
	return expression.Of(cty.DynamicVal.WithMarks(why(l.Value())))
}
