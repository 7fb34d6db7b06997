package schema

import (
	"reflect"
	"slices"
	"strings"
)

// reader turns goformation's structs into properties.
type reader struct {
	// open are the types that are being read: some contain themselves.
	open []reflect.Type
}

func (r *reader) property(t reflect.Type) *Property {
	switch t.Kind() {
	case reflect.Pointer:
		return r.property(t.Elem())
	case reflect.String:
		return &Property{Kind: Text}
	case reflect.Bool:
		return &Property{Kind: Bool}
	case reflect.Int, reflect.Int64, reflect.Float64:
		return &Property{Kind: Number}
	case reflect.Slice:
		return &Property{Kind: List, Items: r.property(t.Elem())}
	case reflect.Map:
		return &Property{Kind: Map, Items: r.property(t.Elem())}
	case reflect.Struct:
		return r.object(t)
	default:
		return &Property{Kind: Any}
	}
}

func (r *reader) object(t reflect.Type) *Property {
	if slices.Contains(r.open, t) || isUnion(t) {
		return &Property{Kind: Any}
	}
	r.open = append(r.open, t)
	made := &Property{Kind: Object, Properties: make(map[string]*Property, t.NumField())}
	for field := range t.Fields() {
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		property := r.property(field.Type)
		property.Required = field.Type.Kind() != reflect.Pointer && rest != "omitempty"
		made.Properties[name] = property
	}
	r.open = r.open[:len(r.open)-1]
	return made
}

// isUnion reports whether a struct stands for one of several shapes: its fields
// are the shapes and have no names in the template.
func isUnion(t reflect.Type) bool {
	for field := range t.Fields() {
		if field.IsExported() && field.Tag.Get("json") == "" {
			return true
		}
	}
	return false
}
