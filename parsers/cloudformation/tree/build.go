package tree

import "github.com/gatelint/gatelint/internal/source"

// Builder makes nodes that no file holds. They stand at the place of what a
// person wrote that they were made of.
type Builder struct{ At source.Range }

// made is the offset of a scalar that no file holds.
const made = -1

// Text makes a text.
func (b Builder) Text(text string) *Node { return b.scalar(Text, text) }

// Number makes a number from its digits.
func (b Builder) Number(digits string) *Node { return b.scalar(Number, digits) }

// Bool makes a boolean.
func (b Builder) Bool(yes bool) *Node {
	if yes {
		return b.scalar(Bool, "true")
	}
	return b.scalar(Bool, "false")
}

func (b Builder) scalar(kind Kind, text string) *Node {
	return &Node{Kind: kind, Text: text, At: b.At, start: made}
}

// List makes a list of the items that are not nil.
func (b Builder) List(items ...*Node) *Node {
	n := &Node{Kind: Sequence, At: b.At, Items: make([]*Node, 0, len(items))}
	for _, item := range items {
		if item != nil {
			n.Items = append(n.Items, item)
		}
	}
	return n
}

// Entry makes an entry whose key stands at the builder's place.
func (b Builder) Entry(key string, value *Node) Entry {
	return Entry{Key: key, KeyAt: b.At, Value: value}
}

// Map makes a mapping of the entries whose value is not nil. Their keys must be
// different.
func (b Builder) Map(entries ...Entry) *Node {
	n := &Node{Kind: Mapping, At: b.At, Entries: make([]Entry, 0, len(entries))}
	for _, entry := range entries {
		if entry.Value != nil {
			n.Entries = append(n.Entries, entry)
		}
	}
	return n
}

// Call makes a mapping of one key, as intrinsic functions are written.
func (b Builder) Call(name string, argument *Node) *Node {
	return b.Map(b.Entry(name, argument))
}

// Copy gives a copy of the node and of all below it, whose mappings and lists
// may be changed.
func (n *Node) Copy() *Node {
	if n == nil {
		return nil
	}
	c := n.Own()
	for i, item := range c.Items {
		c.Items[i] = item.Copy()
	}
	for i, entry := range c.Entries {
		c.Entries[i].Value = entry.Value.Copy()
	}
	return c
}

// Own gives a copy of the node alone, which may be changed; what it holds may
// not.
func (n *Node) Own() *Node {
	if n == nil {
		return nil
	}
	c := *n
	c.Items = append([]*Node(nil), n.Items...)
	c.Entries = append([]Entry(nil), n.Entries...)
	return &c
}

// Put sets a key of a mapping that was made here; a key that is there already
// keeps its place.
func (n *Node) Put(entry Entry) {
	if old := n.Entry(entry.Key); old != nil {
		*old = entry
		return
	}
	n.Entries = append(n.Entries, entry)
}

// Delete takes a key from a mapping that was made here.
func (n *Node) Delete(key string) {
	for i := range n.Entries {
		if n.Entries[i].Key == key {
			n.Entries = append(n.Entries[:i:i], n.Entries[i+1:]...)
			return
		}
	}
}

// Size counts the node and all below it, up to a limit.
func (n *Node) Size(limit int) int {
	count := 0
	n.Walk(func(*Node) bool {
		count++
		return count < limit
	})
	return count
}
