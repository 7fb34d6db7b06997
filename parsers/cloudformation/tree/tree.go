// Package tree reads YAML and JSON into one kind of tree whose nodes know where
// they begin and end. It decides nothing about what the text means: tags are
// kept, numbers keep their digits.
package tree

import (
	"github.com/gatelint/gatelint/internal/source"
)

// Kind tells the shapes of nodes apart.
type Kind uint8

// The kinds. Tagged is a node with a local YAML tag ("!Sub") in front of it,
// which is its only item. Opaque is a mapping that cannot be read, because one
// of its keys is no text.
const (
	Null Kind = iota
	Text
	Number
	Bool
	Sequence
	Mapping
	Tagged
	Opaque
)

// Node is one value of a document. Nodes are shared where a YAML alias points
// at them, and nothing may change them.
type Node struct {
	Kind Kind
	// Text is a scalar's text: as it stands for numbers, "true" or "false" for
	// booleans, what the quotes and escapes mean for texts. Of a Tagged node it
	// is the tag, with its exclamation mark.
	Text    string
	Items   []*Node
	Entries []Entry
	At      source.Range

	style style
	start int // offset of a scalar, for Spread
}

// Entry is one key of a mapping. Keys are unique: of several the last counts.
type Entry struct {
	Key   string
	KeyAt source.Range
	Value *Node
}

// Document is a file that was read.
type Document struct {
	File *source.File
	Root *Node
	// Parts are the other files of which nodes were put into the document.
	Parts []*source.File
	// Duplicates are the places of keys that a later one of the same mapping
	// replaces.
	Duplicates []source.Range
}

// IsScalar reports whether the node is a text, a number or a boolean.
func (n *Node) IsScalar() bool {
	return n != nil && (n.Kind == Text || n.Kind == Number || n.Kind == Bool)
}

// Get gives the value under a key of a mapping, nil if there is none.
func (n *Node) Get(key string) *Node {
	if entry := n.Entry(key); entry != nil {
		return entry.Value
	}
	return nil
}

// Entry gives the entry of a key of a mapping, nil if there is none.
func (n *Node) Entry(key string) *Entry {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	for i := range n.Entries {
		if n.Entries[i].Key == key {
			return &n.Entries[i]
		}
	}
	return nil
}

// Walk calls visit for the node and all nodes below it, parents first. Below a
// node for which visit answers false it does not go.
func (n *Node) Walk(visit func(*Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, item := range n.Items {
		item.Walk(visit)
	}
	for _, entry := range n.Entries {
		entry.Value.Walk(visit)
	}
}

// entries collects the keys of a mapping, of which the last of a name counts.
type entries struct {
	list  []Entry
	index map[string]int
}

// manyKeys is the number of keys from which on looking through a list costs
// more than an index.
const manyKeys = 12

// find gives the place of a key, -1 if there is none.
func (e *entries) find(key string) int {
	if e.index != nil {
		if i, ok := e.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range e.list {
		if e.list[i].Key == key {
			return i
		}
	}
	return -1
}

// add appends a key that is not there yet.
func (e *entries) add(entry Entry) {
	e.list = append(e.list, entry)
	switch {
	case e.index != nil:
		e.index[entry.Key] = len(e.list) - 1
	case len(e.list) == manyKeys:
		e.index = make(map[string]int, 2*manyKeys)
		for i := range e.list {
			e.index[e.list[i].Key] = i
		}
	}
}
