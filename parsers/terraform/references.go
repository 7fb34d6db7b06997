package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/resource"
)

// dependsOn gives the addresses that a resource, or a call of the modules that
// it stands in, names to wait for.
func (i *instance) dependsOn() []string {
	found := i.scope.awaitedBy(i.block.Body)
	for s := i.scope; s.parent != nil; s = s.parent {
		found = append(found, s.parent.awaitedBy(s.call.block.Body)...)
	}
	return sorted(found)
}

// awaitedBy gives the addresses behind the depends_on of a block.
func (s *scope) awaitedBy(body *hclsyntax.Body) []string {
	if attr := body.Attributes["depends_on"]; attr != nil {
		return s.mentionedBy(attr.Expr)
	}
	return nil
}

// references gives the addresses of all resources that the expressions of a
// resource mention, also those behind locals, variables and outputs, but not those
// that it only waits for.
func (i *instance) references() []string {
	if cached, ok := i.scope.mentioned[i.block.address()]; ok {
		return cached
	}
	i.scope.mentioned[i.block.address()] = nil
	var found []string
	for _, attr := range i.block.Body.Attributes {
		if attr.Name != "depends_on" {
			found = append(found, i.scope.mentionedBy(attr)...)
		}
	}
	for _, b := range i.block.Body.Blocks {
		found = append(found, i.scope.mentionedBy(b.Body)...)
	}
	found = sorted(found)
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
	if len(found) > resource.MaxMentioned {
		found = found[:resource.MaxMentioned]
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
// the module as a whole: who waits for that waits for all of its resources. Of a
// module that is not here, it is what the call hands in.
func (s *scope) behindModule(name string) []string {
	call, output, hasOutput := strings.Cut(name, ".")
	b := s.module.byCall[call]
	if b == nil {
		return nil
	}
	set := s.child(b)
	if set.unresolved() {
		return sorted(s.mentionedBy(b.Body))
	}
	var found []string
	for _, child := range set.scopes {
		if !hasOutput {
			found = append(found, child.within()...)
			continue
		}
		if block := child.module.outputs[output]; block != nil {
			found = append(found, child.mentionedBy(block.Body)...)
		}
	}
	return sorted(found)
}

// within gives the addresses of the resources in a module and in those that it
// calls, as far as a list of them goes.
func (s *scope) within() []string {
	var found []string
	for _, b := range s.module.resources {
		for _, instance := range s.set(b).instances {
			found = append(found, instance.address)
		}
	}
	for _, b := range s.module.calls {
		if len(found) > resource.MaxMentioned {
			break
		}
		set := s.child(b)
		for _, child := range set.scopes {
			found = append(found, child.within()...)
		}
		if set.unresolved() {
			found = append(found, s.mentionedBy(b.Body)...)
		}
	}
	return found
}

// unresolved reports whether there is a module to look into, and it is not here.
func (c *childSet) unresolved() bool { return c.scopes == nil && len(c.calls) > 0 }
