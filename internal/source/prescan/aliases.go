package prescan

import "go.yaml.in/yaml/v3"

// Aliases reports whether a parsed YAML document stays within a number of nodes
// and a depth once its aliases are written out. One that leads back to itself
// does not.
func Aliases(document *yaml.Node, nodes, depth int) bool {
	s := scale{nodes: nodes, depth: depth, known: map[*yaml.Node]extent{}}
	return s.weigh(document, 0).nodes > 0
}

// extent is how large a node is with its aliases written out; zero for one that
// is too large, or is not known yet.
type extent struct{ nodes, depth int }

// scale weighs nodes, each once.
type scale struct {
	nodes, depth int
	known        map[*yaml.Node]extent
}

// weigh gives the extent of a node that stands at a depth.
func (s *scale) weigh(node *yaml.Node, depth int) extent {
	if known, ok := s.known[node]; ok && depth+known.depth <= s.depth {
		return known // zero inside its own anchor
	} else if ok || depth > s.depth {
		return extent{}
	}
	s.known[node] = extent{}
	total := extent{nodes: 1}
	below := node.Content
	if node.Kind == yaml.AliasNode {
		below = []*yaml.Node{node.Alias}
	}
	for _, child := range below {
		more := s.weigh(child, depth+1)
		total.nodes += more.nodes
		total.depth = max(total.depth, 1+more.depth)
		if more.nodes == 0 || total.nodes > s.nodes {
			return extent{}
		}
	}
	s.known[node] = total
	return total
}
