package model

import "github.com/gatelint/gatelint/internal/value"

// The things that a policy document may be attached to.
const (
	OnAPI      = "api"
	OnDomain   = "domain"
	OnEndpoint = "vpc_endpoint"
)

// Policy is a resource policy: a document, and what it is attached to.
type Policy struct {
	Entity
	// Carrier is OnAPI, OnDomain or OnEndpoint.
	Carrier string
	Owner   value.Value
	API     *API
	// Document is the whole document, absent if nothing is attached.
	Document   value.Value
	Statements []*Statement
	// StatementsSet is complete if all statements were read.
	StatementsSet Set
}

// Describe shows the policy's fields.
func (p *Policy) Describe(v Visitor) {
	p.describe(v)
	v.Text("carrier", p.Carrier)
	v.Text("api_id", idOf(p.API))
	v.Value("document", &p.Document)
	v.Set("statements", &p.StatementsSet.Complete, describers(p.Statements))
}

// Statement is one statement of a policy document.
type Statement struct {
	// Block is the statement as a whole, known if it was read.
	Block value.Value
	// Sid is its name, absent if it has none.
	Sid value.Value
	// Effect is Allow or Deny.
	Effect value.Value
	// Principal and NotPrincipal are as written: "*", or a map of lists.
	Principal, NotPrincipal value.Value
	// Actions, NotActions, Resources and NotResources are lists of texts;
	// absent if the element is not written.
	Actions, NotActions     value.Value
	Resources, NotResources value.Value
	Conditions              value.Value

	// Targets are the resources with what facts/iam says of each.
	Targets []*PolicyTarget
	// GrantsInvoke is known true if an action of the list lets callers invoke
	// an API (execute-api:Invoke or a pattern over it); filled by facts/iam.
	GrantsInvoke value.Value
}

// Describe shows the statement's fields.
func (s *Statement) Describe(v Visitor) {
	v.Value("block", &s.Block)
	v.Value("sid", &s.Sid)
	v.Value("effect", &s.Effect)
	v.Value("principal", &s.Principal)
	v.Value("not_principal", &s.NotPrincipal)
	v.Value("actions", &s.Actions)
	v.Value("not_actions", &s.NotActions)
	v.Value("resources", &s.Resources)
	v.Value("not_resources", &s.NotResources)
	v.Value("conditions", &s.Conditions)
	v.List("targets", describers(s.Targets))
	v.Fact("grants_invoke", &s.GrantsInvoke)
}

// PolicyTarget is one Resource of a statement and its form.
type PolicyTarget struct {
	Resource value.Value
	// Form is "control-plane" (an ARN of the apigateway service),
	// "api-without-path" (an execute-api ARN that ends at the API's id),
	// "api-bare-slash" (the same with a slash) or "other"; unknown if it
	// cannot be told. Filled by facts/iam.
	Form value.Value
	// CoveredElsewhere is true if another Allow of the policy certainly or
	// possibly grants what this one was meant to.
	CoveredElsewhere bool
}

// Describe shows the target's fields.
func (t *PolicyTarget) Describe(v Visitor) {
	v.Fact("resource", &t.Resource)
	v.Fact("form", &t.Form)
	v.Flag("covered_elsewhere", t.CoveredElsewhere)
}
