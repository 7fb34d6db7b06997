package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// parse reads a template, which must give no problem.
func parse(t *testing.T, text string, opts Options) []*resource.Definition {
	t.Helper()
	path := "template.yaml"
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		path = "template.json"
	}
	definitions, problems := Parse(&source.File{Path: path, Bytes: []byte(text)}, source.DefaultLimits(), opts)
	for _, problem := range problems {
		t.Errorf("%s: %s: %s", problem.At, problem.Kind, problem.Message)
	}
	if len(definitions) == 0 {
		t.Fatal("no definition")
	}
	return definitions
}

// find gives a resource of a definition, nil if it is not there.
func find(definition *resource.Definition, address string) *resource.Resource {
	for _, r := range definition.Resources {
		if r.Address == address {
			return r
		}
	}
	return nil
}

// describe shows a value with what is known of it.
func describe(v value.Value) string {
	shown := v.Show()
	if v.IsKnown() {
		switch v.Kind() {
		case value.Number:
			shown = "number " + shown
		case value.Bool:
			shown = "bool " + shown
		case value.List, value.Map:
			if v.Open() {
				shown += " open"
			}
		case value.Text:
		}
	}
	if v.Reason() != "" && (v.IsKnown() || v.Reason() != value.Computed) {
		shown += " <" + strings.TrimSpace(fmt.Sprintf("%s: %s", v.Reason(), v.Origin())) + ">"
	}
	var hidden []string
	for _, ref := range v.Refs() {
		visible := false
		for _, part := range v.Parts() {
			visible = visible || part.Ref == ref
		}
		if !visible {
			hidden = append(hidden, strings.TrimPrefix(ref.Address+"."+ref.Attr, "."))
		}
	}
	if len(hidden) > 0 {
		shown += " rests on " + strings.Join(hidden, ", ")
	}
	return shown
}

// at gives the text that a range covers.
func at(text string, r source.Range) string {
	file := &source.File{Bytes: []byte(text)}
	return text[file.Offset(r.Start):file.Offset(r.End)]
}
