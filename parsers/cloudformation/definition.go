package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/schema"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// definitions gives what the template defines, once for each variant.
func (t *template) definitions() []*resource.Definition {
	variants := t.explore()
	definitions := make([]*resource.Definition, len(variants))
	for i, v := range variants {
		definitions[i] = t.define(v)
		definitions[i].Variants = len(variants)
	}
	for _, definition := range definitions {
		definition.Tainted = len(t.problems) > 0 || t.fragment
	}
	return definitions
}

func (t *template) define(v *variant) *resource.Definition {
	file := t.document.File.Path
	definition := &resource.Definition{
		Dialect:    resource.CloudFormation,
		Path:       file,
		Files:      []string{file},
		When:       v.words,
		Duplicates: t.document.Duplicates,
	}
	for _, declared := range t.resources {
		holds, known := true, true
		if declared.condition != "" {
			holds, known = v.when[declared.condition]
		}
		if known && !holds {
			continue
		}
		made := t.made(declared, v)
		if !known {
			conditional := *made
			conditional.Conditional = true
			made = &conditional
		}
		definition.Resources = append(definition.Resources, made)
		if unresolved := t.unresolved(declared, made); unresolved != nil {
			definition.Unresolved = append(definition.Unresolved, *unresolved)
		}
	}
	definition.Unresolved = append(definition.Unresolved, t.unresolvedParts(v)...)
	definition.Exports = t.exports(v)
	definition.HandedOut = value.OfList(definition.Exports, false, source.Range{}).AllRefs()
	return definition
}

// resolution is what a resource is in the variants in which what it rests on
// turns out the same.
type resolution struct {
	rests map[dependency]string
	made  *resource.Resource
}

// made gives a resource in a variant. Variants share what is the same in them.
func (t *template) made(declared *declaration, v *variant) *resource.Resource {
	for _, earlier := range declared.resolved {
		if v.agrees(earlier.rests) {
			return earlier.made
		}
	}
	r := t.resolver(v)
	r.rests = map[dependency]string{}
	made := r.resource(declared)
	declared.resolved = append(declared.resolved, resolution{rests: r.rests, made: made})
	return made
}

// resource resolves a resource.
func (r *resolver) resource(declared *declaration) *resource.Resource {
	made := &resource.Resource{
		Address:    declared.id,
		Type:       declared.typ,
		Name:       declared.id,
		At:         declared.idAt,
		Body:       source.Range{File: declared.idAt.File, Start: declared.idAt.Start, End: declared.body.At.End},
		Attrs:      r.attrs(declared),
		DependsOn:  dependsOn(declared.body.Get("DependsOn")),
		References: r.t.references(declared),
		Tainted:    declared.tainted,
		Region:     r.t.pseudo("AWS::Region", declared.idAt),
		Account:    r.t.pseudo("AWS::AccountId", declared.idAt),
	}
	if node := declared.body.Get("Metadata"); node != nil {
		made.Metadata = r.resolve(node)
	}
	return made
}

// attrs gives the properties of a resource, in the kinds that their type wants.
func (r *resolver) attrs(declared *declaration) value.Value {
	node := declared.body.Get("Properties")
	var attrs value.Value
	switch {
	case node != nil:
		attrs = r.resolve(node)
	case mayGrow(declared.body):
		attrs = value.NotKnown(value.Unsupported, "transform", declared.idAt)
	}
	switch {
	case node == nil && !mayGrow(declared.body), attrs.IsAbsent():
		return value.OfMap(nil, false, declared.idAt)
	case attrs.IsKnown() && attrs.Kind() != value.Map:
		return value.NotKnown(value.Invalid, "", attrs.At)
	case attrs.IsKnown() && mayGrow(declared.body):
		attrs = value.OfMap(attrs.Entries(), true, attrs.At)
	}
	return schema.Coerce(declared.typ, attrs)
}

// dependsOn gives the logical ids of a DependsOn.
func dependsOn(n *tree.Node) []string {
	if n.IsScalar() {
		return []string{n.Text}
	}
	var ids []string
	for _, item := range arguments(n) {
		if item.IsScalar() {
			ids = append(ids, item.Text)
		}
	}
	return ids
}

// references gives the resources that the declaration of one mentions anywhere,
// each once, in the order of the file.
func (t *template) references(declared *declaration) []string {
	var ids []string
	seen := map[string]bool{declared.id: true}
	add := func(id string) {
		if t.resource[id] != nil && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	mentions(declared.body, func(name, _ string) { add(name) })
	for _, id := range dependsOn(declared.body.Get("DependsOn")) {
		add(id)
	}
	return ids
}

// exports gives the values that the template's exports hand to other stacks.
func (t *template) exports(v *variant) []value.Value {
	var handed []value.Value
	if t.outputs == nil {
		return nil
	}
	r := t.resolver(v)
	for _, entry := range t.outputs.Entries {
		if strings.HasPrefix(entry.Key, loopPrefix) {
			handed = append(handed, r.resolve(entry.Value))
			continue
		}
		if entry.Value.Get("Export") == nil {
			continue
		}
		handed = append(handed, r.resolve(entry.Value.Get("Value")))
	}
	return handed
}
