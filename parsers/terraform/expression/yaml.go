package expression

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// InnerYAML gives the structure of a text that may be YAML: nil if it is none,
// or nothing but a scalar.
func (e *Evaluator) InnerYAML(l Located) *Located {
	bare, marks := l.Value().Unmark()
	if bare.Type() != cty.String || !bare.IsKnown() || bare.IsNull() {
		return nil
	}
	s := bare.AsString()
	if _, ok := e.pieces(s, marks); !ok || prescan.YAML(&source.File{Bytes: []byte(s)}, e.Limits) != nil {
		return nil
	}
	var document yaml.Node
	if yaml.Unmarshal([]byte(s), &document) != nil || len(document.Content) != 1 || document.Content[0].Kind == yaml.ScalarNode {
		return nil
	}
	if !prescan.Aliases(&document, e.Limits.Elements, e.Limits.Depth) {
		return nil
	}
	d := yamlDecoder{e: e, spans: map[*yaml.Node]yamlSpan{}, left: e.Limits.Elements}
	if l.place != nil {
		d.segments = l.place.Text
	}
	newYAMLSpans(s, d.spans).measure(document.Content[0])
	inner := d.value(document.Content[0], 0).Mark(sensitivity(marks))
	if d.left <= 0 {
		return nil
	}
	return &inner
}

// yamlDecoder makes located values of YAML.
type yamlDecoder struct {
	e        *Evaluator
	segments []Segment
	spans    map[*yaml.Node]yamlSpan
	left     int
}

// at gives the place of a node.
func (d *yamlDecoder) at(node *yaml.Node) hcl.Range {
	span := d.spans[node]
	return d.e.span(d.segments, span.start, span.end)
}

// value gives a node; aliases are written out.
func (d *yamlDecoder) value(node *yaml.Node, depth int) Located {
	if d.left--; d.left <= 0 || depth > d.e.Limits.Depth {
		d.left = 0
		return Of(cty.NullVal(cty.DynamicPseudoType))
	}
	var l Located
	switch node.Kind {
	case yaml.MappingNode:
		l = d.mapping(node, depth)
	case yaml.SequenceNode:
		items := make([]Located, len(node.Content))
		for i, item := range node.Content {
			items[i] = d.value(item, depth+1)
		}
		l = tupleOf(items)
	case yaml.AliasNode:
		return d.value(node.Alias, depth+1)
	case yaml.ScalarNode, yaml.DocumentNode:
		l = Of(d.scalar(node))
	}
	at := d.at(node)
	return l.With(func(p *Place) { p.At = at })
}

// mapping gives the members of a map; those that are merged in come first, so
// that its own win.
func (d *yamlDecoder) mapping(node *yaml.Node, depth int) Located {
	var merged, own []Entry
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, child := node.Content[i], node.Content[i+1]
		if key.Tag == "!!merge" {
			merged = append(merged, d.mergedIn(child, depth)...)
			continue
		}
		own = append(own, Entry{Key: key.Value, KeyAt: d.at(key), Value: d.value(child, depth+1)})
	}
	l := Object(append(merged, own...)...)
	var marks cty.ValueMarks
	for _, entry := range own {
		_, keyMarks := d.e.Remark(entry.Key).Unmark()
		marks = merge(marks, keyMarks)
	}
	return l.Mark(marks)
}

// mergedIn gives the members of a map, or of several, that "<<" merges in.
func (d *yamlDecoder) mergedIn(node *yaml.Node, depth int) []Entry {
	l := d.value(node, depth+1)
	if l.value.Type().IsTupleType() {
		var entries []Entry
		for i := l.value.LengthInt() - 1; i >= 0; i-- { // the first wins
			item := l.child(l.value.Index(cty.NumberIntVal(int64(i))), l.place.item(i))
			entries = append(entries, membersOf(item)...)
		}
		return entries
	}
	return membersOf(l)
}

func membersOf(l Located) []Entry {
	bare, _ := l.value.Unmark()
	if !bare.Type().IsObjectType() {
		return nil
	}
	var entries []Entry
	for it := bare.ElementIterator(); it.Next(); {
		key, child := it.Element()
		place := l.place.key(key.AsString())
		entries = append(entries, Entry{Key: key.AsString(), KeyAt: place.KeyAt, Value: l.child(child, place)})
	}
	return entries
}

// scalar gives a scalar as the core schema of YAML reads it. A time is a text.
func (d *yamlDecoder) scalar(node *yaml.Node) cty.Value {
	switch node.ShortTag() {
	case "!!null":
		return cty.NullVal(cty.DynamicPseudoType)
	case "!!bool":
		return cty.BoolVal(strings.EqualFold(node.Value, "true"))
	case "!!int", "!!float":
		if number, err := cty.ParseNumberVal(node.Value); err == nil {
			return number
		}
	}
	return d.e.Remark(node.Value)
}
