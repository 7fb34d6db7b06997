package cloudformation

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// ifElse gives one of two values. Where the condition is open, it is known only
// if both are the same.
func (r *resolver) ifElse(c call) value.Value {
	if len(c.args) != 3 {
		return c.invalid(r.resolve(c.arg))
	}
	name := textOf(c.args[0])
	if name == "" {
		name = conditionNamed(c.args[0])
	}
	if holds, known := r.decided(name); known {
		chosen := c.args[2]
		if holds {
			chosen = c.args[1]
		}
		v := r.resolve(chosen)
		if v.IsAbsent() {
			v.At = c.at
		}
		return v
	}
	yes, no := r.resolve(c.args[1]), r.resolve(c.args[2])
	if alike(yes, no) {
		return yes
	}
	return resting(value.NotKnown(value.Condition, "condition "+name, c.at), []value.Value{yes, no})
}

// alike reports whether two values certainly are the same, in all their parts.
func alike(a, b value.Value) bool {
	if a.State() != b.State() || a.Open() || b.Open() {
		return false
	}
	if a.IsAbsent() {
		return true
	}
	if a.IsUnknown() || a.Kind() != value.List && a.Kind() != value.Map {
		return a.Kind() == b.Kind() && value.Same(a, b)
	}
	return a.Kind() == b.Kind() &&
		slices.EqualFunc(a.Items(), b.Items(), alike) &&
		slices.EqualFunc(a.Entries(), b.Entries(), func(x, y value.Entry) bool {
			return x.Key == y.Key && alike(x.Value, y.Value)
		})
}

// findInMap looks up a value in the Mappings section, by two keys.
func (r *resolver) findInMap(c call) value.Value {
	if len(c.args) != 3 && len(c.args) != 4 {
		return c.invalid(r.resolve(c.arg))
	}
	keys := make([]value.Value, 3)
	texts := make([]string, 3)
	for i := range keys {
		keys[i] = r.resolve(c.args[i])
		text, ok := keys[i].Text()
		if !ok {
			return because(c.at, keys[:i+1]...)
		}
		texts[i] = text
	}
	top := r.t.mappings[texts[0]]
	if mayGrow(r.t.document.Root.Get("Mappings")) || mayGrow(top) || mayGrow(top.Get(texts[1])) {
		return value.NotKnown(value.Unsupported, "transform", c.at)
	}
	found := top.Get(texts[1]).Get(texts[2])
	if found == nil {
		return r.defaultValue(c, keys)
	}
	var v value.Value
	if found.IsScalar() {
		v = r.resolve(found)
	} else {
		v = r.across(r.t, found) // nothing keeps a function out, and it may lead back here
	}
	v.At = c.at
	return derived(v, keys)
}

// mayGrow reports whether a transform adds keys to a mapping.
func mayGrow(n *tree.Node) bool { return n.Get("Fn::Transform") != nil }

// defaultValue gives what the language extensions let Fn::FindInMap answer where
// there is no entry.
func (r *resolver) defaultValue(c call, keys []value.Value) value.Value {
	if len(c.args) == 4 {
		if node := c.args[3].Get("DefaultValue"); node != nil {
			return derived(r.resolve(node), keys)
		}
	}
	return c.invalid(keys...)
}
