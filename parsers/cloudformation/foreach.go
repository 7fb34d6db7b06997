package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// loopPrefix begins the key of a loop, which the language extensions write out
// before anything else happens.
const loopPrefix = "Fn::ForEach::"

// expander writes loops out: what it gives has none left, except those whose
// collection is not known.
type expander struct {
	t *template
	// nodes is how many more nodes may be made.
	nodes int
	// loops says whether the template has any at all.
	loops bool
}

// maxExpanded bounds the nodes that loops make.
const maxExpanded = 250_000

// expand writes out the loops of a section.
func (t *template) expand(section *tree.Node) *tree.Node {
	e := &expander{t: t, nodes: maxExpanded}
	section.Walk(func(n *tree.Node) bool {
		for _, entry := range n.Entries {
			e.loops = e.loops || strings.HasPrefix(entry.Key, loopPrefix)
		}
		return !e.loops
	})
	if !e.loops {
		return section
	}
	return e.node(section, nil)
}

// bound is a loop's variable with its text, inside the loops around it.
type bound struct {
	name, text string
	outer      *bound
}

// apply puts the texts of loop variables in the place of their names.
func (b *bound) apply(text string) string {
	for ; b != nil && strings.ContainsAny(text, "$&"); b = b.outer {
		text = strings.ReplaceAll(text, "${"+b.name+"}", b.text)
		text = strings.ReplaceAll(text, "&{"+b.name+"}", b.text)
	}
	return text
}

// find gives the text of a loop variable.
func (b *bound) find(name string) (string, bool) {
	for ; b != nil; b = b.outer {
		if b.name == name {
			return b.text, true
		}
	}
	return "", false
}

// node gives a node in which the loop variables have their texts.
func (e *expander) node(n *tree.Node, in *bound) *tree.Node {
	if e.nodes--; e.nodes < 0 {
		e.t.exhaust("the template's loops make too many values")
		return &tree.Node{Kind: tree.Opaque, At: n.At}
	}
	if name, arg := functionOf(n); name == "Ref" {
		if text, ok := in.find(textOf(arg)); ok {
			return &tree.Node{Kind: tree.Text, Text: text, At: n.At}
		}
	}
	made := *n
	if n.Kind == tree.Text {
		made.Text = in.apply(n.Text)
	}
	if n.Items != nil {
		made.Items = make([]*tree.Node, len(n.Items))
		for i, item := range n.Items {
			made.Items[i] = e.node(item, in)
		}
	}
	if n.Kind == tree.Mapping {
		made.Entries = e.entries(nil, n, in)
	}
	return &made
}

// entries appends the keys of a mapping, with its loops written out. Keys that
// two rounds of a loop have in common are left to the later.
func (e *expander) entries(entries []tree.Entry, n *tree.Node, in *bound) []tree.Entry {
	for _, entry := range n.Entries {
		if !strings.HasPrefix(entry.Key, loopPrefix) {
			entry.Key = in.apply(entry.Key)
			entry.Value = e.node(entry.Value, in)
			entries = append(entries, entry)
			continue
		}
		if expanded, ok := e.loop(entries, entry, in); ok {
			entries = expanded
		} else {
			entry.Value = e.node(entry.Value, in)
			entries = append(entries, entry)
		}
	}
	return entries
}

// loop appends what a loop makes; false if its collection is not known.
func (e *expander) loop(entries []tree.Entry, entry tree.Entry, in *bound) ([]tree.Entry, bool) {
	args := arguments(entry.Value)
	if len(args) != 3 || args[0].Kind != tree.Text || args[2].Kind != tree.Mapping {
		e.t.refuse(entry.KeyAt, entry.Key+" wants a name, a collection and a mapping to repeat")
		return nil, false
	}
	collection := e.t.resolver(&variant{}).resolve(e.node(args[1], in))
	if !collection.IsKnown() || collection.Kind() != value.List || collection.Open() {
		return nil, false
	}
	for _, item := range collection.Items() {
		text, ok := item.Text()
		if !ok {
			return nil, false
		}
		entries = e.entries(entries, args[2], &bound{name: args[0].Text, text: text, outer: in})
		if e.nodes < 0 {
			break
		}
	}
	return entries, true
}
