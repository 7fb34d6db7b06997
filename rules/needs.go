package rules

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// need is something without which certain rules cannot apply, so that their
// policies need not be loaded.
type need struct {
	name string
	// in reports whether a model has it, by what is or by what may be.
	in func(m *model.Model, is certainty) bool
}

// needs lists what the metadata of a rule may name: the kinds of entities, and
// features of them.
var needs = []need{
	{"api", func(m *model.Model, _ certainty) bool { return len(m.APIs) > 0 }},
	{"route", func(m *model.Model, _ certainty) bool { return len(m.Routes) > 0 }},
	{"integration", func(m *model.Model, _ certainty) bool { return len(m.Integrations) > 0 }},
	{"vpc-link", func(m *model.Model, _ certainty) bool { return len(m.VPCLinks) > 0 }},
	{"deployment", func(m *model.Model, _ certainty) bool { return len(m.Deployments) > 0 }},
	{"stage", func(m *model.Model, _ certainty) bool { return len(m.Stages) > 0 }},
	{"throttle", func(m *model.Model, _ certainty) bool { return len(m.Throttles) > 0 }},
	{"function", func(m *model.Model, _ certainty) bool { return len(m.Functions) > 0 }},
	{"permission", func(m *model.Model, _ certainty) bool { return len(m.Permissions) > 0 }},
	{"policy", func(m *model.Model, _ certainty) bool { return len(m.Policies) > 0 }},
	{"statement", func(m *model.Model, _ certainty) bool { return len(m.Policies)+len(m.IdentityPolicies) > 0 }},
	{"refusal", func(m *model.Model, _ certainty) bool {
		return slices.ContainsFunc(m.Policies, func(p *model.Policy) bool { return len(p.Refusals) > 0 })
	}},
	{"vpc-endpoint", func(m *model.Model, _ certainty) bool { return len(m.Endpoints) > 0 }},
	{"domain", func(m *model.Model, _ certainty) bool { return len(m.Domains) > 0 }},
	{"certificate", func(m *model.Model, _ certainty) bool { return len(m.Certificates) > 0 }},
	{"distribution", func(m *model.Model, _ certainty) bool { return len(m.Distributions) > 0 }},
	{"record", func(m *model.Model, _ certainty) bool { return len(m.Records) > 0 }},
	{"protocol-http", func(m *model.Model, is certainty) bool {
		return slices.ContainsFunc(m.APIs, func(a *model.API) bool { return is(a.Protocol, model.HTTP) })
	}},
	{"lambda", func(m *model.Model, is certainty) bool {
		return slices.ContainsFunc(m.Integrations, func(i *model.Integration) bool {
			return is(i.Backend.Service, "lambda")
		})
	}},
	{"mock", func(m *model.Model, is certainty) bool {
		return slices.ContainsFunc(m.Integrations, func(i *model.Integration) bool {
			return is(i.Type, "MOCK")
		})
	}},
	{"private-api", func(m *model.Model, is certainty) bool {
		return slices.ContainsFunc(m.APIs, func(a *model.API) bool {
			return is(a.EndpointType, "PRIVATE")
		})
	}},
	{"stage-host", func(m *model.Model, is certainty) bool {
		return slices.ContainsFunc(m.Records, func(r *model.Record) bool {
			return slices.ContainsFunc(r.Targets, func(t *model.Target) bool {
				return is(t.Host.Class, "stage")
			})
		})
	}},
}

// Needs lists the names that a rule's metadata may use under needs.
func Needs() []string {
	names := make([]string, len(needs))
	for i, n := range needs {
		names[i] = n.name
	}
	return names
}

// applicable gives those rules whose needs the model certainly meets.
func applicable(rules []*Rule, m *model.Model) []*Rule { return meeting(rules, m, is) }

// possible gives those rules whose needs the model may meet.
func possible(rules []*Rule, m *model.Model) []*Rule { return meeting(rules, m, mayBe) }

func meeting(rules []*Rule, m *model.Model, is certainty) []*Rule {
	met := make(map[string]bool, len(needs))
	for _, n := range needs {
		met[n.name] = n.in(m, is)
	}
	var list []*Rule
	for _, rule := range rules {
		if rule.HasPolicy() && !slices.ContainsFunc(rule.Needs, func(name string) bool { return !met[name] }) {
			list = append(list, rule)
		}
	}
	return list
}

// certainty says of a value whether it is a text.
type certainty func(v value.Value, text string) bool

func mayBe(v value.Value, text string) bool { return v.IsUnknown() || is(v, text) }

func is(v value.Value, text string) bool {
	known, ok := v.Text()
	return ok && known == text
}
