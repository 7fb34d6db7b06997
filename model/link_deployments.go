package model

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
)

// maxReached bounds the steps of finding out what all deployments wait for.
const maxReached = 1 << 22

// parts are what the deployments of one API are made of.
type parts struct {
	// needed are those without which no deployment can be made: the integrations
	// of a REST API, the routes of another one.
	needed []*Entity
	// served are all that a deployment takes up as it finds them.
	served []*Entity
	// others serve requests as well, and need not be there first.
	others []*Entity
	// linked are the integrations with each VPC link, in order.
	linked []linked
}

// linked is a VPC link with the integrations of one API that use it.
type linked struct {
	link         *VPCLink
	integrations []*Entity
}

// tracking tells which parts of the APIs each deployment waits for, and which
// make a new one.
func (l *linker) tracking() {
	byAPI := l.parts()
	steps := maxReached
	for _, deployment := range l.model.Deployments {
		api := deployment.API
		if api == nil {
			open(notKnown(deployment.Address), &deployment.UnawaitedSet, &deployment.UntrackedSet, &deployment.PlannedSet)
			continue
		}
		if set := api.DeploymentsSet; !set.Complete { // another deployment may bring the changes to the stages
			open(set.Reason, &deployment.UntrackedSet, &deployment.PlannedSet)
		}
		p := byAPI[api]
		if p == nil {
			continue
		}
		reached, whole := l.reach(deployment.Address, &steps)
		if !whole || deployment.Tainted {
			deployment.UnawaitedSet.Open("not all that it waits for is in view")
		}
		deployment.Unawaited = missing(reached, p.served)
		for _, part := range p.needed {
			if among(reached, part) {
				deployment.Awaited = append(deployment.Awaited, part)
			}
		}
		l.untracked(deployment, p)
		l.planned(deployment, p)
		deployment.nameParts()
	}
}

// parts gives the parts of each API.
func (l *linker) parts() map[*API]*parts {
	byAPI := map[*API]*parts{}
	of := func(api *API) *parts {
		if byAPI[api] == nil {
			byAPI[api] = &parts{}
		}
		return byAPI[api]
	}
	for _, route := range l.model.Routes {
		p := of(route.API)
		if route.Resource.IsAbsent() { // no REST method
			p.needed = append(p.needed, &route.Entity)
		}
		p.served = append(p.served, &route.Entity)
		for _, response := range route.MethodResponses {
			p.served = append(p.served, &response.Entity)
		}
	}
	for _, integration := range l.model.Integrations {
		p := of(integration.API)
		if !integration.Resource.IsAbsent() {
			p.needed = append(p.needed, &integration.Entity)
		}
		p.served = append(p.served, &integration.Entity)
		for _, response := range integration.Responses {
			p.served = append(p.served, &response.Entity)
		}
		if integration.Link != nil {
			p.use(integration.Link, &integration.Entity)
		}
	}
	for _, authorizer := range l.model.Authorizers {
		of(authorizer.API).others = append(of(authorizer.API).others, &authorizer.Entity)
	}
	for _, response := range l.model.GatewayResponses {
		of(response.API).others = append(of(response.API).others, &response.Entity)
	}
	return byAPI
}

// use notes that an integration uses a VPC link.
func (p *parts) use(link *VPCLink, integration *Entity) {
	i := slices.IndexFunc(p.linked, func(other linked) bool { return other.link == link })
	if i < 0 {
		i = len(p.linked)
		p.linked = append(p.linked, linked{link: link})
	}
	p.linked[i].integrations = append(p.linked[i].integrations, integration)
}

// reach gives the addresses that a resource waits for, directly or not, and
// whether these are all.
func (l *linker) reach(address string, steps *int) (reached map[string]bool, whole bool) {
	reached, whole = map[string]bool{address: true}, true
	queue := []string{address}
	for len(queue) > 0 {
		next := l.model.Dependencies[queue[len(queue)-1]]
		queue = queue[:len(queue)-1]
		if *steps -= len(next) + 1; *steps < 0 {
			return reached, false
		}
		whole = whole && len(next) < resource.MaxMentioned
		for _, address := range next {
			if !reached[address] {
				reached[address] = true
				queue = append(queue, address)
			}
		}
	}
	return reached, whole
}

