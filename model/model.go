// Package model is the world that policies see: the parts of an API and of what
// stands before and behind it, one shape for all dialects, joined by reference.
package model

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Entity is what all parts of the model have.
type Entity struct {
	// Address names the resource in its definition; ID is unique in the model.
	Address, ID string
	// Origin is the address of the resource that a person wrote and a transform
	// or an import made this one of; "" if it is written itself.
	Origin string
	// Label is how people speak of it in messages: "GET /orders", a name, or
	// the address.
	Label string
	// Type is the dialect's resource type.
	Type string
	// At is the header of the resource, or of the part of it that this is.
	At source.Range
	// Body is all of the resource.
	Body source.Range
	// Module is the path of module calls, Calls their places.
	Module string
	Calls  []source.Range
	// Conditional says that it may not exist, or may exist more than once.
	Conditional bool
	// Tainted says that part of it could not be read.
	Tainted bool
}

func (e *Entity) describe(v Visitor) {
	v.Text("id", e.ID)
	v.Text("address", e.Address)
	v.Text("origin", e.Origin)
	v.Text("label", e.Label)
	v.Text("type", e.Type)
	v.Text("module", e.Module)
	v.Flag("conditional", e.Conditional)
	v.Flag("tainted", e.Tainted)
	// The header as a value that is always known: a finding about something
	// missing points at it.
	header := headerOf(e)
	v.Fact("header", &header)
}

// Set says whether a group of entities is all there is. A rule about something
// missing is silent on one that is not complete.
type Set struct {
	Complete bool
	// Reason says what opened it, for people.
	Reason string
	// Cause is the value that is not known and so opened it; the zero Value
	// where it was something else.
	Cause value.Value
}

// Open marks the set as incomplete; the first reason stays.
func (s *Set) Open(reason string) { s.OpenFor(reason, value.Value{}) }

// OpenFor is Open, for a value that is not known.
func (s *Set) OpenFor(reason string, cause value.Value) {
	if s.Reason == "" {
		s.Reason, s.Cause = reason, cause
	}
	s.Complete = false
}

// Model is one definition, or one variant of it.
type Model struct {
	Dialect resource.Dialect
	Path    string
	When    []string
	// Variants says how many variants of the definition there are.
	Variants int

	APIs        []*API
	PathNodes   []*PathNode
	Routes      []*Route
	Authorizers []*Authorizer
	// MethodResponses and IntegrationResponses stand under their routes and
	// integrations once the model is linked.
	MethodResponses      []*MethodResponse
	IntegrationResponses []*IntegrationResponse
	Integrations         []*Integration
	Deployments          []*Deployment
	Stages               []*Stage
	Throttles            []*Throttle
	GatewayResponses     []*GatewayResponse
	UsagePlans           []*UsagePlan
	PlanKeys             []*PlanKey
	APIKeys              []*APIKey
	Functions            []*Function
	Aliases              []*Alias
	Permissions          []*Permission
	Policies             []*Policy
	// IdentityPolicies are those of roles, users and groups that speak of API
	// Gateway.
	IdentityPolicies  []*Policy
	Roles             []*Role
	VPCLinks          []*VPCLink
	Endpoints         []*Endpoint
	GroupAssociations []*GroupAssociation
	SecurityGroups    []*SecurityGroup
	// SecurityRules stand under their groups once the model is linked.
	SecurityRules      []*SecurityRule
	Domains            []*Domain
	Mappings           []*Mapping
	Certificates       []*Certificate
	Distributions      []*Distribution
	ForwardingPolicies []*ForwardingPolicy
	Records            []*Record

	// HostRewrite says that a DNS provider's proxy rewrites the Host header.
	HostRewrite bool
	// Dependencies are the addresses that each resource waits for or mentions,
	// by address; every resource of the definition has its entry.
	Dependencies map[string][]string
	// Actions are what a plan does with each resource, by address, in its words
	// and order ("delete", "create"); nothing in other dialects.
	Actions map[string][]string
	// Types are the types of all resources, by address.
	Types map[string]string
	// Written are the headers of the resources that someone wrote, by address;
	// no transform and no import made them.
	Written map[string]source.Range

	// Unresolved and HandedOut say what may be out of sight; Link reads them.
	Unresolved []resource.Unresolved
	HandedOut  []value.Value
	// External declares what is managed elsewhere.
	External []resource.External
	// Partial says that a file of the definition could not be read.
	Partial bool

	// Resources counts the resources that were read for it.
	Resources int
}

// Describe shows what policies see. Parts that only serve joins are left out.
func (m *Model) Describe(v Visitor) {
	v.Text("dialect", string(m.Dialect))
	v.List("apis", describers(m.APIs))
	v.List("routes", describers(m.Routes))
	v.List("authorizers", describers(m.Authorizers))
	v.List("integrations", describers(m.Integrations))
	v.List("deployments", describers(m.Deployments))
	v.List("stages", describers(m.Stages))
	v.List("throttles", describers(m.Throttles))
	v.List("gateway_responses", describers(m.GatewayResponses))
	v.List("usage_plans", describers(m.UsagePlans))
	v.List("api_keys", describers(m.APIKeys))
	v.List("functions", describers(m.Functions))
	v.List("permissions", describers(m.Permissions))
	v.List("policies", describers(m.Policies))
	v.List("identity_policies", describers(m.IdentityPolicies))
	v.List("roles", describers(m.Roles))
	v.List("vpc_links", describers(m.VPCLinks))
	v.List("vpc_endpoints", describers(m.Endpoints))
	v.List("security_groups", describers(m.SecurityGroups))
	v.List("domains", describers(m.Domains))
	v.List("mappings", describers(m.Mappings))
	v.List("certificates", describers(m.Certificates))
	v.List("distributions", describers(m.Distributions))
	v.List("forwarding_policies", describers(m.ForwardingPolicies))
	v.List("records", describers(m.Records))
}
