package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// refer lets the template refer to something that was made of a resource as
// "<resource>.<name>".
func (e *expander) refer(of *item, name, id string) { e.aliases[of.id+"."+name] = id }

// renamed gives a tree in which such references are those to the resources that
// were made. Nodes in which nothing changes are shared.
func (e *expander) renamed(n *tree.Node) *tree.Node {
	if n == nil || len(e.aliases) == 0 {
		return n
	}
	switch name, arg := intrinsic(n); name {
	case "Ref":
		if id := e.aliases[text(arg)]; id != "" {
			return at(n.At).Call(name, at(arg.At).Text(id))
		}
		return n
	case "Fn::GetAtt":
		if target := attributeTarget(arg); target != "" {
			if renamed := e.renamedName(target); renamed != target {
				id, attribute, _ := strings.Cut(renamed, ".")
				return getAtt(at(n.At), id, attribute)
			}
			return n
		}
	case "Fn::Sub":
		return e.renamedSub(n, arg)
	}
	return e.renamedBelow(n)
}

// renamedBelow renames in everything that a node holds.
func (e *expander) renamedBelow(n *tree.Node) *tree.Node {
	changed := n
	change := func() {
		if changed == n {
			changed = n.Own()
		}
	}
	for i, item := range n.Items {
		if renamed := e.renamed(item); renamed != item {
			change()
			changed.Items[i] = renamed
		}
	}
	for i, entry := range n.Entries {
		if renamed := e.renamed(entry.Value); renamed != entry.Value {
			change()
			changed.Entries[i].Value = renamed
		}
	}
	return changed
}

// attributeTarget gives "id.attribute" of a Fn::GetAtt, "" where it is not plain
// text.
func attributeTarget(arg *tree.Node) string {
	if arg.IsScalar() {
		return arg.Text
	}
	if arg == nil || arg.Kind != tree.Sequence || len(arg.Items) != 2 || !arg.Items[0].IsScalar() || !arg.Items[1].IsScalar() {
		return ""
	}
	return arg.Items[0].Text + "." + arg.Items[1].Text
}

// renamedName replaces "Api.Stage" at the beginning of a name, "Api.Stage.Arn"
// included.
func (e *expander) renamedName(name string) string {
	parts := strings.SplitN(name, ".", 3)
	if len(parts) < 2 {
		return name
	}
	id := e.aliases[parts[0]+"."+parts[1]]
	switch {
	case id == "":
		return name
	case len(parts) == 2:
		return id
	}
	return id + "." + parts[2]
}

// renamedSub renames in the text of a Fn::Sub and in its variables.
func (e *expander) renamedSub(n, arg *tree.Node) *tree.Node {
	pattern := arg
	if arg != nil && arg.Kind == tree.Sequence && len(arg.Items) > 0 {
		pattern = arg.Items[0]
	}
	if !isText(pattern) || !strings.Contains(pattern.Text, ".") {
		return e.renamedBelow(n)
	}
	var b strings.Builder
	rest := pattern.Text
	for {
		start := strings.Index(rest, "${")
		if start < 0 {
			break
		}
		length := strings.IndexByte(rest[start:], '}')
		if length < 0 {
			break
		}
		b.WriteString(rest[:start+2] + e.renamedName(rest[start+2:start+length]) + "}")
		rest = rest[start+length+1:]
	}
	b.WriteString(rest)
	if b.String() == pattern.Text {
		return e.renamedBelow(n)
	}
	changed := at(pattern.At).Text(b.String())
	if pattern == arg {
		return at(n.At).Call("Fn::Sub", changed)
	}
	items := arg.Own()
	items.Items[0] = changed
	for i, item := range items.Items[1:] {
		items.Items[i+1] = e.renamed(item)
	}
	return at(n.At).Call("Fn::Sub", items)
}
