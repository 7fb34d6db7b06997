package terraform

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
)

// emit hands on the resources of the module and of those that it calls.
func (s *scope) emit() {
	outer := s.run.eval.Meter.Steps
	s.run.eval.Meter.Steps = &s.steps
	defer func() { s.run.eval.Meter.Steps = outer }()

	if s.module.hasTwins {
		s.run.definition.Tainted = true
	}
	for _, b := range s.module.resources {
		for _, instance := range s.set(b).instances {
			r := instance.emit()
			s.run.definition.Resources = append(s.run.definition.Resources, r)
			if instance.acts() {
				instance.emitActor(r)
			}
		}
	}
	for _, b := range s.module.calls {
		set := s.child(b)
		if set.scopes == nil {
			s.emitUnresolved(set)
			continue
		}
		for _, child := range set.scopes {
			child.emit()
		}
	}
}

// emit gives the resource that rules and adapters see. Should reading it fail,
// which is a fault of ours, it is tainted and nothing is known of it.
func (i *instance) emit() (emitted *resource.Resource) {
	eval := i.scope.run.eval
	labels := i.block.LabelRanges
	r := &resource.Resource{
		Address:     i.address,
		Type:        i.block.kind,
		Name:        i.block.name,
		Module:      i.scope.path,
		At:          eval.Range(hcl.RangeBetween(labels[0], labels[len(labels)-1])),
		Body:        eval.Range(whole(i.block.Block)),
		Conditional: i.conditional,
		Calls:       i.scope.calls,
		Data:        i.block.data,
	}
	defer func() {
		if cause := recover(); cause != nil {
			i.scope.run.problem(source.Internal, header(i.block.Block), fmt.Sprintf("reading %s failed: %v", i.address, cause))
			r.Attrs = value.NotKnown(value.Unsupported, "", r.At)
			r.Tainted = true
			emitted = r
		}
	}()
	r.Attrs = i.attrs(r.At)
	r.DependsOn = i.dependsOn()
	r.References = i.references()
	if strings.HasPrefix(i.block.kind, "aws_") {
		r.Region, r.Account = i.place()
	}
	return r
}

// place gives the region and account of a resource.
func (i *instance) place() (region, account value.Value) {
	eval, p := i.scope.run.eval, i.provider()
	region = eval.Read(expression.Of(i.region()), hcl.Range{})
	region.At = p.at("region")
	if attr := i.block.Body.Attributes["region"]; attr != nil {
		region.At = eval.Range(attr.Expr.Range())
	}
	account = eval.Read(expression.Of(p.account()), hcl.Range{})
	account.At = p.at("allowed_account_ids")
	return region, account
}

// attrs gives everything that is written: arguments and nested blocks in the
// order of the source.
func (i *instance) attrs(at source.Range) value.Value {
	eval := i.scope.run.eval
	groups := i.groups(i.block.Body, i.frame, i.schema, "")
	entries := make([]value.Entry, 0, len(i.block.Body.Attributes)+len(groups))
	next := func(before hcl.Range) { // the blocks that come first
		for len(groups) > 0 && (before.Filename == "" || compareRanges(groups[0].at, before) < 0) {
			g := groups[0]
			entries = append(entries, value.Entry{Key: g.name, KeyAt: eval.Range(g.at), Value: eval.Read(g.list(), g.at)})
			groups = groups[1:]
		}
	}
	for _, attr := range i.block.arguments() {
		next(attr.NameRange)
		entries = append(entries, value.Entry{
			Key:   attr.Name,
			KeyAt: eval.Range(attr.NameRange),
			Value: i.read(attr),
		})
	}
	next(hcl.Range{})
	return value.OfMap(entries, false, at)
}

// read gives the value of an argument. The body of an API may be YAML, which
// cannot be told from plain text elsewhere.
func (i *instance) read(attr *hclsyntax.Attribute) value.Value {
	eval, l := i.scope.run.eval, i.written(attr)
	v := eval.Read(l, attr.Expr.Range())
	if attr.Name == "body" && v.Inner() == nil {
		if inner := eval.InnerYAML(l); inner != nil {
			v = v.WithInner(eval.Read(*inner, attr.Expr.Range()))
		}
	}
	if attr.Name == "triggers" {
		v = i.traced(attr, v)
	}
	return v
}

// attributeNames gives the names of all attributes that any expression of the
// configuration asks for, so that objects of types without a schema have them.
func (r *run) attributeNames() map[string]bool {
	if r.attributes != nil {
		return r.attributes
	}
	r.attributes = map[string]bool{}
	for _, m := range r.modules {
		for _, body := range m.bodies() {
			_ = hclsyntax.VisitAll(body, func(node hclsyntax.Node) hcl.Diagnostics {
				r.noteAttributes(node)
				return nil
			})
		}
	}
	return r.attributes
}

func (r *run) noteAttributes(node hclsyntax.Node) {
	var traversal hcl.Traversal
	switch node := node.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		traversal = node.Traversal
	case *hclsyntax.RelativeTraversalExpr:
		traversal = node.Traversal
	}
	for _, step := range traversal {
		if step, ok := step.(hcl.TraverseAttr); ok {
			r.attributes[step.Name] = true
		}
	}
}

// bodies gives all expressions and blocks of a module.
func (m *module) bodies() []hclsyntax.Node {
	var nodes []hclsyntax.Node
	for _, attr := range m.locals {
		nodes = append(nodes, attr)
	}
	for _, b := range m.outputs {
		nodes = append(nodes, b.Body)
	}
	for _, b := range m.resources {
		nodes = append(nodes, b.Body)
	}
	for _, b := range m.calls {
		nodes = append(nodes, b.Body)
	}
	return nodes
}
