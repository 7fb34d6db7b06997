package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// readParameters gives what a reference to each parameter stands for: the value
// that is given, or the default. One that is looked up elsewhere has none.
// The region, where it is given, is one of them.
func readParameters(section *tree.Node, values map[string]string) map[string]*tree.Node {
	parameters := map[string]*tree.Node{}
	if region, ok := values["AWS::Region"]; ok {
		parameters["AWS::Region"] = at(source.Range{}).Text(region)
	}
	if section == nil || section.Kind != tree.Mapping {
		return parameters
	}
	for _, entry := range section.Entries {
		if strings.HasPrefix(text(entry.Value.Get("Type")), "AWS::SSM::Parameter::Value") {
			continue
		}
		if value, ok := values[entry.Key]; ok {
			parameters[entry.Key] = at(entry.KeyAt).Text(value)
		} else if fallback := given(entry.Value, "Default"); fallback != nil {
			parameters[entry.Key] = fallback
		}
	}
	return parameters
}

// decided gives what a node stands for where the transform needs a literal: the
// value of the parameter that it refers to, else the node itself.
func (e *expander) decided(n *tree.Node) *tree.Node {
	if value := e.parameters[refTarget(n)]; value != nil {
		return value
	}
	return n
}

// undecided reports whether a node refers to a parameter whose value is not
// known here. The transform will know it.
func (e *expander) undecided(n *tree.Node) bool {
	target := refTarget(n)
	return target != "" && e.parameters[target] == nil &&
		(strings.HasPrefix(target, "AWS::") || given(e.root, "Parameters", target) != nil)
}

// isUndeclared reports whether a name stands for nothing that the template
// declares.
func (e *expander) isUndeclared(name string) bool {
	return name != "" && e.item[name] == nil && given(e.root, "Parameters", name) == nil && !strings.HasPrefix(name, "AWS::")
}

// resolved gives a node in which references to parameters are replaced by their
// values. It serves to name things; what goes into the template keeps the
// references.
func (e *expander) resolved(n *tree.Node) *tree.Node {
	if n == nil || !e.spend(1) {
		return n
	}
	if value := e.decided(n); value != n {
		return value
	}
	if name, arg := intrinsic(n); name == "Fn::Sub" && arg.IsScalar() {
		return at(n.At).Call(name, at(arg.At).Text(e.substituted(arg.Text)))
	}
	c := n.Own()
	for i, item := range c.Items {
		c.Items[i] = e.resolved(item)
	}
	for i, entry := range c.Entries {
		c.Entries[i].Value = e.resolved(entry.Value)
	}
	return c
}

// substituted puts the values of parameters into the text of a Fn::Sub.
func (e *expander) substituted(pattern string) string {
	var b strings.Builder
	for {
		start := strings.Index(pattern, "${")
		if start < 0 {
			break
		}
		length := strings.IndexByte(pattern[start:], '}')
		if length < 0 {
			break
		}
		name := pattern[start+2 : start+length]
		b.WriteString(pattern[:start])
		if value := e.parameters[name]; value.IsScalar() {
			b.WriteString(value.Text)
		} else {
			b.WriteString(pattern[start : start+length+1])
		}
		pattern = pattern[start+length+1:]
	}
	return b.String() + pattern
}
