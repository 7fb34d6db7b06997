package adapter

import (
	"fmt"
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// vpcLink reads a VPC link.
type vpcLink struct{ version, name, targets, subnets, groups string }

func (n vpcLink) read(m *model.Model, r reader) {
	m.VPCLinks = append(m.VPCLinks, &model.VPCLink{
		Entity: r.entity(""), Version: n.version, Name: r.text(n.name), TargetARNs: value.AsList(r.at(n.targets)),
		Subnets: value.AsList(r.at(n.subnets)), GroupIDs: value.AsList(r.at(n.groups)),
	})
}

// endpoint reads a VPC endpoint.
type endpoint struct {
	service, policy, kind, vpc, subnets, groups, privateDNS string
	// privateDefault says that private DNS is off where nothing is written.
	privateDefault bool
}

func (n endpoint) read(m *model.Model, r reader) {
	service, private := r.text(n.service), value.AsBool(r.Get(n.privateDNS))
	switch {
	case n.privateDefault:
		private = orFalse(private)
	case private.IsAbsent():
		private = value.NotKnown(value.Computed, "", private.At)
	}
	m.Endpoints = append(m.Endpoints, &model.Endpoint{
		Entity: r.entity(""), ServiceName: service, ForAPIs: forAPIGateway(service),
		Kind: orText(r.upper(n.kind), "GATEWAY"), VPC: r.text(n.vpc), Subnets: value.AsList(r.Get(n.subnets)),
		PrivateDNS: private, GroupIDs: value.AsList(r.Get(n.groups)),
	})
	if forAPIGateway(service) {
		addPolicy(m, r, model.OnEndpoint, r.self(), r.Get(n.policy))
	}
}

// tfGroupAssociation reads what adds a security group to an endpoint.
func tfGroupAssociation(m *model.Model, r reader) {
	m.GroupAssociations = append(m.GroupAssociations, &model.GroupAssociation{
		Entity: r.entity(""), EndpointID: r.text("vpc_endpoint_id"), GroupID: r.text("security_group_id"),
	})
}

// securityGroup reads a security group with the rules that are written in it.
type securityGroup struct {
	name, vpc, ingress, egress string
	rule                       securityRule
}

func (n securityGroup) read(m *model.Model, r reader) {
	group := &model.SecurityGroup{Entity: r.entity(""), Name: r.text(n.name), VPC: r.text(n.vpc)}
	for i, block := range r.parts(n.ingress, &group.IngressSet) {
		group.Ingress = append(group.Ingress, n.rule.within(r, fmt.Sprintf("ingress-%d", i), "ingress", block))
	}
	for i, block := range r.parts(n.egress, &group.EgressSet) {
		group.Egress = append(group.Egress, n.rule.within(r, fmt.Sprintf("egress-%d", i), "egress", block))
	}
	m.SecurityGroups = append(m.SecurityGroups, group)
}

// securityRule names what rules of security groups have.
type securityRule struct {
	protocol, from, to, self string
	cidrs, peers             []string
	// group names the group of a rule that is a resource; such a rule is for
	// direction, or for what directionIn names.
	group, direction, directionIn string
}

// within reads a rule that is a block of its group.
func (n securityRule) within(r reader, part, direction string, block value.Value) *model.SecurityRule {
	rule := n.fill(func(name string) value.Value { return inside(block, name) })
	rule.Entity, rule.Direction, rule.GroupID = r.part(part, block), value.OfText(direction, block.At), r.self()
	return rule
}

func (n securityRule) read(m *model.Model, r reader) {
	rule := n.fill(r.at)
	rule.Entity, rule.GroupID, rule.Direction = r.entity(""), r.text(n.group), value.OfText(n.direction, r.At)
	if n.directionIn != "" {
		rule.Direction = r.text(n.directionIn)
	}
	m.SecurityRules = append(m.SecurityRules, rule)
}

func (n securityRule) fill(at func(name string) value.Value) *model.SecurityRule {
	return &model.SecurityRule{
		Protocol: value.AsText(at(n.protocol)), FromPort: value.AsNumber(at(n.from)), ToPort: value.AsNumber(at(n.to)),
		CIDRs: together(at, n.cidrs), Peers: together(at, n.peers), Self: orFalse(at(n.self)),
	}
}

// together gives one list of what several attributes hold, absent if none is
// written.
func together(at func(name string) value.Value, names []string) value.Value {
	var all value.Value
	for i, name := range names {
		v := at(name)
		if !v.IsAbsent() {
			v = value.AsList(v)
		}
		switch {
		case i == 0 || all.IsAbsent():
			all = v
		case v.IsAbsent():
		default:
			open := all.IsUnknown() || v.IsUnknown() || all.Open() || v.Open()
			all = value.OfList(slices.Concat(all.Items(), v.Items()), open, all.At)
		}
	}
	return all
}
