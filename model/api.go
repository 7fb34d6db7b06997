package model

import (
	"github.com/gatelint/gatelint/internal/value"
)

// Protocols of an API.
const (
	REST      = "REST"
	HTTP      = "HTTP"
	WebSocket = "WEBSOCKET"
)

// API is a REST, HTTP or WebSocket API.
type API struct {
	Entity
	// Protocol is REST, HTTP or WEBSOCKET.
	Protocol value.Value
	Name     value.Value
	// EndpointType is EDGE, REGIONAL or PRIVATE; EDGE where nothing is written
	// for a REST API, absent for the others.
	EndpointType value.Value
	// Body is an OpenAPI document that defines the routes, absent if there is
	// none.
	Body value.Value
	// Target is the integration of a quick-create HTTP API.
	Target value.Value
	// EndpointDisabled says that the API is not to be called by its default
	// host; false where nothing is written.
	EndpointDisabled value.Value
	// EndpointIDs is a list of the VPC endpoints that a private API has names
	// of its own for.
	EndpointIDs value.Value
	// BinaryMediaTypes is a list of the content types that are not text.
	BinaryMediaTypes value.Value
	// MinimumCompression is the size in bytes from which on answers are
	// compressed, absent if none are.
	MinimumCompression value.Value
	// KeySource is HEADER or AUTHORIZER: where a REST API takes API keys from.
	KeySource value.Value
	// CORS is how an HTTP API answers preflight requests by itself, absent if
	// it does not.
	CORS value.Value
	// Region and Account are where it is made.
	Region, Account value.Value

	Routes      []*Route
	RoutesSet   Set
	Stages      []*Stage
	StagesSet   Set
	Deployments []*Deployment
	// DeploymentsSet is complete if no other deployment can exist.
	DeploymentsSet Set
	// Policies are the resource policies attached to it.
	Policies       []*Policy
	PoliciesSet    Set
	Authorizers    []*Authorizer
	AuthorizersSet Set
	// GatewayResponses are its answers where it calls no backend.
	GatewayResponses    []*GatewayResponse
	GatewayResponsesSet Set
	// Mappings lead from custom domains to it.
	Mappings    []*Mapping
	MappingsSet Set
}

// Describe shows the API's fields.
func (a *API) Describe(v Visitor) {
	a.describe(v)
	v.Value("protocol", &a.Protocol)
	v.Value("name", &a.Name)
	v.Value("endpoint_type", &a.EndpointType)
	v.Value("body", &a.Body)
	v.Value("cors", &a.CORS)
	v.Set("routes", &a.RoutesSet, references(a.Routes))
	v.Set("stages", &a.StagesSet, references(a.Stages))
	v.Set("deployments", &a.DeploymentsSet, references(a.Deployments))
	v.Set("policies", &a.PoliciesSet, references(a.Policies))
	v.Set("authorizers", &a.AuthorizersSet, references(a.Authorizers))
	v.Set("gateway_responses", &a.GatewayResponsesSet, references(a.GatewayResponses))
	v.Set("mappings", &a.MappingsSet, references(a.Mappings))
}

// PathNode is one segment of a REST API's path tree.
type PathNode struct {
	Entity
	Owner, Parent, PathPart value.Value
	// Path is the whole path from the root, "/orders/{id}".
	Path value.Value
}
