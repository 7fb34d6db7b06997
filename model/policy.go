package model

import "github.com/gatelint/gatelint/internal/value"

// The things that a policy document may be attached to.
const (
	OnAPI      = "api"
	OnDomain   = "domain"
	OnEndpoint = "vpc_endpoint"
	// OnIdentity is a role, a user, a group, or what is attached to them.
	OnIdentity = "identity"
)

// Policy is a resource policy or an identity policy: a document, and what it is
// attached to.
type Policy struct {
	Entity
	// Carrier is OnAPI, OnDomain, OnEndpoint or OnIdentity.
	Carrier string
	Owner   value.Value
	API     *API
	// Document is the whole document, absent if nothing is attached.
	Document   value.Value
	Statements []*Statement
	// StatementsSet is complete if all statements were read.
	StatementsSet Set
	// Refusals are the calls that a resource policy of a REST API certainly
	// refuses, by cause; filled by facts/iam. There are none where another
	// policy may be attached in its place.
	Refusals []*Refusal
}

// Describe shows the policy's fields.
func (p *Policy) Describe(v Visitor) {
	p.describe(v)
	v.Text("carrier", p.Carrier)
	v.Text("api_id", idOf(p.API))
	v.Value("document", &p.Document)
	v.Set("statements", &p.StatementsSet, describers(p.Statements))
	v.List("refusals", describers(p.Refusals))
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
	// Principals are those that Principal names, as far as it is known.
	Principals []*Principal
	// The facts below are booleans and filled by facts/iam. PrincipalEmpty says
	// that Principal is written and names nobody.
	PrincipalEmpty value.Value
	// GrantsInvoke says that an action of the list lets callers invoke an API
	// (execute-api:Invoke or a pattern over it).
	GrantsInvoke value.Value
	// GrantsManagement says that an action of the list is for managing APIs.
	GrantsManagement value.Value
	// MissesInvoke says that a resource is that of calls, and no action of the
	// list is one that callers need: to invoke, to empty the cache, or to post
	// to connections.
	MissesInvoke value.Value
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
	v.List("principals", describers(s.Principals))
	v.Fact("principal_empty", &s.PrincipalEmpty)
	v.Fact("grants_invoke", &s.GrantsInvoke)
	v.Fact("grants_management", &s.GrantsManagement)
	v.Fact("misses_invoke", &s.MissesInvoke)
}

// Principal is one of those that a statement names.
type Principal struct {
	// Kind is the key that it stands under: AWS, Service, ...; "" if none.
	Kind string
	Name value.Value
	// Fault says why it is none that a policy may name, absent if it is well
	// formed, unknown if that cannot be told. Filled by facts/iam.
	Fault value.Value
}

// Describe shows the principal's fields.
func (p *Principal) Describe(v Visitor) {
	v.Text("kind", p.Kind)
	v.Fact("name", &p.Name)
	v.Fact("fault", &p.Fault)
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
