package sam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// object reports whether a value is a mapping whose keys are in view. What the
// transform would refuse is noted: another value, and keys that are not among
// some, if any are given. what names the value, place is that of its key.
func (e *expander) object(of *item, place source.Range, n *tree.Node, what string, keys ...string) bool {
	if given(n, "Fn::Transform") != nil {
		e.hide(of, what, "a transform adds to it that is not in view", n)
		return false
	}
	if !isMap(n) {
		e.refuse(place, what+" of "+of.id+" must be a mapping, not a function or a single value")
		return false
	}
	for _, entry := range n.Entries {
		if len(keys) > 0 && !slices.Contains(keys, entry.Key) {
			e.refuse(entry.KeyAt, what+" of "+of.id+" has no property "+entry.Key+"; it takes "+strings.Join(keys, ", "))
		}
	}
	return true
}

// keyPlace gives the place of a key of a mapping, that of the mapping if it has
// none.
func keyPlace(n *tree.Node, key string) source.Range {
	if entry := n.Entry(key); entry != nil {
		return entry.KeyAt
	}
	return n.At
}

// moved gives the entry of a mapping under another key. Its value is nil if
// there is none or it is null.
func moved(n *tree.Node, from, to string) tree.Entry {
	if entry := n.Entry(from); entry != nil && entry.Value.Kind != tree.Null {
		return tree.Entry{Key: to, KeyAt: entry.KeyAt, Value: entry.Value}
	}
	return tree.Entry{Key: to}
}
