package tree

import (
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
)

// size is how large a node is once its aliases are expanded.
type size struct{ nodes, depth int }

// measurer sizes nodes, each once, so that a document which would explode is
// refused before anything of it is built.
type measurer struct {
	sizes  map[*yaml.Node]size // of what aliases point at
	open   map[*yaml.Node]bool // anchored nodes that are being measured
	limits source.Limits
	bad    *yaml.Node
	cause  func(at source.Range) *source.Problem
}

// measure refuses documents that are too large or nested too deeply when their
// aliases are expanded, and aliases that lead back to themselves.
func (b *yamlBuilder) measure(root *yaml.Node, limits source.Limits) *source.Problem {
	m := &measurer{sizes: map[*yaml.Node]size{}, open: map[*yaml.Node]bool{}, limits: limits}
	m.size(root, 0)
	if m.bad == nil {
		return nil
	}
	return m.cause(b.place(m.bad))
}

// size gives the size of a node that stands at a depth; zero once something is
// refused.
func (m *measurer) size(n *yaml.Node, depth int) size {
	if m.bad != nil {
		return size{}
	}
	if n.Kind == yaml.AliasNode {
		return m.alias(n, depth)
	}
	if n.Anchor != "" {
		m.open[n] = true
		defer delete(m.open, n)
	}
	total := size{nodes: 1}
	if n.Kind != yaml.ScalarNode {
		depth++
		total.depth = 1
		if depth > m.limits.Depth {
			m.tooDeep(n)
			return size{}
		}
	}
	for _, child := range n.Content {
		below := m.size(child, depth)
		total.nodes += below.nodes
		total.depth = max(total.depth, 1+below.depth)
		if total.nodes > m.limits.Nodes && m.bad == nil {
			m.refuse(child, func(at source.Range) *source.Problem { return tooMany(at, m.limits.Nodes) })
		}
	}
	if n.Anchor != "" {
		m.sizes[n] = total
	}
	return total
}

func (m *measurer) alias(n *yaml.Node, depth int) size {
	if m.open[n.Alias] {
		m.refuse(n, func(at source.Range) *source.Problem {
			return &source.Problem{Kind: source.Unreadable, At: at, Message: "the alias *" + clip(n.Value) + " contains itself"}
		})
		return size{}
	}
	target := m.sizes[n.Alias]
	if depth+target.depth > m.limits.Depth {
		m.tooDeep(n)
	}
	return target
}

func (m *measurer) tooDeep(n *yaml.Node) {
	m.refuse(n, func(at source.Range) *source.Problem { return tooDeep(at, m.limits.Depth) })
}

func (m *measurer) refuse(n *yaml.Node, cause func(at source.Range) *source.Problem) {
	if m.bad == nil {
		m.bad, m.cause = n, cause
	}
}
