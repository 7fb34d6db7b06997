package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
)

// digests are the functions whose result changes with their arguments, and with
// nothing else.
var digests = map[string]bool{
	"base64encode": true, "base64gzip": true, "base64sha256": true, "base64sha512": true, "compact": true, "concat": true,
	"distinct": true, "flatten": true, "format": true, "join": true, "jsonencode": true, "keys": true, "md5": true, "merge": true,
	"sha1": true, "sha256": true, "sha512": true, "sort": true, "tolist": true, "tomap": true, "toset": true, "tostring": true,
	"values": true, "yamlencode": true,
}

// traced gives the triggers of a resource with the references that each of them
// rests on, also where they are lost in a hash. A trigger without any may rest on
// something that is no resource: a file, the time, a variable.
func (i *instance) traced(attr *hclsyntax.Attribute, triggers value.Value) value.Value {
	object, ok := attr.Expr.(*hclsyntax.ObjectConsExpr)
	if !ok || triggers.Open() {
		return triggers
	}
	written := map[string]hclsyntax.Expression{}
	for _, item := range object.Items {
		key, diagnostics := item.KeyExpr.Value(nil) // a name or a plain text
		if diagnostics.HasErrors() || key.Type() != cty.String || !key.IsKnown() || key.IsNull() {
			return triggers
		}
		written[key.AsString()] = item.ValueExpr
	}
	traced := slices.Clone(triggers.Entries())
	for n, entry := range traced {
		item := written[entry.Key]
		if item == nil || !i.scope.digests(item, map[string]bool{}) {
			continue
		}
		var refs []value.Ref
		for _, address := range i.scope.mentionedBy(item) {
			refs = append(refs, value.Ref{Address: address, Attr: "id"})
		}
		traced[n].Value = entry.Value.WithRefs(refs...)
	}
	return value.OfMap(traced, false, triggers.At)
}

// digests reports whether an expression certainly rests on resources alone.
// seen are the local values on the way.
func (s *scope) digests(node hclsyntax.Node, seen map[string]bool) bool {
	all := true
	_ = hclsyntax.VisitAll(node, func(node hclsyntax.Node) hcl.Diagnostics {
		switch x := node.(type) {
		case *hclsyntax.FunctionCallExpr:
			all = all && digests[x.Name]
		case *hclsyntax.ConditionalExpr, *hclsyntax.ForExpr:
			all = false
		case *hclsyntax.ScopeTraversalExpr:
			all = all && s.isDigested(nameOf(x.Traversal), seen)
		}
		return nil
	})
	return all
}

// isDigested reports whether a name is a resource's, or that of a local value
// which rests on resources alone.
func (s *scope) isDigested(name string, seen map[string]bool) bool {
	if b := s.module.byAddress[name]; b != nil {
		return !b.data
	}
	local, isLocal := strings.CutPrefix(name, "local.")
	attr := s.module.locals[local]
	if !isLocal || attr == nil || seen[local] {
		return false
	}
	seen[local] = true
	return s.digests(attr.Expr, seen)
}
