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

	Routes      []*Route
	RoutesSet   Set
	Stages      []*Stage
	StagesSet   Set
	Deployments []*Deployment
	// DeploymentsSet is complete if no other deployment can exist.
	DeploymentsSet Set
	// Policies are the resource policies attached to it.
	Policies    []*Policy
	PoliciesSet Set
}

// Describe shows the API's fields.
func (a *API) Describe(v Visitor) {
	a.describe(v)
	v.Value("protocol", &a.Protocol)
	v.Value("name", &a.Name)
	v.Value("endpoint_type", &a.EndpointType)
	v.Value("body", &a.Body)
	v.Set("routes", &a.RoutesSet.Complete, references(a.Routes))
	v.Set("stages", &a.StagesSet.Complete, references(a.Stages))
	v.Set("deployments", &a.DeploymentsSet.Complete, references(a.Deployments))
	v.Set("policies", &a.PoliciesSet.Complete, references(a.Policies))
}

// PathNode is one segment of a REST API's path tree.
type PathNode struct {
	Entity
	Owner, Parent, PathPart value.Value
	// Path is the whole path from the root, "/orders/{id}".
	Path value.Value
}

// Deployment is a snapshot of an API that stages serve.
type Deployment struct {
	Entity
	Owner value.Value
	API   *API
	// StageName is the stage that the deployment makes by itself, absent if
	// it makes none.
	StageName value.Value
}

// Stage is a named way to call a deployed API.
type Stage struct {
	Entity
	Owner value.Value
	API   *API
	Name  value.Value
}

// Describe shows the stage's fields.
func (s *Stage) Describe(v Visitor) {
	s.describe(v)
	v.Text("api_id", idOf(s.API))
	v.Value("name", &s.Name)
}

// Throttle is one pair of limits that a stage sets for all or some of its
// routes.
type Throttle struct {
	Entity
	// Scope says what it limits, for people: "all routes", "GET /orders".
	Scope string
	// Burst is in requests, Rate in requests per second; absent if the dialect
	// sends no limit then, known 0 with reason default if it sends 0.
	Burst, Rate value.Value
}

// Describe shows the throttle's fields.
func (t *Throttle) Describe(v Visitor) {
	t.describe(v)
	v.Text("scope", t.Scope)
	v.Value("burst", &t.Burst)
	v.Value("rate", &t.Rate)
}
