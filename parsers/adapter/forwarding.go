package adapter

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// forwardingPolicy reads a cache policy or an origin request policy.
type forwardingPolicy struct {
	kind, name                                                               string
	headerBehavior, headers, queryBehavior, queries, cookieBehavior, cookies string
	minTTL, defaultTTL, maxTTL                                               string
}

func (n forwardingPolicy) read(m *model.Model, r reader) {
	m.ForwardingPolicies = append(m.ForwardingPolicies, &model.ForwardingPolicy{
		Entity: r.entity(""), Kind: n.kind, Name: r.named(n.name), PolicyID: value.Unset(r.At),
		HeaderBehavior: r.named(n.headerBehavior), Headers: value.AsList(r.at(n.headers)),
		QueryBehavior: r.named(n.queryBehavior), Queries: value.AsList(r.at(n.queries)),
		CookieBehavior: r.named(n.cookieBehavior), Cookies: value.AsList(r.at(n.cookies)),
		MinTTL: value.AsNumber(r.at(n.minTTL)), DefaultTTL: value.AsNumber(r.at(n.defaultTTL)),
		MaxTTL: value.AsNumber(r.at(n.maxTTL)),
	})
}

// tfPolicyLookup reads a policy that is looked up by its name.
func tfPolicyLookup(kind string) read {
	return func(m *model.Model, r reader) {
		name, unknown := r.text("name"), value.NotKnown(value.Data, r.Address, r.At)
		if name.IsAbsent() {
			name = unknown
		}
		m.ForwardingPolicies = append(m.ForwardingPolicies, &model.ForwardingPolicy{
			Entity: r.entity(""), Kind: kind, Name: name, LookedUp: true, PolicyID: r.text("id"),
			HeaderBehavior: unknown, Headers: unknown, QueryBehavior: unknown, Queries: unknown,
			CookieBehavior: unknown, Cookies: unknown, MinTTL: unknown, DefaultTTL: unknown, MaxTTL: unknown,
		})
	}
}
