package model

import "github.com/gatelint/gatelint/internal/value"

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
	// Bundled says that it and its responses are written inside the method. The
	// adapter has joined such an integration with its route and all responses.
	Bundled bool

	// Type is AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK.
	Type value.Value
	// Method is the verb used towards the backend.
	Method value.Value
	URI    value.Value
	// Subtype names the action of a v2 service integration ("SQS-SendMessage").
	Subtype     value.Value
	Credentials value.Value
	// Role is the role that the credentials name, nil where it is none of ours.
	Role *Role
	// RequestTemplates maps content types to templates.
	RequestTemplates value.Value
	Passthrough      value.Value
	ContentHandling  value.Value
	TimeoutMillis    value.Value
	// TransferMode is BUFFERED or STREAM.
	TransferMode value.Value
	// RequestParameters maps parameters of the request to the backend
	// ("integration.request.path.id") to where they come from.
	RequestParameters value.Value
	// CacheKeys is a list of the parameters that tell cached answers apart.
	CacheKeys value.Value
	// ConnectionType is INTERNET or VPC_LINK; ConnectionID names the VPC link
	// and ConnectionTarget, for a link that serves several, the load balancer
	// or listener behind it.
	ConnectionType, ConnectionID, ConnectionTarget value.Value
	// Link is the VPC link, nil where it is none of ours. LinkExcluded says
	// that it is declared, and not made under the conditions at hand.
	Link         *VPCLink
	LinkExcluded bool
	// ConnectionFault says what the connection id certainly is instead of a VPC
	// link's id, absent if it may be one; filled by facts/connection.
	ConnectionFault value.Value
	// TLSServerName is the name that the backend's certificate is checked for,
	// TLSUnverified says that it is not checked.
	TLSServerName, TLSUnverified value.Value
	// PayloadFormat is the version of a function's event, "1.0" or "2.0", of an
	// HTTP API.
	PayloadFormat value.Value
	// ResponseMappings change the answers of an HTTP API by status code.
	ResponseMappings    []*ResponseMapping
	ResponseMappingsSet Set

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
	// WaitSeconds is how long API Gateway waits for the backend's answer, absent
	// if it does not wait for all of it; filled by facts/waiting.
	WaitSeconds value.Value
	// Unmatched names, for people, the answers of the backend that match no
	// integration response, absent if each matches one; filled by
	// facts/selection.
	Unmatched value.Value
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
	v.Text("role_id", idOf(i.Role))
	v.Value("request_templates", &i.RequestTemplates)
	v.Value("passthrough", &i.Passthrough)
	v.Value("content_handling", &i.ContentHandling)
	v.Value("timeout_millis", &i.TimeoutMillis)
	v.Value("transfer_mode", &i.TransferMode)
	v.Value("request_parameters", &i.RequestParameters)
	v.Value("cache_keys", &i.CacheKeys)
	v.Value("connection_type", &i.ConnectionType)
	v.Value("connection", &i.ConnectionID)
	v.Text("vpc_link_id", idOf(i.Link))
	v.Fact("connection_fault", &i.ConnectionFault)
	v.Value("connection_target", &i.ConnectionTarget)
	v.Value("tls_server_name", &i.TLSServerName)
	v.Value("tls_unverified", &i.TLSUnverified)
	v.Value("payload_format", &i.PayloadFormat)
	v.Set("response_mappings", &i.ResponseMappingsSet, describers(i.ResponseMappings))
	v.Set("responses", &i.ResponsesSet, describers(i.Responses))
	v.Object("backend", &i.Backend)
	v.Fact("mock_status", &i.MockStatus)
	v.Object("invocation", &i.Invocation)
	v.Fact("wait_seconds", &i.WaitSeconds)
	v.Fact("unmatched", &i.Unmatched)
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
}

// Describe shows the integration response's fields.
func (r *IntegrationResponse) Describe(v Visitor) {
	r.describe(v)
	v.Value("status_code", &r.StatusCode)
	v.Value("selection_pattern", &r.SelectionPattern)
	v.Value("parameters", &r.Parameters)
}

// ResponseMapping changes what a backend answers with one status code.
type ResponseMapping struct {
	Entity
	StatusCode value.Value
	// Changes are what is changed; ChangesSet is complete if these are all.
	Changes    []*ResponseChange
	ChangesSet Set
	// Flat says that the changes certainly stand where CloudFormation wants a
	// list of them.
	Flat bool
}

// Describe shows the response mapping's fields.
func (r *ResponseMapping) Describe(v Visitor) {
	r.describe(v)
	v.Value("status_code", &r.StatusCode)
	v.Set("changes", &r.ChangesSet, describers(r.Changes))
	v.Flag("flat", r.Flat)
}

// ResponseChange is one change of an answer.
type ResponseChange struct {
	// Destination says what is changed, and how ("overwrite:header.x"); Source
	// is what it becomes.
	Destination, Source value.Value
}

// Describe shows the change's fields.
func (c *ResponseChange) Describe(v Visitor) {
	v.Value("destination", &c.Destination)
	v.Value("source", &c.Source)
}
