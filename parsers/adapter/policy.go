package adapter

import (
	"fmt"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// addPolicy adds a policy document with its statements. Nothing is attached
// where the document is absent or empty.
func addPolicy(m *model.Model, r reader, carrier string, owner, document value.Value) {
	if document.IsAbsent() {
		return
	}
	if text, ok := document.Text(); ok && strings.TrimSpace(text) == "" {
		return
	}
	policy := &model.Policy{
		Entity: r.entity("policy"), Carrier: carrier, Owner: owner, Document: document,
	}
	policy.StatementsSet.Complete = true
	body := document
	if inner := document.Inner(); inner != nil {
		body = *inner
	}
	items, complete := blocks(body.Get("Statement"))
	if !complete || !body.IsKnown() || body.Kind() != value.Map {
		policy.StatementsSet.Open("the document is not known as a whole")
	}
	for i, item := range items {
		policy.Statements = append(policy.Statements, statement(item))
		if !item.IsKnown() {
			policy.StatementsSet.Open(fmt.Sprintf("statement %d is not known", i+1))
		}
	}
	m.Policies = append(m.Policies, policy)
}

// statement reads one statement of a policy document.
func statement(item value.Value) *model.Statement {
	list := func(name string) value.Value { return value.AsList(item.Get(name)) }
	return &model.Statement{
		Block: item, Sid: textOf(item, "Sid"), Effect: textOf(item, "Effect"),
		Principal: item.Get("Principal"), NotPrincipal: item.Get("NotPrincipal"),
		Actions: list("Action"), NotActions: list("NotAction"),
		Resources: list("Resource"), NotResources: list("NotResource"),
		Conditions: item.Get("Condition"),
	}
}
