package terraform

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// attribute gives an attribute as other expressions see it: what is written,
// what it is made of in all dialects, or a symbol.
func (i *instance) attribute(name string) expression.Located {
	if l, ok := i.canonical(name); ok {
		return l
	}
	if attr := i.block.Body.Attributes[name]; attr != nil && !metaArguments[name] {
		l := i.written(attr)
		if bare, _ := l.Value().Unmark(); !bare.IsKnown() || !bare.IsNull() {
			return i.named(name, i.converted(name, l))
		}
	}
	for _, b := range i.block.Body.Blocks {
		if blockType(b) == name {
			return i.nested(name)
		}
	}
	return i.unwritten(name)
}

// namedBy says which argument is the name that other resources refer to.
var namedBy = map[string]string{
	"aws_api_gateway_domain_name":  "domain_name",
	"aws_api_gateway_stage":        "stage_name",
	"aws_apigatewayv2_domain_name": "domain_name",
	"aws_apigatewayv2_stage":       "name",
	"aws_lambda_function":          "function_name",
}

// named gives a reference in place of a name with holes: as a text it could be
// anything's, as a reference it is certainly this resource's.
func (i *instance) named(attr string, l expression.Located) expression.Located {
	if namedBy[i.block.kind] != attr {
		return l
	}
	name := i.scope.run.eval.Read(l, header(i.block.Block))
	if _, certain := name.Key(); certain || name.IsAbsent() {
		return l
	}
	return l.WithValue(i.ref("name", cty.String))
}

// metaArguments are arguments that Terraform itself takes of any resource.
var metaArguments = map[string]bool{"count": true, "for_each": true, "provider": true, "depends_on": true}

// converted gives a written value the type that the provider gives it.
func (i *instance) converted(name string, l expression.Located) expression.Located {
	if i.schema == nil {
		return l
	}
	known, ok := i.schema.Attributes[name]
	if !ok || known.Type.IsPrimitiveType() { // conform has done it
		return l
	}
	if v, err := convert.Convert(l.Value(), known.Type); err == nil {
		return l.WithValue(v)
	}
	return l
}

// unwritten gives an attribute that the block does not write: null if the
// provider never fills it in, a symbol if it does, or may.
func (i *instance) unwritten(name string) expression.Located {
	if i.schema == nil {
		return expression.Of(i.ref(name, cty.String))
	}
	if known, ok := i.schema.Attributes[name]; ok {
		return expression.Of(i.omitted(name, known))
	}
	if _, ok := i.schema.Blocks[name]; ok {
		return expression.Of(cty.EmptyTupleVal)
	}
	return expression.Of(i.ref(name, cty.String))
}

// omitted gives an attribute that is certainly not written. What is optional
// and a scalar may have a default, of which the schema says nothing.
func (i *instance) omitted(name string, known schema.Attribute) cty.Value {
	if known.Computed || known.Type.IsPrimitiveType() {
		return i.ref(name, known.Type)
	}
	return cty.NullVal(known.Type)
}

// ref gives a symbol for an attribute. What is no text is unknown, and rests on
// the symbol.
func (i *instance) ref(name string, typ cty.Type) cty.Value {
	symbolic := i.scope.run.eval.Symbols.Ref(value.Ref{Address: i.address, Attr: name}, isTame(i.block.kind, name))
	if typ == cty.String {
		return symbolic
	}
	_, marks := symbolic.Unmark()
	return cty.UnknownVal(typ).WithMarks(marks)
}

// names gives the names of all attributes that anything is known of.
func (i *instance) names() []string {
	found := map[string]bool{"id": true, "arn": i.schema == nil}
	for name := range i.block.Body.Attributes {
		found[name] = !metaArguments[name]
	}
	for _, b := range i.block.Body.Blocks {
		found[blockType(b)] = !metaBlocks[b.Type]
	}
	if i.schema != nil {
		for name := range i.schema.Attributes {
			found[name] = true
		}
		for name := range i.schema.Blocks {
			found[name] = true
		}
	} else {
		for name := range i.scope.run.attributeNames() {
			found[name] = true
		}
	}
	names := make([]string, 0, len(found))
	for name, has := range found {
		if has {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// conform gives scalars the type that the provider gives them, as Terraform
// does ("29000" is a number where one is expected), and leaves structure alone.
func conform(l expression.Located, typ cty.Type) expression.Located {
	if typ == cty.NilType || l.Lazy() != nil {
		return l
	}
	v, changed := conformed(l.Value(), typ)
	if !changed {
		return l
	}
	return l.WithValue(v)
}

// conformed gives a value with scalars of the given types, and whether any has
// changed.
func conformed(v cty.Value, typ cty.Type) (cty.Value, bool) {
	bare, marks := v.Unmark()
	switch {
	case bare.IsNull() || !bare.IsKnown():
		return v, false
	case typ.IsPrimitiveType():
		return conformedScalar(v, typ)
	case (typ.IsListType() || typ.IsSetType()) && bare.Type().IsTupleType():
		items := bare.AsValueSlice()
		changed := false
		for i, item := range items {
			converted, c := conformed(item, typ.ElementType())
			items[i], changed = converted, changed || c
		}
		if changed {
			return cty.TupleVal(items).WithMarks(marks), true
		}
	case (typ.IsMapType() || typ.IsObjectType()) && bare.Type().IsObjectType():
		values := bare.AsValueMap()
		changed := false
		for name, child := range values {
			if childType, ok := memberType(typ, name); ok {
				converted, c := conformed(child, childType)
				values[name], changed = converted, changed || c
			}
		}
		if changed {
			return cty.ObjectVal(values).WithMarks(marks), true
		}
	}
	return v, false
}

// memberType gives the type of a member of a map or object.
func memberType(typ cty.Type, name string) (cty.Type, bool) {
	switch {
	case typ.IsMapType():
		return typ.ElementType(), true
	case typ.HasAttribute(name):
		return typ.AttributeType(name), true
	}
	return cty.NilType, false
}

func conformedScalar(v cty.Value, typ cty.Type) (cty.Value, bool) {
	bare, marks := v.Unmark()
	if !bare.Type().IsPrimitiveType() || bare.Type() == typ || len(symbol.Opaque(v)) > 0 {
		return v, false
	}
	converted, err := convert.Convert(bare, typ)
	if err != nil {
		return v, false
	}
	return converted.WithMarks(marks), true
}

// schemaOf gives the schema of a nested block, nil if nothing is known of it.
// Some attributes of lists of objects may be written as blocks.
func schemaOf(outer *schema.Block, name string) *schema.Block {
	if outer == nil {
		return nil
	}
	if nested, ok := outer.Blocks[name]; ok {
		return nested.Block
	}
	typ := outer.Attributes[name].Type
	if typ == cty.NilType || !typ.IsCollectionType() || !typ.ElementType().IsObjectType() {
		return nil
	}
	known := &schema.Block{Attributes: map[string]schema.Attribute{}}
	for name, child := range typ.ElementType().AttributeTypes() {
		known.Attributes[name] = schema.Attribute{Type: child, Optional: true}
	}
	return known
}
