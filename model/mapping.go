package model

import "github.com/gatelint/gatelint/internal/value"

// The kinds of mappings.
const (
	// BasePathMapping is how REST APIs are mapped: one segment at most.
	BasePathMapping = "base-path"
	// APIMapping is how all kinds of APIs are mapped, on regional domains.
	APIMapping = "api"
	// RoutingRule sends requests on by header or path.
	RoutingRule = "routing-rule"
)

// Mapping leads requests to a custom domain on to a stage of an API.
type Mapping struct {
	Entity
	// Kind is BasePathMapping, APIMapping or RoutingRule.
	Kind string
	// DomainName names the domain by name, id or ARN.
	DomainName value.Value
	Domain     *Domain
	Owner      value.Value
	API        *API
	// StageName is absent where callers name the stage in the path.
	StageName value.Value
	Stage     *Stage
	// Path is what requests begin with, without slashes around it; "" for the
	// root, unknown for a rule that no single path decides.
	Path value.Value
}

// Describe shows the mapping's fields.
func (m *Mapping) Describe(v Visitor) {
	m.describe(v)
	v.Text("kind", m.Kind)
	v.Value("domain_name", &m.DomainName)
	v.Text("domain_id", idOf(m.Domain))
	v.Value("api", &m.Owner)
	v.Text("api_id", idOf(m.API))
	v.Value("stage", &m.StageName)
	v.Text("stage_id", idOf(m.Stage))
	v.Value("path", &m.Path)
}
