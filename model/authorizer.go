package model

import "github.com/gatelint/gatelint/internal/value"

// Authorizer decides who may call the routes that name it.
type Authorizer struct {
	Entity
	Owner value.Value
	API   *API
	// Protocol is the API's, unknown if the API is not found.
	Protocol value.Value
	Name     value.Value
	// Kind is TOKEN, REQUEST, COGNITO_USER_POOLS or JWT.
	Kind value.Value
	// URI names the Lambda function, Credentials the role to call it with.
	URI, Credentials value.Value
	// Role is that role, nil where it is none of ours.
	Role *Role
	// IdentitySources is a list of expressions that select the identity, such
	// as "method.request.header.Authorization" or "$request.header.Authorization".
	IdentitySources value.Value
	// Validation is the regular expression that a token must match.
	Validation value.Value
	// TTLSeconds is how long an answer is kept, 0 if it is not.
	TTLSeconds value.Value
	// ProviderARNs is a list of Cognito user pools.
	ProviderARNs value.Value
	// Issuer and Audience, a list, are what a JWT must hold.
	Issuer, Audience value.Value
	// PayloadFormat is the version of the function's event, "1.0" or "2.0",
	// of an HTTP API.
	PayloadFormat value.Value
	// SimpleResponses says that the function answers with a boolean.
	SimpleResponses value.Value

	// Backend says what the URI calls; filled by facts/backend.
	Backend Backend
	// WaitSeconds is how long API Gateway waits for the function's answer;
	// filled by facts/waiting.
	WaitSeconds value.Value
	// RefusesPreflight is true if the preflight requests of browsers certainly
	// are refused without asking the function; filled by facts/preflight.
	RefusesPreflight value.Value
}

// Describe shows the authorizer's fields.
func (a *Authorizer) Describe(v Visitor) {
	a.describe(v)
	v.Text("api_id", idOf(a.API))
	v.Value("protocol", &a.Protocol)
	v.Value("name", &a.Name)
	v.Value("authorizer_type", &a.Kind)
	v.Value("uri", &a.URI)
	v.Value("credentials", &a.Credentials)
	v.Text("role_id", idOf(a.Role))
	v.Value("identity_sources", &a.IdentitySources)
	v.Value("validation", &a.Validation)
	v.Value("ttl_seconds", &a.TTLSeconds)
	v.Value("provider_arns", &a.ProviderARNs)
	v.Value("issuer", &a.Issuer)
	v.Value("audience", &a.Audience)
	v.Value("payload_format", &a.PayloadFormat)
	v.Value("simple_responses", &a.SimpleResponses)
	v.Object("backend", &a.Backend)
	v.Fact("wait_seconds", &a.WaitSeconds)
	v.Fact("refuses_preflight", &a.RefusesPreflight)
}
