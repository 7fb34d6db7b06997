package tree

import (
	"github.com/tailscale/hujson"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// JSON reads a JSON document. Comments and trailing commas are passed over.
func JSON(file *source.File, limits source.Limits) (*Document, *source.Problem) {
	if err := prescan.JSON(file, limits); err != nil {
		problem := source.ProblemOf(err)
		return nil, &problem
	}
	parsed, err := hujson.Parse(file.Bytes)
	if err != nil {
		return nil, refused(file, "JSON", err)
	}
	b := jsonBuilder{document: &Document{File: file}, limit: limits.Nodes}
	b.document.Root = b.node(&parsed)
	if b.nodes > b.limit {
		return nil, tooMany(file.Range(0, 0), limits.Nodes)
	}
	return b.document, nil
}

type jsonBuilder struct {
	document *Document
	nodes    int
	limit    int // of nodes
}

// node builds a node; above the limit it builds no more than it must.
func (b *jsonBuilder) node(v *hujson.Value) *Node {
	b.nodes++
	n := &Node{At: b.document.File.Range(v.StartOffset, v.EndOffset), start: v.StartOffset}
	if b.nodes > b.limit {
		return n
	}
	switch content := v.Value.(type) {
	case *hujson.Object:
		n.Kind = Mapping
		n.Entries = b.entries(content)
	case *hujson.Array:
		n.Kind = Sequence
		n.Items = make([]*Node, len(content.Elements))
		for i := range content.Elements {
			n.Items[i] = b.node(&content.Elements[i])
		}
	case hujson.Literal:
		n.Text = content.String()
		switch content.Kind() {
		case '"':
			n.Kind, n.style = Text, doubleQuoted
		case '0':
			n.Kind = Number
		case 't', 'f':
			n.Kind = Bool
		default:
			n.Kind, n.Text = Null, ""
		}
	}
	return n
}

func (b *jsonBuilder) entries(object *hujson.Object) []Entry {
	keys := entries{list: make([]Entry, 0, len(object.Members))}
	for i := range object.Members {
		member := &object.Members[i]
		name, ok := member.Name.Value.(hujson.Literal)
		if !ok {
			continue // the parser lets nothing but texts through
		}
		entry := Entry{
			Key:   name.String(),
			KeyAt: b.document.File.Range(member.Name.StartOffset, member.Name.EndOffset),
			Value: b.node(&member.Value),
		}
		if at := keys.find(entry.Key); at >= 0 {
			b.document.Duplicates = append(b.document.Duplicates, keys.list[at].KeyAt)
			keys.list[at] = entry
			continue
		}
		keys.add(entry)
	}
	return keys.list
}
