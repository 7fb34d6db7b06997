package openapi

import (
	"net/url"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
)

// basePath gives the segments that the import puts in front of all paths: none,
// unless its parameters ask for the base path of the document. known is false
// where that cannot be told.
func (x *expansion) basePath() (segments []string, known bool) {
	mode := x.parameter("basepath")
	if mode.IsAbsent() {
		return nil, true
	}
	switch text, _ := mode.Text(); strings.ToLower(text) {
	case "ignore":
		return nil, true
	case "prepend":
		return x.documentBase()
	case "split":
		// The first segment is for a custom domain's mapping, or a stage.
		segments, known := x.documentBase()
		return segments[min(1, len(segments)):], known
	}
	return nil, false
}

// documentBase gives the segments of the base path that a document names: in
// OpenAPI 2 by itself, later by a variable or in the URL of its first server.
func (x *expansion) documentBase() (segments []string, known bool) {
	base := x.root.Get("basePath")
	if server := x.root.Get("servers"); !server.IsAbsent() {
		if len(server.Items()) == 0 {
			return nil, false
		}
		base = server.Items()[0].Get("variables").Get("basePath").Get("default")
		if base.IsAbsent() {
			base = pathOf(server.Items()[0].Get("url"))
		}
	}
	text, known := base.Text()
	return segmentsOf(text), known || base.IsAbsent()
}

// pathOf gives the path of a URL.
func pathOf(v value.Value) value.Value {
	text, known := v.Text()
	if !known {
		return v
	}
	if parsed, err := url.Parse(text); err == nil {
		return value.OfText(parsed.Path, v.At)
	}
	return value.NotKnown(value.Invalid, "", v.At)
}

// segmentsOf cuts a path at its slashes.
func segmentsOf(path string) []string {
	return strings.FieldsFunc(path, func(c rune) bool { return c == '/' })
}

// parameter gives a parameter of the import, absent where it has none.
func (x *expansion) parameter(name string) value.Value {
	if x.holder.parameters == "" {
		return value.Unset(x.api.At)
	}
	return resource.Single(x.api.Get(x.holder.parameters)).Get(name)
}
