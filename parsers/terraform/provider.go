package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
)

// provider is one configuration of the AWS provider.
type provider struct {
	// address names it in references: "" for the default one of the root.
	address string
	scope   *scope
	block   *hclsyntax.Block // nil if nothing configures it
}

// provider gives the configuration that a name ("aws", "aws.east") stands for
// in a module.
func (s *scope) provider(name string) *provider {
	if p := s.providers[name]; p != nil {
		return p
	}
	p := s.findProvider(name)
	s.providers[name] = p
	return p
}

func (s *scope) findProvider(name string) *provider {
	if b := s.module.providers[name]; b != nil {
		return &provider{address: s.providerAddress(name), scope: s, block: b}
	}
	if s.parent == nil {
		return &provider{address: s.providerAddress(name), scope: s}
	}
	passed, given := s.call.block.Body.Attributes["providers"]
	if given {
		if outer, ok := passedProvider(passed.Expr, name); ok {
			return s.parent.provider(outer)
		}
	}
	if !given && !strings.Contains(name, ".") || given && name == "aws" {
		return s.parent.provider(name)
	}
	return &provider{address: s.providerAddress(name), scope: s}
}

func (s *scope) providerAddress(name string) string {
	if s.path == "" && !strings.Contains(name, ".") {
		return ""
	}
	return s.prefix("provider." + name)
}

// passedProvider finds a name in the providers map of a module call.
func passedProvider(x hcl.Expression, name string) (string, bool) {
	pairs, diags := hcl.ExprMap(x)
	if diags.HasErrors() {
		return "", false
	}
	for _, pair := range pairs {
		if providerName(pair.Key) == name {
			outer := providerName(pair.Value)
			return outer, outer != ""
		}
	}
	return "", false
}

// providerName gives the name in a reference to a provider, "" if it is none.
// A quoted one is the form of old versions.
func providerName(x hcl.Expression) string {
	if traversal, diags := hcl.AbsTraversalForExpr(x); !diags.HasErrors() {
		return traversalText(traversal)
	}
	if key, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		x = key.Wrapped
	}
	if native, ok := x.(hclsyntax.Expression); ok {
		text, _ := literalText(native)
		return text
	}
	return ""
}

// provider gives the configuration that makes a resource.
func (i *instance) provider() *provider {
	if attr := i.block.Body.Attributes["provider"]; attr != nil {
		if name := providerName(attr.Expr); name != "" {
			return i.scope.provider(name)
		}
	}
	name, _, _ := strings.Cut(i.block.kind, "_")
	return i.scope.provider(name)
}

// region gives the region of a resource: its own argument (since version 6 of
// the provider), or that of its provider.
func (i *instance) region() cty.Value {
	names := []string{"region"}
	if i.block.data && i.block.kind == "aws_region" {
		names = []string{"region", "name"}
	}
	for _, name := range names {
		if attr := i.block.Body.Attributes[name]; attr != nil && i.isAWS() {
			if v := i.written(attr).Value(); !v.IsNull() {
				return v
			}
		}
	}
	return i.provider().region()
}

func (i *instance) isAWS() bool { return strings.HasPrefix(i.block.kind, "aws_") }

// region gives the region as a text, or a symbol.
func (p *provider) region() cty.Value {
	if v, ok := p.configured("region"); ok {
		if text, ok := p.scope.run.plain(v); ok {
			return cty.StringVal(text)
		}
	} else if region := p.scope.run.opts.Region; p.address == "" && region != "" {
		return cty.StringVal(region)
	}
	return p.scope.run.eval.Symbols.Ref(value.Ref{Address: p.address, Attr: "region"}, true)
}

// account gives the account as a text if the configuration allows only one, or
// a symbol.
func (p *provider) account() cty.Value {
	if v, ok := p.configured("allowed_account_ids"); ok {
		bare, _ := v.Unmark()
		if bare.IsKnown() && !bare.IsNull() && bare.CanIterateElements() && bare.LengthInt() == 1 {
			it := bare.ElementIterator()
			it.Next()
			_, only := it.Element()
			if text, ok := p.scope.run.plain(only); ok {
				return cty.StringVal(text)
			}
		}
	} else if account := p.scope.run.opts.Account; p.address == "" && account != "" {
		return cty.StringVal(account)
	}
	return p.scope.run.eval.Symbols.Ref(value.Ref{Address: p.address, Attr: "account"}, true)
}

// configured gives an argument of the provider block.
func (p *provider) configured(name string) (cty.Value, bool) {
	if p.block == nil {
		return cty.NilVal, false
	}
	attr := p.block.Body.Attributes[name]
	if attr == nil {
		return cty.NilVal, false
	}
	l := p.scope.once(providerSlot(p.block)+"."+name, attr.NameRange, func() expression.Located {
		return p.scope.run.eval.Eval(attr.Expr, p.scope.frame)
	})
	v := l.Value()
	return v, !v.IsNull()
}

func providerSlot(b *hclsyntax.Block) string { return "provider." + providerKey(b) }

// at gives where an argument of the provider is written, or its block.
func (p *provider) at(name string) source.Range {
	switch {
	case p.block == nil:
		return source.Range{}
	case p.block.Body.Attributes[name] != nil:
		return p.scope.run.eval.Range(p.block.Body.Attributes[name].Expr.Range())
	}
	return p.scope.run.eval.Range(header(p.block))
}
