package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// intrinsic tells a function from data. It gives the function's long name
// ("Ref", "Fn::Sub") and its argument; "" if the node is none.
func intrinsic(n *tree.Node) (name string, arg *tree.Node) {
	switch {
	case n == nil:
	case n.Kind == tree.Tagged:
		switch n.Text {
		case "!Ref", "!Condition":
			return n.Text[1:], n.Items[0]
		}
		return "Fn::" + n.Text[1:], n.Items[0]
	case n.Kind == tree.Mapping && len(n.Entries) == 1:
		entry := n.Entries[0]
		if entry.Key == "Ref" || entry.Key == "Condition" || strings.HasPrefix(entry.Key, "Fn::") {
			return entry.Key, entry.Value
		}
	}
	return "", nil
}

// isIntrinsic reports whether a node is a function.
func isIntrinsic(n *tree.Node) bool {
	name, _ := intrinsic(n)
	return name != ""
}

// isMap reports whether a node is a mapping and no function: one whose keys are
// in view.
func isMap(n *tree.Node) bool { return n != nil && n.Kind == tree.Mapping && !isIntrinsic(n) }

// isText reports whether a node is a literal text.
func isText(n *tree.Node) bool { return n != nil && n.Kind == tree.Text }

// isTrue reports whether a node is the literal boolean true.
func isTrue(n *tree.Node) bool { return n != nil && n.Kind == tree.Bool && n.Text == "true" }

// isFalse reports whether a node is the literal boolean false.
func isFalse(n *tree.Node) bool { return n != nil && n.Kind == tree.Bool && n.Text == "false" }

// isNoValue reports whether a node is what takes a property away.
func isNoValue(n *tree.Node) bool { return refTarget(n) == "AWS::NoValue" }

// refTarget gives what a Ref names, "" if the node is no Ref.
func refTarget(n *tree.Node) string {
	if name, arg := intrinsic(n); name == "Ref" {
		return text(arg)
	}
	return ""
}

// text gives the text of a scalar, "" for all else.
func text(n *tree.Node) string {
	if n.IsScalar() {
		return n.Text
	}
	return ""
}

// given gives the value under a key of a mapping; nil if there is none or it is
// null, which the transform takes for the same.
func given(n *tree.Node, path ...string) *tree.Node {
	for _, key := range path {
		n = n.Get(key)
		if n == nil || n.Kind == tree.Null {
			return nil
		}
	}
	return n
}

// isSet reports whether a value counts as given where the transform asks for
// its truth: it is not empty, zero, false or null.
func isSet(n *tree.Node) bool {
	switch {
	case n == nil:
		return false
	case n.Kind == tree.Null, isFalse(n):
		return false
	case n.Kind == tree.Text:
		return n.Text != ""
	case n.Kind == tree.Number:
		return strings.Trim(n.Text, "+-0.") != ""
	case n.Kind == tree.Sequence:
		return len(n.Items) > 0
	case n.Kind == tree.Mapping:
		return len(n.Entries) > 0
	}
	return true
}

// list gives the items of a list, and a value that is none as the only item.
func list(n *tree.Node) []*tree.Node {
	switch {
	case n == nil || n.Kind == tree.Null:
		return nil
	case n.Kind == tree.Sequence:
		return n.Items
	}
	return []*tree.Node{n}
}

// alternatives gives the values that a node may turn out to have: both of an
// Fn::If, the node itself otherwise. What takes the node away is left out.
func alternatives(n *tree.Node) []*tree.Node {
	name, arg := intrinsic(n)
	if name != "Fn::If" || arg.Kind != tree.Sequence || len(arg.Items) != 3 {
		if n == nil {
			return nil
		}
		return []*tree.Node{n}
	}
	var found []*tree.Node
	for _, item := range arg.Items[1:] {
		if !isNoValue(item) {
			found = append(found, item)
		}
	}
	return found
}

// at makes nodes that stand at a place.
func at(place source.Range) tree.Builder { return tree.Builder{At: place} }

// ref makes a reference to a resource.
func ref(b tree.Builder, id string) *tree.Node { return b.Call("Ref", b.Text(id)) }

// getAtt makes a reference to an attribute of a resource.
func getAtt(b tree.Builder, id, attribute string) *tree.Node {
	return b.Call("Fn::GetAtt", b.List(b.Text(id), b.Text(attribute)))
}

// sub makes a text with variables, of which own are its own.
func sub(b tree.Builder, pattern string, own ...tree.Entry) *tree.Node {
	if len(own) == 0 {
		return b.Call("Fn::Sub", b.Text(pattern))
	}
	return b.Call("Fn::Sub", b.List(b.Text(pattern), b.Map(own...)))
}

// when makes a value that is there only if a condition holds; the value itself
// without a condition.
func when(b tree.Builder, condition string, value *tree.Node) *tree.Node {
	if condition == "" {
		return value
	}
	return b.Call("Fn::If", b.List(b.Text(condition), value, ref(b, "AWS::NoValue")))
}
