package model

import "github.com/gatelint/gatelint/internal/value"

// vpcLinks joins integrations with the VPC links that they name.
func (l *linker) vpcLinks() {
	byAddress := index(l.model.VPCLinks)
	for _, integration := range l.model.Integrations {
		if link := named(integration.ConnectionID, byAddress); link != nil {
			integration.Link = link
			link.Integrations = append(link.Integrations, integration)
			continue
		}
		if ref, ok := integration.ConnectionID.Ref(); ok && ref.Attr == "id" {
			_, declared := l.model.Dependencies[ref.Address]
			integration.LinkExcluded = !declared
		}
	}
}

// network joins VPC endpoints with their security groups, and those with their
// rules.
func (l *linker) network() {
	groups, endpoints := index(l.model.SecurityGroups), index(l.model.Endpoints)
	for _, endpoint := range l.model.Endpoints {
		if endpoint.GroupIDs.IsUnknown() || endpoint.GroupIDs.Open() {
			endpoint.GroupsSet.OpenFor("its security groups are not known as a whole", endpoint.GroupIDs)
		}
		for _, id := range endpoint.GroupIDs.Items() {
			endpoint.add(named(id, groups))
		}
	}
	for _, association := range l.model.GroupAssociations {
		group := named(association.GroupID, groups)
		if endpoint := named(association.EndpointID, endpoints); endpoint != nil {
			endpoint.add(group)
			continue
		}
		for _, endpoint := range l.model.Endpoints {
			endpoint.GroupsSet.OpenFor("the endpoint of "+association.Address+" is not known", association.EndpointID)
		}
	}
	for _, rule := range l.model.SecurityRules {
		if group := named(rule.GroupID, groups); group != nil {
			group.take(rule)
			continue
		}
		for _, group := range l.model.SecurityGroups {
			if _, known := rule.GroupID.Text(); !known { // an id that is written out is another group's
				group.IngressSet.OpenFor("the group of "+rule.Address+" is not known", rule.GroupID)
				group.EgressSet.OpenFor("the group of "+rule.Address+" is not known", rule.GroupID)
			}
		}
	}
}

// add joins a security group, of which nil stands for one that is not ours.
func (e *Endpoint) add(group *SecurityGroup) {
	if group == nil {
		e.GroupsSet.Open("one of its security groups is not in view")
		return
	}
	e.Groups = append(e.Groups, group)
}

// take puts a rule under its group.
func (g *SecurityGroup) take(rule *SecurityRule) {
	switch direction, _ := rule.Direction.Text(); direction {
	case "ingress":
		g.Ingress = append(g.Ingress, rule)
	case "egress":
		g.Egress = append(g.Egress, rule)
	default:
		g.IngressSet.OpenFor("the direction of "+rule.Address+" is not known", rule.Direction)
		g.EgressSet.OpenFor("the direction of "+rule.Address+" is not known", rule.Direction)
	}
}

// forAPIs reports whether the endpoint that a policy stands on certainly leads
// to the service through which private APIs are called.
func (l *linker) forAPIs(owner value.Value) bool {
	ref, ok := owner.Ref()
	if !ok {
		return false
	}
	endpoint := l.endpoints[ref.Address]
	return endpoint != nil && endpoint.ForAPIs
}
