package terraform

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// namespace is what stands before the dot of a name: var, local, data, a
// resource type.
type namespace struct {
	name func(name string) (expression.Located, bool)
}

// names makes a namespace of what answers for its names.
func names(name func(name string) (expression.Located, bool)) expression.Located {
	return expression.OfLazy(namespace{name})
}

func (n namespace) Attr(name string) (expression.Located, bool) { return n.name(name) }

func (n namespace) Index(key cty.Value) (expression.Located, bool) {
	if !key.IsKnown() || key.Type() != cty.String {
		return n.Whole(), true
	}
	return n.name(key.AsString())
}

func (n namespace) Shape() expression.Shape { return expression.Single }

func (n namespace) Elements() []expression.Element { return nil }

// Whole is never needed: Terraform does not allow it.
func (n namespace) Whole() expression.Located {
	return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Unsupported, ""))
}
