package model

import "github.com/gatelint/gatelint/internal/value"

// identified is an entity with an id; nil pointers of it have none.
type identified interface {
	comparable
	identity() string
}

// entity gives the Entity inside every kind of entity.
func (e *Entity) entity() *Entity { return e }

func (e *Entity) identity() string {
	if e == nil {
		return ""
	}
	return e.ID
}

func idOf[T identified](entity T) string {
	var none T
	if entity == none {
		return ""
	}
	return entity.identity()
}

// reference shows only the id and label of an entity that stands elsewhere.
type reference struct{ id, label string }

// Describe shows the id and the label.
func (r reference) Describe(v Visitor) {
	v.Text("id", r.id)
	v.Text("label", r.label)
}

type labelled interface {
	identified
	label() string
}

func (e *Entity) label() string { return e.Label }

// references shows entities by id.
func references[T labelled](items []T) []Describer {
	list := make([]Describer, len(items))
	for i, item := range items {
		list[i] = reference{id: item.identity(), label: item.label()}
	}
	return list
}

// name is a plain text in a list.
type name string

// Describe shows the text.
func (n name) Describe(v Visitor) { v.Text("label", string(n)) }

func names(list []string) []Describer {
	items := make([]Describer, len(list))
	for i, item := range list {
		items[i] = name(item)
	}
	return items
}

// headerOf gives the place of an entity as a value that is always known.
func headerOf(e *Entity) value.Value { return value.OfText(e.Address, e.At) }
