package model

import (
	"encoding/json"
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
)

// Schema gives the JSON schema of what policies know as input. Policies are
// compiled with it in tests, and user policies always, so that a misspelt path
// is an error and not a rule that never speaks.
func Schema() ([]byte, error) {
	root := newSchemaVisitor()
	exemplar().Describe(root)
	if root.empty != "" {
		return nil, fmt.Errorf("the exemplar of the model has nothing in %q", root.empty)
	}
	indexes := object{}
	for _, name := range indexed {
		indexes[name] = object{
			"type":                 "object",
			"additionalProperties": object{"$ref": "#/properties/" + name + "/items"},
		}
	}
	root.properties["by_id"] = closed(indexes)
	document := closed(root.properties)
	document["$schema"] = "http://json-schema.org/draft-07/schema#"
	document["title"] = "What gatelint's policies know as input"
	document["definitions"] = object{"value": valueSchema()}
	return json.MarshalIndent(document, "", "  ")
}

type object = map[string]any

// closed gives the schema of an object with exactly these properties.
func closed(properties object) object {
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

func text() object { return object{"type": "string"} }

func flag() object { return object{"type": "boolean"} }

func listOf(items object) object { return object{"type": "array", "items": items} }

// valueSchema describes a value: it is known, absent or unknown, and "at" is
// its index.
func valueSchema() object {
	ref := closed(object{"resource": text(), "attr": text()})
	return closed(object{
		"at":      object{"type": "integer"},
		"known":   object{},
		"open":    flag(),
		"default": flag(),
		"absent":  flag(),
		"unknown": text(),
		"fact":    flag(),
		"parts":   listOf(closed(object{"literal": text(), "ref": ref, "hole": text()})),
		"refs":    listOf(ref),
	})
}

// schemaVisitor writes down the shape of what it is shown.
type schemaVisitor struct {
	properties object
	// empty names a list that showed no item, so that its shape is not known.
	empty string
}

func newSchemaVisitor() *schemaVisitor { return &schemaVisitor{properties: object{}} }

func (s *schemaVisitor) Value(name string, _ *value.Value) {
	s.properties[name] = object{"$ref": "#/definitions/value"}
}

func (s *schemaVisitor) Fact(name string, v *value.Value) { s.Value(name, v) }

func (s *schemaVisitor) Text(name, _ string) { s.properties[name] = text() }

func (s *schemaVisitor) Flag(name string, _ bool) { s.properties[name] = flag() }

func (s *schemaVisitor) Set(name string, _ *Set, items []Describer) {
	s.properties[name] = closed(object{
		"at":       object{"type": "integer"},
		"complete": flag(),
		"items":    listOf(s.first(name, items)),
	})
}

func (s *schemaVisitor) List(name string, items []Describer) {
	s.properties[name] = listOf(s.first(name, items))
}

func (s *schemaVisitor) Object(name string, d Describer) {
	s.properties[name] = s.shape(d)
}

func (s *schemaVisitor) first(name string, items []Describer) object {
	if len(items) == 0 {
		s.empty = name
		return object{}
	}
	return s.shape(items[0])
}

func (s *schemaVisitor) shape(d Describer) object {
	child := newSchemaVisitor()
	d.Describe(child)
	if child.empty != "" {
		s.empty = child.empty
	}
	return closed(child.properties)
}
