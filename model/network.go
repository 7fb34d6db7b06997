package model

import "github.com/gatelint/gatelint/internal/value"

// VPCLink leads from API Gateway into a VPC.
type VPCLink struct {
	Entity
	// Version is "1", a link to network load balancers, or "2", a link into
	// subnets.
	Version string
	Name    value.Value
	// TargetARNs is a list of load balancers (version 1).
	TargetARNs value.Value
	// Subnets and GroupIDs are lists (version 2).
	Subnets, GroupIDs value.Value
	// Integrations are those that use it.
	Integrations []*Integration
}

// Describe shows the link's fields.
func (l *VPCLink) Describe(v Visitor) {
	l.describe(v)
	v.Text("version", l.Version)
	v.Value("name", &l.Name)
	v.Value("target_arns", &l.TargetARNs)
	v.Value("subnets", &l.Subnets)
	v.Value("security_group_ids", &l.GroupIDs)
	v.List("integrations", references(l.Integrations))
}

// Endpoint is a VPC endpoint.
type Endpoint struct {
	Entity
	// ServiceName is what it leads to; ForAPIs says that this certainly is the
	// service through which private APIs are called.
	ServiceName value.Value
	ForAPIs     bool
	// Kind is INTERFACE, GATEWAY or another one.
	Kind value.Value
	// VPC names where it is, Subnets is a list.
	VPC, Subnets value.Value
	// PrivateDNS says that the service's own names lead to it.
	PrivateDNS value.Value
	// GroupIDs is a list of security groups, absent for the VPC's default one.
	// GroupsSet is complete if Groups are all of them.
	GroupIDs  value.Value
	Groups    []*SecurityGroup
	GroupsSet Set
	// AdmitsHTTPS says that a rule of its groups lets TCP connections to port
	// 443 in; unknown where groups or rules may be out of sight. Filled by
	// facts/ingress.
	AdmitsHTTPS value.Value
}

// Describe shows the endpoint's fields.
func (e *Endpoint) Describe(v Visitor) {
	e.describe(v)
	v.Value("service_name", &e.ServiceName)
	v.Flag("for_apis", e.ForAPIs)
	v.Value("endpoint_type", &e.Kind)
	v.Value("vpc", &e.VPC)
	v.Value("subnets", &e.Subnets)
	v.Value("private_dns", &e.PrivateDNS)
	v.Value("security_group_ids", &e.GroupIDs)
	v.Set("security_groups", &e.GroupsSet, references(e.Groups))
	v.Fact("admits_https", &e.AdmitsHTTPS)
}

// GroupAssociation adds a security group to an endpoint.
type GroupAssociation struct {
	Entity
	EndpointID, GroupID value.Value
}

// SecurityGroup says who may connect.
type SecurityGroup struct {
	Entity
	Name value.Value
	VPC  value.Value
	// Ingress are the rules for connections to its members, Egress those for
	// connections from them.
	Ingress    []*SecurityRule
	IngressSet Set
	Egress     []*SecurityRule
	EgressSet  Set
}

// Describe shows the group's fields.
func (g *SecurityGroup) Describe(v Visitor) {
	g.describe(v)
	v.Value("name", &g.Name)
	v.Value("vpc", &g.VPC)
	v.Set("ingress", &g.IngressSet, describers(g.Ingress))
	v.Set("egress", &g.EgressSet, describers(g.Egress))
}

// SecurityRule lets some connections through.
type SecurityRule struct {
	Entity
	// Direction is "ingress" or "egress"; GroupID names the group. Both serve
	// the join.
	Direction, GroupID value.Value
	// Protocol is tcp, udp, a number, or -1 for all.
	Protocol value.Value
	// FromPort and ToPort are the first and the last port.
	FromPort, ToPort value.Value
	// CIDRs is a list of addresses, Peers a list of security groups and prefix
	// lists, Self says that members of the group are meant.
	CIDRs, Peers, Self value.Value
}

// Describe shows the rule's fields.
func (r *SecurityRule) Describe(v Visitor) {
	r.describe(v)
	v.Value("protocol", &r.Protocol)
	v.Value("from_port", &r.FromPort)
	v.Value("to_port", &r.ToPort)
	v.Value("cidrs", &r.CIDRs)
	v.Value("peers", &r.Peers)
	v.Value("self", &r.Self)
}
