package model

import (
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
)

// maxReached bounds the steps of finding out what all deployments wait for.
const maxReached = 1 << 22

// tracking tells which parts of the APIs each deployment waits for, and which
// make a new one.
func (l *linker) tracking() {
	parts, links := map[*API][]*Entity{}, map[*API][]*Entity{}
	others := map[*API][]*Entity{} // what serves requests, and need not be there first
	for _, route := range l.model.Routes {
		parts[route.API] = append(parts[route.API], &route.Entity)
		for _, response := range route.MethodResponses {
			parts[route.API] = append(parts[route.API], &response.Entity)
		}
	}
	for _, integration := range l.model.Integrations {
		parts[integration.API] = append(parts[integration.API], &integration.Entity)
		for _, response := range integration.Responses {
			parts[integration.API] = append(parts[integration.API], &response.Entity)
		}
		if link := integration.Link; link != nil {
			links[integration.API] = append(links[integration.API], &link.Entity)
		}
	}
	for _, authorizer := range l.model.Authorizers {
		others[authorizer.API] = append(others[authorizer.API], &authorizer.Entity)
	}
	for _, response := range l.model.GatewayResponses {
		others[response.API] = append(others[response.API], &response.Entity)
	}
	steps := maxReached
	for _, deployment := range l.model.Deployments {
		api := deployment.API
		if api == nil {
			deployment.UnawaitedSet.Open(notKnown(deployment.Address))
			deployment.UntrackedSet.Open(notKnown(deployment.Address))
			continue
		}
		reached, whole := l.reach(deployment.Address, &steps)
		if !whole || deployment.Tainted {
			deployment.UnawaitedSet.Open("not all that it waits for is in view")
		}
		deployment.Unawaited = missing(reached, parts[api])
		l.untracked(deployment, slices.Concat(parts[api], others[api]), links[api])
	}
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

// missing gives the parts that are not among addresses, each resource once. What
// an import made is there with the document that it was made of.
func missing(addresses map[string]bool, parts []*Entity) []*Entity {
	var found []*Entity
	seen := map[string]bool{}
	for _, part := range parts {
		if addresses[part.Address] || part.Origin != "" && addresses[part.Origin] || seen[part.Address] {
			continue
		}
		seen[part.Address] = true
		found = append(found, part)
	}
	return found
}

// untracked fills in what makes no new deployment.
func (l *linker) untracked(d *Deployment, parts, links []*Entity) {
	mentioned := map[string]bool{}
	switch {
	case d.OtherTriggers:
		d.UntrackedSet.Open("something besides triggers makes a new deployment")
	case d.Triggers.IsAbsent():
	case !d.Triggers.IsKnown() || d.Triggers.Open() || len(d.Mentions) >= resource.MaxMentioned || d.Tainted:
		d.UntrackedSet.Open("its triggers are not known")
	default:
		for _, entry := range d.Triggers.Entries() {
			if len(entry.Value.AllRefs()) == 0 { // the hash of a file, or of a document, tracks all that is in it
				d.UntrackedSet.Open("trigger " + entry.Key + " may be made of anything")
			}
		}
		for _, address := range d.Mentions {
			mentioned[address] = true
		}
	}
	d.Untracked, d.UntrackedLinks = missing(mentioned, parts), missing(mentioned, links)
}