// among reports whether a part is at one of the addresses. What an import made is
// there with the document that it was made of.
func among(addresses map[string]bool, part *Entity) bool {
	return addresses[part.Address] || part.Origin != "" && addresses[part.Origin]
}

// missing gives the parts that are not among addresses, each resource once. Of
// one that may not exist nobody can say that it is missing.
func missing(addresses map[string]bool, parts []*Entity) []*Entity {
	var found []*Entity
	seen := map[string]bool{}
	for _, part := range parts {
		if part.Conditional || among(addresses, part) || seen[part.Address] {
			continue
		}
		seen[part.Address] = true
		found = append(found, part)
	}
	return found
}

// untracked fills in what makes no new deployment.
func (l *linker) untracked(d *Deployment, p *parts) {
	mentioned := map[string]bool{}
	switch {
	case d.OtherTriggers:
		d.UntrackedSet.Open("something besides triggers makes a new deployment")
	case d.Triggers.IsAbsent():
	case !d.Triggers.IsKnown() || d.Triggers.Open() || len(d.Mentions) >= resource.MaxMentioned || d.Tainted:
		d.UntrackedSet.OpenFor("its triggers are not known", d.Triggers)
	default:
		for _, entry := range d.Triggers.Entries() {
			if !l.narrow(entry.Value) {
				d.UntrackedSet.OpenFor("trigger "+entry.Key+" may be made of anything", entry.Value)
			}
		}
		for _, address := range d.Mentions {
			mentioned[address] = true
		}
	}
	d.Untracked = missing(mentioned, slices.Concat(p.served, p.others))
	for _, use := range p.linked {
		all := append([]*Entity{&use.link.Entity}, use.integrations...)
		if len(missing(mentioned, all)) == len(all) { // a new link changes each of them
			d.UntrackedLinks = append(d.UntrackedLinks, &use.link.Entity)
		}
	}
}

// narrow reports whether a trigger certainly follows nothing but what it mentions:
// resources of API Gateway and functions. The hash of a file follows all that is
// in it, and another resource may be made to follow anything.
func (l *linker) narrow(trigger value.Value) bool {
	refs := trigger.AllRefs()
	for _, ref := range refs {
		kind := l.model.Types[ref.Address]
		isNarrow := slices.ContainsFunc(narrowTypes, func(prefix string) bool { return strings.HasPrefix(kind, prefix) })
		if !isNarrow || strings.HasPrefix(ref.Address, "data.") {
			return false
		}
	}
	return len(refs) > 0
}

// narrowTypes is how the types of resources begin that follow no other resources.
var narrowTypes = []string{"aws_api_gateway_", "aws_apigatewayv2_", "aws_lambda_function", "aws_lambda_alias"}

// planned fills in what a plan changes without a new deployment.
func (l *linker) planned(d *Deployment, p *parts) {
	if stays := l.model.Actions[d.Address]; len(stays) != 1 || stays[0] != "no-op" && stays[0] != "update" {
		return
	}
	with := map[string]bool{} // a link that is replaced changes its integrations
	for _, use := range p.linked {
		if !l.changes(&use.link.Entity, "delete") {
			continue
		}
		d.PlannedLinks = append(d.PlannedLinks, &use.link.Entity)
		for _, integration := range use.integrations {
			with[integration.Address] = true
		}
	}
	for _, part := range missing(with, slices.Concat(p.served, p.others)) {
		if l.changes(part, "create", "update", "delete") {
			d.Planned = append(d.Planned, part)
		}
	}
}

// changes reports whether a plan does one of some actions with a resource.
func (l *linker) changes(e *Entity, actions ...string) bool {
	return slices.ContainsFunc(l.model.Actions[e.Address], func(action string) bool { return slices.Contains(actions, action) })
}
