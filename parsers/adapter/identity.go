package adapter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// identity reads the policies of a role, a user or a group, or one that is
// attached to them. Only those that speak of API Gateway are kept.
type identity struct {
	// document is an attribute with one; inline is one with blocks that each
	// have one under inlineDocument.
	document, inline, inlineDocument string
	// name and trust are a role's.
	name, trust string
}

func (n identity) read(m *model.Model, r reader) {
	if n.trust != "" {
		role := &model.Role{Entity: r.entity(""), Name: r.text(n.name)}
		role.Trust = statements(r.Get(n.trust), &role.TrustSet)
		m.Roles = append(m.Roles, role)
	}
	n.add(m, r, r.entity("policy"), r.at(n.document))
	inline, _ := blocks(r.at(n.inline))
	for i, block := range inline {
		n.add(m, r, r.part(fmt.Sprintf("policy-%d", i), block), block.Get(n.inlineDocument))
	}
}

func (n identity) add(m *model.Model, r reader, entity model.Entity, document value.Value) {
	if !concernsAPIs(document) {
		return
	}
	policy := &model.Policy{Entity: entity, Carrier: model.OnIdentity, Owner: r.self(), Document: document}
	policy.Statements = statements(document, &policy.StatementsSet)
	m.IdentityPolicies = append(m.IdentityPolicies, policy)
}

// concernsAPIs reports whether a document speaks of calling or managing APIs.
func concernsAPIs(v value.Value) bool {
	if inner := v.Inner(); inner != nil {
		return concernsAPIs(*inner)
	}
	return slices.ContainsFunc(v.Parts(), func(part value.Part) bool {
		text := strings.ToLower(part.Literal)
		return strings.Contains(text, "execute-api") || strings.Contains(text, "apigateway")
	}) || slices.ContainsFunc(v.Items(), concernsAPIs) || slices.ContainsFunc(v.Entries(), func(entry value.Entry) bool {
		return concernsAPIs(entry.Value)
	})
}
