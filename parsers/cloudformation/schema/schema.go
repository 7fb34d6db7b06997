// Package schema knows the properties of the CloudFormation resource types that
// gatelint reads. It serves to read a scalar as CloudFormation does, to put a
// single value where a list is wanted, and to find the property that somebody
// may have meant. It is never complete: that a property is not in it says
// nothing about a template.
package schema

import (
	"sync"
)

// Kind is the kind of a property's value.
type Kind uint8

// The kinds. Any is JSON of any shape.
const (
	Any Kind = iota
	Text
	Number
	Bool
	List
	Map
	Object
)

// Property is one property of a type, or the items of a list or map.
type Property struct {
	Kind     Kind
	Required bool
	// Items are those of a list, or the values of a map.
	Items *Property
	// Properties are those of an object.
	Properties map[string]*Property
}

var types sync.Map // type name → *Property

// Of gives the properties of a resource type as an object, nil if the type is
// not in the schema. Types are read when they are first asked for.
func Of(resourceType string) *Property {
	if known, ok := types.Load(resourceType); ok {
		return known.(*Property) //nolint:forcetypeassert // nothing else is stored
	}
	if !Knows(resourceType) {
		return nil
	}
	made := build(resourceType)
	known, _ := types.LoadOrStore(resourceType, made)
	return known.(*Property) //nolint:forcetypeassert // nothing else is stored
}

// Knows reports whether a resource type is in the schema.
func Knows(resourceType string) bool {
	_, known := prototypes()[resourceType]
	_, added := overlay[resourceType]
	return known || added
}

// build reads one type, and what the overlay adds to it.
func build(resourceType string) *Property {
	made := &Property{Kind: Object, Properties: map[string]*Property{}}
	if prototype, ok := prototypes()[resourceType]; ok {
		made = (&reader{}).object(prototype)
	}
	for path, kind := range overlay[resourceType] {
		made.add(path, kind)
	}
	return made
}

// Find gives a property by the names on the way to it, nil if it is not known.
// Lists and maps are stepped into.
func (p *Property) Find(path ...string) *Property {
	for _, name := range path {
		for p != nil && p.Items != nil {
			p = p.Items
		}
		if p == nil {
			return nil
		}
		p = p.Properties[name]
	}
	return p
}
