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
		External:   definition.External,
		HandedOut:  slices.Clone(definition.Exports),
		Partial:    definition.Tainted,
		Resources:  len(definition.Resources),

		Dependencies: dependencies(definition.Resources),
		Actions:      actions(definition.Resources),
		Types:        types(definition.Resources),
		Written:      written(definition.Resources),
	}
	for _, ref := range definition.HandedOut {
		m.HandedOut = append(m.HandedOut, value.OfRef(ref, source.Range{}))
	}
	for _, r := range definition.Resources {
		if read := readerOf(r); read != nil {
			read(m, reader{Resource: r, ignored: r.IgnoresChanges()})
		}
	}
	m.Link()
	return m
}

// readerOf gives the function that reads a resource, nil if nothing of it is
// read.
func readerOf(r *resource.Resource) read {
	if r.Data {
		return terraformData[r.Type]
	}
	if read, ok := terraformTypes[r.Type]; ok {
		return read
	}
	return cloudFormationTypes[r.Type]
}

// reader reads attributes of one resource in the kinds that the model wants.
type reader struct {
	*resource.Resource
	// ignored are the attributes whose changes Terraform is told to ignore.
	ignored []string
}

// entity gives the common part of an entity made of the resource. part tells
// several entities of one resource apart; "" stands for the resource itself.
func (r reader) entity(part string) model.Entity {
	id := r.Address
	if part != "" {
		id += "#" + part
	}
	return model.Entity{
		Address: r.Address, ID: id, Origin: r.Origin, Label: label(r.Resource), Type: r.Type,
		At: r.At, Body: r.Body, Module: r.Module, Calls: r.Calls,
		Conditional: r.Conditional, Tainted: r.Tainted,
	}
}

// label gives the address, with what its generator calls the resource beside it.
func label(r *resource.Resource) string {
	if r.Title == "" {
		return r.Address
	}
	return r.Address + " (" + r.Title + ")"
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

// at gives an attribute by the names on the way to it, with dots between them;
// absent where the dialect has none, which the name "" says.
func (r reader) at(name string) value.Value {
	if name == "" {
		return value.Unset(r.At)
	}
	return r.Get(strings.Split(name, ".")...)
}

// inside is at for a block.
func inside(block value.Value, name string) value.Value {
	if name == "" {
		return value.Unset(block.At)
	}
	for step := range strings.SplitSeq(name, ".") {
		block = resource.Single(block).Get(step)
	}
	return block
}

// named gives an attribute as a text.
func (r reader) named(name string) value.Value { return value.AsText(r.at(name)) }

// self gives the reference by which other resources name this one.
func (r reader) self() value.Value {
	return value.OfRef(value.Ref{Address: r.Address, Attr: "id"}, r.At)
}

// orText gives a text that the dialect applies where nothing is written.
func orText(v value.Value, fallback string) value.Value {
	return v.OrDefault(value.OfText(fallback, v.At))
}

// orFalse gives a boolean that is false where nothing is written.
func orFalse(v value.Value) value.Value {
	return value.AsBool(v).OrDefault(value.OfBool(false, v.At))
}

// list gives a list of texts. One text with commas is several.
func list(v value.Value) value.Value {
	text, known := v.Text()
	switch {
	case known && strings.Contains(text, ","):
		var items []value.Value
		for item := range strings.SplitSeq(text, ",") {
			items = append(items, value.OfText(strings.TrimSpace(item), v.At))
		}
		return value.OfList(items, false, v.At)
	case v.IsUnknown() && len(v.Parts()) > 1:
		return value.OfList([]value.Value{v}, true, v.At)
	}
	return value.AsList(v)
}

// each gives a map with other values for its keys.
func each(m value.Value, change func(value.Value) value.Value) value.Value {
	if !m.IsKnown() || m.Kind() != value.Map {
		return m
	}
	entries := slices.Clone(m.Entries())
	for i := range entries {
		entries[i].Value = change(entries[i].Value)
	}
	return value.OfMap(entries, m.Open(), m.At)
}

// renamed gives a map with other names for its keys.
func renamed(m value.Value, names map[string]string) value.Value {
	if !m.IsKnown() || m.Kind() != value.Map {
		return m
	}
	entries := slices.Clone(m.Entries())
	for i := range entries {
		if name := names[entries[i].Key]; name != "" {
			entries[i].Key = name
		}
	}
	return value.OfMap(entries, m.Open(), m.At)
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
