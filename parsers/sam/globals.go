package sam

import (
	"slices"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// mergeGlobals gives every resource the properties that the Globals section
// has for its type. Keys that the section does not support are merged like the
// others: a later version of the transform may support them.
func (e *expander) mergeGlobals() {
	globals := given(e.root, "Globals")
	if globals != nil && globals.Kind != tree.Mapping {
		e.refuse(globals.At, "Globals must be a mapping of resource types to properties")
		return
	}
	for _, of := range e.items {
		if !of.isServerless() {
			continue
		}
		section := e.globalsFor(of, given(globals, of.typ[len(prefix):]))
		if section != nil && !e.exhausted {
			of.properties = e.merged(section, of.properties)
		}
	}
}

// globalsFor gives the globals that count for a resource.
func (e *expander) globalsFor(of *item, section *tree.Node) *tree.Node {
	if section == nil {
		return nil
	}
	if !isMap(section) {
		e.refuse(section.At, "the globals of "+of.typ+" must be a mapping of properties")
		return nil
	}
	ignored := given(of.body, "IgnoreGlobals")
	switch {
	case ignored == nil:
		return section
	case text(ignored) == "*":
		return nil
	case ignored.Kind != tree.Sequence:
		e.refuse(ignored.At, "IgnoreGlobals must be \"*\" or a list of properties")
		return section
	}
	if !e.spend(len(section.Entries)) {
		return nil
	}
	rest := section.Own()
	rest.Entries = slices.DeleteFunc(rest.Entries, func(entry tree.Entry) bool {
		return slices.ContainsFunc(ignored.Items, func(name *tree.Node) bool { return text(name) == entry.Key })
	})
	return rest
}

// merged gives the local value with what the global one adds: mappings are
// merged, lists are joined with the global items first, and all else is local.
func (e *expander) merged(global, local *tree.Node) *tree.Node {
	switch {
	case isMap(global) && isMap(local):
		if !e.spend(len(global.Entries) + len(local.Entries)) {
			return local
		}
		both := global.Own()
		both.At = local.At
		places := make(map[string]int, len(global.Entries))
		for i, entry := range global.Entries {
			places[entry.Key] = i
		}
		for _, entry := range local.Entries {
			if i, inherited := places[entry.Key]; inherited {
				entry.Value = e.merged(both.Entries[i].Value, entry.Value)
				both.Entries[i] = entry
			} else {
				both.Entries = append(both.Entries, entry)
			}
		}
		return both
	case global.Kind == tree.Sequence && local.Kind == tree.Sequence:
		if !e.spend(len(global.Items) + len(local.Items)) {
			return local
		}
		both := local.Own()
		both.Items = append(append([]*tree.Node(nil), global.Items...), local.Items...)
		return both
	}
	return local
}
