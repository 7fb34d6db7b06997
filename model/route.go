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
	v.Text("integration_id", idOf(r.Integration))
	v.Set("method_responses", &r.MethodResponsesSet.Complete, describers(r.MethodResponses))
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

// Integration is what a route calls, and how.
type Integration struct {
	Entity
	Owner, Resource value.Value
	API             *API
	// Protocol is REST for a REST integration; for others the API's, unknown
	// if the API is not found.
	Protocol value.Value
	// RouteMethod is the verb of the REST method that it belongs to.
	RouteMethod value.Value
	// Routes are the routes that call it: one for REST, any number for v2.
	Routes []*Route
	// Bundled says that the dialect writes it and its responses inside the
	// method, so that nothing outside can add to them. The adapter has joined
	// such an integration with its route and all responses.
	Bundled bool

	// Type is AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK.
	Type value.Value
	// Method is the verb used towards the backend.
	Method value.Value
	URI    value.Value
	// Subtype names the action of a v2 service integration ("SQS-SendMessage").
	Subtype     value.Value
	Credentials value.Value
	// RequestTemplates maps content types to templates.
	RequestTemplates value.Value
	Passthrough      value.Value
	ContentHandling  value.Value
	TimeoutMillis    value.Value

	Responses    []*IntegrationResponse
	ResponsesSet Set

	// Backend says what the URI calls; filled by facts/backend.
	Backend Backend
	// MockStatus is the status code that a mock's request template sets,
	// absent if it certainly sets none; filled by facts/mock.
	MockStatus value.Value
	// Invocation says whether API Gateway may invoke the function; filled by
	// facts/invocation.
	Invocation Invocation
}

// Describe shows the integration's fields.
func (i *Integration) Describe(v Visitor) {
	i.describe(v)
	v.Text("api_id", idOf(i.API))
	v.Value("protocol", &i.Protocol)
	v.Value("route_method", &i.RouteMethod)
	v.List("routes", references(i.Routes))
	v.Value("integration_type", &i.Type)
	v.Value("method", &i.Method)
	v.Value("uri", &i.URI)
	v.Value("subtype", &i.Subtype)
	v.Value("credentials", &i.Credentials)
	v.Value("request_templates", &i.RequestTemplates)
	v.Value("passthrough", &i.Passthrough)
	v.Value("content_handling", &i.ContentHandling)
	v.Value("timeout_millis", &i.TimeoutMillis)
	v.Set("responses", &i.ResponsesSet.Complete, describers(i.Responses))
	v.Object("backend", &i.Backend)
	v.Fact("mock_status", &i.MockStatus)
	v.Object("invocation", &i.Invocation)
}

// Backend says what an integration's URI calls. Its values are absent where the
// URI certainly is none of the kind, and unknown where it cannot be told.
type Backend struct {
	// Service is "lambda", another AWS service's name ("sqs", "s3",
	// "states"), "http", or "mock".
	Service value.Value
	// Form is, for Lambda, "invocation" (the ARN that API Gateway calls) or
	// "function" (the function's own ARN).
	Form value.Value
	// FunctionID is the entity that is called, "" if it is not one of ours.
	FunctionID string
	// Qualifier is the alias or version called; absent if none.
	Qualifier value.Value
	// Function is the pointer behind FunctionID.
	Function *Function
}

// Describe shows the backend's fields.
func (b *Backend) Describe(v Visitor) {
	v.Fact("service", &b.Service)
	v.Fact("form", &b.Form)
	v.Text("function_id", b.FunctionID)
	v.Fact("qualifier", &b.Qualifier)
}

// IntegrationResponse maps a backend's answer to a status code.
type IntegrationResponse struct {
	Entity
	Owner, Resource, Method value.Value
	StatusCode              value.Value
	// SelectionPattern is a regular expression; absent or "" marks the default.
	SelectionPattern value.Value
	// Parameters maps "method.response.header.NAME" to its source.
	Parameters value.Value
	// DefaultKey says that the dialect marks the default by a key of its own,
	// so that the word "default" is right there.
	DefaultKey bool
}

// Describe shows the integration response's fields.
func (r *IntegrationResponse) Describe(v Visitor) {
	r.describe(v)
	v.Value("status_code", &r.StatusCode)
	v.Value("selection_pattern", &r.SelectionPattern)
	v.Value("parameters", &r.Parameters)
	v.Flag("default_key", r.DefaultKey)
}
