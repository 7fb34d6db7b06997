package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// conceal notes where the text of a secret stands.
func (r *run) conceal(at hcl.Range) {
	if at.Filename == "" || r.concealed[at] {
		return
	}
	r.concealed[at] = true
	if rng := r.eval.Range(at); !rng.IsZero() {
		r.definition.Secrets = append(r.definition.Secrets, rng)
	}
}

// concealVariables notes where the sensitive variables of a module get their
// values, whether anything asks for them or not.
func (s *scope) concealVariables() {
	for name, b := range s.module.variables {
		if !s.isTrue(b.Body.Attributes["sensitive"]) {
			continue
		}
		if attr := b.Body.Attributes["default"]; attr != nil {
			s.run.conceal(attr.Expr.Range())
		}
		if s.call == nil {
			continue
		}
		if attr := s.call.block.Body.Attributes[name]; attr != nil {
			s.run.conceal(attr.Expr.Range())
		}
	}
}

// concealGiven notes where files give values to sensitive variables of the root.
func (s *scope) concealGiven() {
	for name, l := range s.given {
		if b := s.module.variables[name]; b != nil && s.isTrue(b.Body.Attributes["sensitive"]) {
			s.run.conceal(l.At())
		}
	}
}

// argument gives the value of an argument the type that the provider gives it,
// and hides it where the provider says so.
func (r *run) argument(l expression.Located, known schema.Attribute, at hcl.Range) expression.Located {
	l = conform(l, known.Type)
	if known.Sensitive {
		r.conceal(at)
		l = l.Mark(cty.NewValueMarks(symbol.Sensitive{}))
	}
	return l
}
