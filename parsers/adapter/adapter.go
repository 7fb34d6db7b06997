// Package adapter turns the resources of a definition into the entities of the
// model. Dialects differ in names and in what they bundle; a table per dialect
// says which function reads which resource type, and nothing behind this
// package knows a dialect.
package adapter

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// read adds what one resource means to the model.
type read func(m *model.Model, r reader)

// Model gives the linked model of a definition. The fields that facts/ fills
// are still unknown.
func Model(definition *resource.Definition) *model.Model {
	m := &model.Model{
		Dialect:    definition.Dialect,
		Path:       definition.Path,
		When:       definition.When,
		Variants:   definition.Variants,
		Unresolved: definition.Unresolved,
		HandedOut:  slices.Clone(definition.Exports),
		Partial:    definition.Tainted,
		Resources:  len(definition.Resources),
	}
	for _, ref := range definition.HandedOut {
		m.HandedOut = append(m.HandedOut, value.OfRef(ref, source.Range{}))
	}
	for _, r := range definition.Resources {
		read, ok := terraformTypes[r.Type]
		if !ok {
			read, ok = cloudFormationTypes[r.Type]
		}
		if ok && !r.Data {
			read(m, reader{Resource: r, ignored: ignored(r)})
		}
	}
	m.Link()
	return m
}

// reader reads attributes of one resource in the kinds that the model wants.
type reader struct {
	*resource.Resource
	// ignored are the attributes whose changes Terraform is told to ignore.
	ignored []string
}

// ignored gives the names under ignore_changes, "all" among them if it is there.
func ignored(r *resource.Resource) []string {
	var names []string
	for _, item := range value.AsList(r.Get("lifecycle", "ignore_changes")).Items() {
		name, _ := item.Text()
		if end := strings.IndexAny(name, ".["); end >= 0 {
			name = name[:end]
		}
		names = append(names, name)
	}
	return names
}

// entity gives the common part of an entity made of the resource. part tells
// several entities of one resource apart; "" stands for the resource itself.
func (r reader) entity(part string) model.Entity {
	id := r.Address
	if part != "" {
		id += "#" + part
	}
	return model.Entity{
		Address: r.Address, ID: id, Origin: r.Origin, Label: r.Address, Type: r.Type,
		At: r.At, Body: r.Body, Module: r.Module, Calls: r.Calls,
		Conditional: r.Conditional, Tainted: r.Tainted,
	}
}

// part gives the common part of an entity that is a piece of the resource and
// has a place of its own.
func (r reader) part(id string, at value.Value) model.Entity {
	entity := r.entity(id)
	if !at.At.IsZero() {
		entity.At = at.At
	}
	return entity
}

// Get gives an attribute under a path of names. One whose changes Terraform is
// told to ignore is kept elsewhere, and not known from what is written.
func (r reader) Get(path ...string) value.Value {
	v := r.Resource.Get(path...)
	if slices.Contains(r.ignored, path[0]) || v.IsAbsent() && slices.Contains(r.ignored, "all") {
		return value.NotKnown(value.Computed, "", v.At)
	}
	return v
}

func (r reader) text(path ...string) value.Value   { return value.AsText(r.Get(path...)) }
func (r reader) upper(path ...string) value.Value  { return value.AsUpper(r.Get(path...)) }
func (r reader) number(path ...string) value.Value { return value.AsNumber(r.Get(path...)) }

// named gives a text; absent where the dialect has no attribute for it.
func (r reader) named(attr string) value.Value {
	if attr == "" {
		return value.Unset(r.At)
	}
	return r.text(attr)
}

// self gives the reference by which other resources name this one.
func (r reader) self() value.Value {
	return value.OfRef(value.Ref{Address: r.Address, Attr: "id"}, r.At)
}

// orText gives a text that the dialect applies where nothing is written.
func orText(v value.Value, fallback string) value.Value {
	return v.OrDefault(value.OfText(fallback, v.At))
}

// keyOf gives a key of a map as a value that stands where the key does: the
// header of the block under it.
func keyOf(m value.Value, key string) value.Value {
	for _, entry := range m.Entries() {
		if entry.Key == key {
			return value.OfText(key, entry.KeyAt)
		}
	}
	return value.Unset(m.At)
}

// textOf reads a text under a path of names inside a value.
func textOf(v value.Value, path ...string) value.Value {
	for _, name := range path {
		v = resource.Single(v).Get(name)
	}
	return value.AsText(v)
}

// first gives the only item of a list of one; unknown for any other length.
func first(v value.Value) value.Value {
	return value.AsText(resource.Single(value.AsList(v)))
}

// blocks gives the blocks of a list and whether there may be more. A single
// map counts as one block.
func blocks(v value.Value) (items []value.Value, complete bool) {
	switch {
	case v.IsAbsent():
		return nil, true
	case v.IsUnknown():
		return nil, false
	}
	v = value.AsList(v)
	return v.Items(), !v.Open()
}
