package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// functionOf tells an intrinsic function from data. It gives the function's long
// name ("Ref", "Fn::Sub") and its argument; "" if the node is none.
func functionOf(n *tree.Node) (name string, arg *tree.Node) {
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
		if strings.HasPrefix(entry.Key, "Fn::") {
			return entry.Key, entry.Value
		}
		if inner, _ := functionOf(entry.Value); entry.Key == "Ref" && (entry.Value.IsScalar() || inner != "") {
			return entry.Key, entry.Value
		}
	}
	return "", nil
}

// conditionNamed gives the name in {Condition: name} and "!Condition name". Only
// where a condition is wanted does this mean one: policies have a key of the
// same name.
func conditionNamed(n *tree.Node) string {
	name, arg := functionOf(n)
	if name == "" && n != nil && n.Kind == tree.Mapping && len(n.Entries) == 1 {
		name, arg = n.Entries[0].Key, n.Entries[0].Value
	}
	if name != "Condition" {
		return ""
	}
	return textOf(arg)
}

// arguments gives the arguments of a function that takes a list.
func arguments(arg *tree.Node) []*tree.Node {
	if arg == nil || arg.Kind != tree.Sequence {
		return nil
	}
	return arg.Items
}

// mentions calls visit for everything that a node refers to by Ref, by
// Fn::GetAtt or inside Fn::Sub: attr is "" for Ref.
func mentions(n *tree.Node, visit func(name, attr string)) {
	n.Walk(func(n *tree.Node) bool {
		name, arg := functionOf(n)
		switch name {
		case "Ref":
			visit(textOf(arg), "")
		case "Fn::GetAtt":
			if id, attr := attribute(arg); id != "" {
				visit(id, attr)
			}
		case "Fn::Sub":
			text, own := substitution(arg)
			for _, piece := range pieces(text) {
				if piece.name == "" || own.Get(piece.name) != nil {
					continue
				}
				id, attr, _ := strings.Cut(piece.name, ".")
				visit(id, attr)
			}
		}
		return true
	})
}

// attribute gives the logical id and the attribute's name of a Fn::GetAtt; ""
// where they are not plain texts.
func attribute(arg *tree.Node) (id, attr string) {
	if arg.IsScalar() {
		id, attr, _ = strings.Cut(arg.Text, ".")
		return id, attr
	}
	if items := arguments(arg); len(items) == 2 {
		return textOf(items[0]), textOf(items[1])
	}
	return "", ""
}

// substitution gives the text of a Fn::Sub and its own variables, nil if it has
// none.
func substitution(arg *tree.Node) (text *tree.Node, own *tree.Node) {
	if arg.IsScalar() {
		return arg, nil
	}
	if items := arguments(arg); len(items) == 2 && items[0].IsScalar() && items[1].Kind == tree.Mapping {
		return items[0], items[1]
	}
	return nil, nil
}

// piece is a stretch of a Fn::Sub's text: literal, or the name of a variable.
type piece struct {
	literal, name string
	// at is the offset at which it stands in the text.
	at int
}

// pieces cuts the text of a Fn::Sub apart.
func pieces(node *tree.Node) []piece {
	if node == nil {
		return nil
	}
	text := node.Text
	var found []piece
	for at := 0; at < len(text); {
		start := strings.Index(text[at:], "${")
		if start < 0 {
			return append(found, piece{literal: text[at:], at: at})
		}
		start += at
		length := strings.IndexByte(text[start:], '}')
		if length < 0 {
			return append(found, piece{literal: text[at:], at: at})
		}
		if start > at {
			found = append(found, piece{literal: text[at:start], at: at})
		}
		inside := text[start+2 : start+length]
		if strings.HasPrefix(inside, "!") {
			// The exclamation mark keeps the rest as it is.
			found = append(found, piece{literal: "${" + inside[1:] + "}", at: start})
		} else {
			found = append(found, piece{name: strings.TrimSpace(inside), at: start})
		}
		at = start + length + 1
	}
	return found
}
