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
	// loops says whether the template has any at all.
	loops bool
	// depth is how many nodes lie between the section and where the expander
	// is; made are the keys of the section that loops made, with their loops.
	depth int
	made  map[string]string
}

// from notes that a loop made a key of the section; of several loops inside
// each other the innermost did.
func (e *expander) from(key, loop string) {
	if e.made[key] == "" {
		e.made[key] = loop
	}
}

// expand writes out the loops of a section. made takes the keys that they make,
// with the names of the loops.
func (t *template) expand(section *tree.Node, made map[string]string) *tree.Node {
	e := &expander{t: t, depth: -1, made: made}
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

// apply puts the texts of loop variables in the place of their names: as they
// are for "${N}", and without what a logical id cannot hold for "&{N}".
func (b *bound) apply(text string) string {
	for ; b != nil && strings.ContainsAny(text, "$&"); b = b.outer {
		text = strings.ReplaceAll(text, "${"+b.name+"}", b.text)
		text = strings.ReplaceAll(text, "&{"+b.name+"}", strings.Map(alphanumeric, b.text))
	}
	return text
}

// alphanumeric drops what cannot stand in a logical id.
func alphanumeric(c rune) rune {
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
		return c
	}
	return -1
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
	e.depth++
	defer func() { e.depth-- }()
	if e.t.budget--; e.t.budget < 0 {
		e.t.exhaust("the template's loops make too many values")
		return &tree.Node{Kind: tree.Opaque, At: n.At}
	}
	if name, arg := functionOf(n); name == "Ref" {
		if text, ok := in.find(textOf(arg)); ok {
			return tree.Builder{At: n.At}.Text(text)
		}
	}
	if n.Kind == tree.Text {
		if text := in.apply(n.Text); text != n.Text {
			return tree.Builder{At: n.At}.Text(text)
		}
	}
	if in != nil {
		if text, ok := e.filled(n, in); ok {
			return text
		}
	}
	made := *n
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

// filled gives the text of a Fn::Sub in which only loop variables stood. What
// reads the template next may want a plain text there.
func (e *expander) filled(n *tree.Node, in *bound) (*tree.Node, bool) {
	name, arg := functionOf(n)
	if name != "Fn::Sub" || arg.Kind != tree.Text {
		return nil, false
	}
	text := in.apply(arg.Text)
	if text == arg.Text || strings.Contains(text, "${") {
		return nil, false
	}
	return tree.Builder{At: arg.At}.Text(text), true
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
		before := len(entries)
		entries = e.entries(entries, args[2], &bound{name: args[0].Text, text: text, outer: in})
		if e.depth == 0 {
			for _, made := range entries[before:] {
				e.from(made.Key, entry.Key)
			}
		}
		if e.t.budget < 0 {
			break
		}
	}
	return entries, true
}
