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
	policy.Statements = statements(document, &policy.StatementsSet)
	m.Policies = append(m.Policies, policy)
}

// addDocumentPolicy adds the policy that the document of an HTTP API holds, though
// only REST APIs have one. It stands where the document has it.
func addDocumentPolicy(m *model.Model, r reader, body value.Value) {
	if inner := body.Inner(); inner != nil {
		body = *inner
	}
	if !body.IsKnown() || body.Kind() != value.Map {
		return
	}
	document := body.Get("x-amazon-apigateway-policy")
	if document.IsUnknown() {
		return
	}
	before := len(m.Policies)
	addPolicy(m, r, model.OnAPI, r.self(), document)
	for _, policy := range m.Policies[before:] {
		policy.Entity = r.part("policy", document)
	}
}

// statements reads the statements of a policy document, and decides whether the
// set of them is complete.
func statements(document value.Value, set *model.Set) []*model.Statement {
	set.Complete = true
	body := document
	if inner := document.Inner(); inner != nil {
		body = *inner
	}
	items, complete := blocks(body.Get("Statement"))
	if !complete || !body.IsKnown() || body.Kind() != value.Map {
		set.OpenFor("the document is not known as a whole", body)
	}
	var read []*model.Statement
	for i, item := range items {
		read = append(read, statement(item))
		if !item.IsKnown() {
			set.OpenFor(fmt.Sprintf("statement %d is not known", i+1), item)
		}
	}
	return read
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
