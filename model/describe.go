package model

import "github.com/gatelint/gatelint/internal/value"

// Visitor is shown every field of the model, in a fixed order. The encoding for
// policies, the JSON schema and the masking test are visitors, so that a field
// is listed once.
type Visitor interface {
	// Value shows an attribute that was read from a definition.
	Value(name string, v *value.Value)
	// Fact shows what facts/ computed from attributes.
	Fact(name string, v *value.Value)
	// Text and Flag show plain data that is always known.
	Text(name, text string)
	Flag(name string, flag bool)
	// Set shows entities of which there may be more than are seen.
	Set(name string, set *Set, items []Describer)
	// List shows entities that are all there is.
	List(name string, items []Describer)
	// Object shows one nested entity.
	Object(name string, d Describer)
}

// Describer shows its fields to a visitor.
type Describer interface {
	Describe(v Visitor)
}

// describers turns a slice of entities into one of Describers.
func describers[T Describer](items []T) []Describer {
	list := make([]Describer, len(items))
	for i, item := range items {
		list[i] = item
	}
	return list
}
