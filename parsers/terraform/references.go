package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// maxMentioned bounds how many addresses are followed through one name: who
// refers to a module as a whole does not mention each of a thousand resources.
const maxMentioned = 256

// dependsOn gives the addresses that a resource names to wait for.
func (i *instance) dependsOn() []string {
	attr := i.block.Body.Attributes["depends_on"]
	if attr == nil {
		return nil
	}
	return sorted(i.scope.mentionedBy(attr.Expr))
}

// references gives the addresses of all resources that the expressions of a
// resource mention, also those behind locals, variables and outputs.
func (i *instance) references() []string {
	if cached, ok := i.scope.mentioned[i.block.address()]; ok {
		return cached
	}
	i.scope.mentioned[i.block.address()] = nil
	found := sorted(i.scope.mentionedBy(i.block.Body))
	i.scope.mentioned[i.block.address()] = found
	return found
}

// sorted sorts addresses and drops doubles.
func sorted(addresses []string) []string {
	addresses = slices.Clone(addresses)
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

// mentionedBy gives the addresses that expressions mention.
func (s *scope) mentionedBy(node hclsyntax.Node) []string {
	var found []string
	seen := map[string]bool{}
	_ = hclsyntax.VisitAll(node, func(node hclsyntax.Node) hcl.Diagnostics {
		x, ok := node.(*hclsyntax.ScopeTraversalExpr)
		if !ok {
			return nil
		}
		if name := nameOf(x.Traversal); name != "" && !seen[name] {
			seen[name] = true
			found = append(found, s.mentionedAs(name)...)
		}
		return nil
	})
	return found
}

// nameOf gives what a traversal names: "local.x", "aws_x.y", "data.aws_x.y",
// "module.m.output" or "module.m".
func nameOf(traversal hcl.Traversal) string {
	steps := 2
	if root := traversal.RootName(); root == "data" || root == "module" {
		steps = 3
	}
	names := []string{traversal.RootName()}
	for _, step := range traversal[1:] { // an index, as in module.m[0].output, names nothing
		if attr, ok := step.(hcl.TraverseAttr); ok && len(names) < steps {
			names = append(names, attr.Name)
		}
	}
	return strings.Join(names, ".")
}

// mentionedAs gives the addresses of the resources behind a name.
func (s *scope) mentionedAs(name string) []string {
	if found, ok := s.mentioned["name "+name]; ok {
		return found
	}
	s.mentioned["name "+name] = nil // a name that leads back to itself adds nothing
	found := s.behind(name)
	if len(found) > maxMentioned {
		found = found[:maxMentioned]
	}
	s.mentioned["name "+name] = found
	return found
}

func (s *scope) behind(name string) []string {
	root, rest, _ := strings.Cut(name, ".")
	switch root {
	case "local":
		if attr := s.module.locals[rest]; attr != nil {
			return sorted(s.mentionedBy(attr))
		}
		return nil
	case "var":
		if s.parent == nil {
			return nil
		}
		if attr := s.call.block.Body.Attributes[rest]; attr != nil && s.module.variables[rest] != nil {
			return sorted(s.parent.mentionedBy(attr))
		}
		return nil
	case "module":
		return s.behindModule(rest)
	}
	b := s.module.byAddress[name]
	if b == nil {
		return nil
	}
	set := s.set(b)
	found := make([]string, 0, len(set.instances))
	for _, instance := range set.instances {
		found = append(found, instance.address)
	}
	return found
}

// behindModule gives the addresses behind an output of a module call, or behind
// all of them.
func (s *scope) behindModule(name string) []string {
	call, output, hasOutput := strings.Cut(name, ".")
	b := s.module.byCall[call]
	if b == nil {
		return nil
	}
	var found []string
	for _, child := range s.child(b).scopes {
		for _, name := range child.module.outputOrder {
			if hasOutput && name != output {
				continue
			}
			if attr := child.module.outputs[name].Body.Attributes["value"]; attr != nil {
				found = append(found, child.mentionedBy(attr)...)
			}
		}
	}
	return sorted(found)
}
