package model

import "github.com/gatelint/gatelint/internal/value"

// GatewayResponse is what an API answers where it does not call a backend.
type GatewayResponse struct {
	Entity
	Owner value.Value
	API   *API
	// Kind is what it answers to: UNAUTHORIZED, DEFAULT_4XX, ...
	Kind       value.Value
	StatusCode value.Value
	// Parameters maps "gatewayresponse.header.NAME" to its source, Templates
	// content types to bodies.
	Parameters, Templates value.Value
}

// Describe shows the gateway response's fields.
func (g *GatewayResponse) Describe(v Visitor) {
	g.describe(v)
	v.Text("api_id", idOf(g.API))
	v.Value("response_type", &g.Kind)
	v.Value("status_code", &g.StatusCode)
	v.Value("parameters", &g.Parameters)
	v.Value("templates", &g.Templates)
}
