package schema

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// Coerce gives the properties of a resource in the kinds that its type wants, as
// far as CloudFormation does the same: scalars are read as the property's kind,
// and a single value stands for a list of one. What does not fit stays as it is.
func Coerce(resourceType string, properties value.Value) value.Value {
	return coerce(Of(resourceType), properties)
}

func coerce(p *Property, v value.Value) value.Value {
	if p == nil || !v.IsKnown() {
		return v
	}
	switch p.Kind {
	case List:
		if v.Kind() != value.List {
			return value.AsList(coerce(p.Items, v))
		}
		return items(p.Items, v)
	case Map, Object:
		return entries(p, v)
	case Text, Number, Bool:
		return scalar(p.Kind, v)
	case Any:
	}
	return v
}

func items(p *Property, v value.Value) value.Value {
	list := make([]value.Value, len(v.Items()))
	for i, item := range v.Items() {
		list[i] = coerce(p, item)
	}
	return keep(value.OfList(list, v.Open(), v.At), v)
}

func entries(p *Property, v value.Value) value.Value {
	if v.Kind() != value.Map {
		return v
	}
	list := make([]value.Entry, len(v.Entries()))
	for i, entry := range v.Entries() {
		of := p.Items
		if p.Kind == Object {
			of = p.Properties[entry.Key]
		}
		entry.Value = coerce(of, entry.Value)
		list[i] = entry
	}
	return keep(value.OfMap(list, v.Open(), v.At), v)
}

// keep gives a copy of a list or map what the original had beside its content.
func keep(made, original value.Value) value.Value {
	made = made.WithReason(original.Reason(), original.Origin())
	if refs := original.Refs(); len(refs) > 0 {
		made = made.WithRefs(refs...)
	}
	if inner := original.Inner(); inner != nil {
		made = made.WithInner(*inner)
	}
	made.Sensitive = original.Sensitive
	return made
}

// scalar reads a scalar as another kind. A text that is no number, or no
// boolean, stays a text.
func scalar(kind Kind, v value.Value) value.Value {
	if v.Kind() == value.List || v.Kind() == value.Map {
		return v
	}
	read := v
	switch kind {
	case Text:
		read = value.AsText(v)
	case Number:
		read = value.AsNumber(v)
	case Bool:
		if text, _ := v.Text(); strings.EqualFold(text, "true") || strings.EqualFold(text, "false") {
			read = value.AsBool(v)
		}
	case Any, List, Map, Object:
	}
	if !read.IsKnown() {
		return v
	}
	return read
}
