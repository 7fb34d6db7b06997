package model

import "github.com/gatelint/gatelint/internal/value"

// Route is a method of a REST API or a route of an HTTP or WebSocket API.
type Route struct {
	Entity
	Owner value.Value
	API   *API
	// Protocol is the API's, unknown if the API is not found.
	Protocol value.Value
	// Resource is the path node of a REST method, Target the integration of a
	// v2 route ("integrations/ID"); both serve joins.
	Resource, Target value.Value
	// Method is the verb, upper-case, or ANY; Path the whole path; Key the
	// route key of a v2 route ("GET /orders", "$default").
	Method, Path, Key value.Value
	// Authorization is NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT.
	Authorization value.Value
	// AuthorizerID names the authorizer; Authorizer is nil where it is none of
	// ours.
	AuthorizerID value.Value
	Authorizer   *Authorizer
	// Scopes is a list of what a token must allow, one of them.
	Scopes value.Value
	// KeyRequired says that callers need an API key.
	KeyRequired value.Value
	// RequestParameters maps parameters of the request
	// ("method.request.querystring.page") to whether they are required.
	RequestParameters value.Value

	// Integration is nil where none is joined to the route.
	Integration *Integration
	// IntegrationSet is complete if no other integration can belong to it.
	IntegrationSet     Set
	MethodResponses    []*MethodResponse
	MethodResponsesSet Set
}

// Describe shows the route's fields.
func (r *Route) Describe(v Visitor) {
	r.describe(v)
	v.Text("api_id", idOf(r.API))
	v.Value("protocol", &r.Protocol)
	v.Value("method", &r.Method)
	v.Value("path", &r.Path)
	v.Value("key", &r.Key)
	v.Value("authorization", &r.Authorization)
	v.Value("authorizer", &r.AuthorizerID)
	v.Text("authorizer_id", idOf(r.Authorizer))
	v.Value("scopes", &r.Scopes)
	v.Value("key_required", &r.KeyRequired)
	v.Value("request_parameters", &r.RequestParameters)
	v.Text("integration_id", idOf(r.Integration))
	v.Set("method_responses", &r.MethodResponsesSet, describers(r.MethodResponses))
}

// MethodResponse declares a status code that a REST method may answer with.
type MethodResponse struct {
	Entity
	Owner, Resource, Method value.Value
	StatusCode              value.Value
	// Parameters maps "method.response.header.NAME" to whether it is required.
	Parameters value.Value
}

// Describe shows the method response's fields.
func (m *MethodResponse) Describe(v Visitor) {
	m.describe(v)
	v.Value("status_code", &m.StatusCode)
	v.Value("parameters", &m.Parameters)
}
