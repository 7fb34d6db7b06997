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
	tainted := false
	t.each(func(t *template) { tainted = tainted || len(t.problems) > 0 || t.fragment })
	files, duplicates := t.sources()
	for _, definition := range definitions {
		definition.Tainted = tainted
		definition.Files, definition.Duplicates, definition.Secrets = files, duplicates, t.secrets
	}
	return definitions
}

func (t *template) define(v *variant) *resource.Definition {
	definition := &resource.Definition{
		Dialect: t.dialect(),
		Path:    t.document.File.Path,
		When:    v.words,
	}
	t.add(definition, v, false)
	definition.HandedOut = value.OfList(definition.Exports, false, source.Range{}).AllRefs()
	return definition
}

// sources lists the files that the templates of all stacks are made of, and the
// keys in them that later ones replace. A template that is nested twice counts
// once.
func (t *template) sources() (files []string, duplicates []source.Range) {
	seen := map[string]bool{}
	add := func(path string) bool {
		if seen[path] {
			return false
		}
		seen[path] = true
		files = append(files, path)
		return true
	}
	t.each(func(t *template) {
		if add(t.document.File.Path) {
			duplicates = append(duplicates, t.document.Duplicates...)
		}
		for _, part := range t.document.Parts {
			add(part.Path)
		}
	})
	return files, duplicates
}

// add adds what a stack and those in it define. conditional says that the
// stack itself may not be there.
func (t *template) add(definition *resource.Definition, v *variant, conditional bool) {
	for _, declared := range t.resources {
		holds, known := true, !declared.doubtful
		if declared.condition != "" {
			holds, known = v.when[t.prefix+declared.condition]
		}
		if known && !holds {
			continue
		}
		made := t.made(declared, v)
		if !known || conditional {
			doubtful := *made
			doubtful.Conditional = true
			made = &doubtful
		}
		definition.Resources = append(definition.Resources, made)
		if child := t.nested[declared.id]; child != nil {
			child.add(definition, v, conditional || !known)
			continue
		}
		if unresolved := t.unresolved(declared, made); unresolved != nil {
			definition.Unresolved = append(definition.Unresolved, *unresolved)
		}
	}
	definition.Unresolved = append(definition.Unresolved, t.unresolvedParts(v)...)
	definition.Exports = append(definition.Exports, t.exports(v)...)
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
		Address:    declared.address,
		Origin:     r.t.originOf(declared.id),
		Type:       declared.typ,
		Name:       declared.id,
		Module:     r.t.path(),
		Calls:      r.t.calls,
		At:         declared.idAt,
		Body:       source.Range{File: declared.idAt.File, Start: declared.idAt.Start, End: declared.body.At.End},
		Attrs:      r.attrs(declared),
		DependsOn:  r.t.waitsFor(declared),
		References: r.t.references(declared),
		Tainted:    declared.tainted,
		Region:     r.t.pseudo("AWS::Region", declared.idAt),
		Account:    r.t.pseudo("AWS::AccountId", declared.idAt),
	}
	if title := declared.body.Get("Metadata").Get("aws:cdk:path"); title.IsScalar() {
		made.Title = strings.TrimSuffix(title.Text, "/Resource")
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
	return schema.Coerce(declared.typ, r.attached(declared, attrs))
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
	var addresses []string
	seen := map[string]bool{declared.id: true}
	add := func(id string) {
		if other := t.resource[id]; other != nil && !seen[id] {
			seen[id] = true
			addresses = append(addresses, other.address)
		}
	}
	mentions(declared.body, func(name, _ string) { add(name) })
	for _, id := range dependsOn(declared.body.Get("DependsOn")) {
		add(id)
	}
	return addresses
}

// waitsFor gives the addresses that the DependsOn of a resource names.
func (t *template) waitsFor(declared *declaration) []string {
	var addresses []string
	for _, id := range dependsOn(declared.body.Get("DependsOn")) {
		addresses = append(addresses, t.address(id))
	}
	return addresses
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
