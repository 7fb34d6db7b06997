package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// refusals gives the requests that the policy of a REST API certainly refuses.
// There are none where another policy may take its place.
func (x *matcher) refusals(p *model.Policy) []*model.Refusal {
	api := p.API
	if p.Carrier != model.OnAPI || api == nil || !known(api.Protocol, model.REST) ||
		!api.PoliciesSet.Complete || len(api.Policies) != 1 {
		return nil
	}
	found := &collection{policy: p}
	network := networkOf(api)
	for _, route := range api.Routes {
		var requests []Request
		for _, resource := range x.scope.StageRequests(route) {
			requests = append(requests, Request{API: api, Network: network, Resource: resource})
		}
		for _, r := range requests {
			x.explicit(found, callersOf(route), r, route)
		}
		x.implicit(found, requests, route)
	}
	x.explicit(found, []Caller{UnknownCaller}, Request{API: api, Network: network, Resource: x.scope.AnyRequest(api)}, nil)
	return found.list()
}

// networkOf gives the network through which an API is called. A document that is
// not in view may say another endpoint type than the default.
func networkOf(api *model.API) Network {
	if api.EndpointType.Reason() == value.Default && unread(api.Body) {
		return UnknownNetwork
	}
	switch kind, _ := api.EndpointType.Text(); kind {
	case "EDGE", "REGIONAL":
		return Public
	case "PRIVATE":
		return Endpoint
	}
	return UnknownNetwork
}

// unread reports whether nothing is known of a document, as far as there is one.
func unread(v value.Value) bool {
	if inner := v.Inner(); inner != nil {
		v = *inner
	}
	return v.IsUnknown()
}

// callersOf gives the kinds of callers that a route admits.
func callersOf(route *model.Route) []Caller {
	switch authorization, _ := route.Authorization.Text(); authorization {
	case "NONE":
		return []Caller{Anonymous}
	case "AWS_IAM":
		return []Caller{SameAccount, OtherAccount}
	case "CUSTOM":
		return []Caller{Authorized}
	case "COGNITO_USER_POOLS":
		return []Caller{PoolUser}
	}
	return []Caller{UnknownCaller}
}

// everyCause are all causes for which no Allow lets requests in.
const everyCause = uncovered | noAllow | anyCondition | namedPrincipal

// implicitly gives the kind of caller of a route, the causes for which a policy
// without an Allow refuses it, and whether that is in doubt. A Lambda authorizer
// may let callers in where the policy is silent; but of a policy that names
// principals the documentation says that every route then has to be authorized
// by IAM.
func implicitly(route *model.Route, network Network) (caller Caller, causes cause, doubtful bool) {
	callers := callersOf(route)
	switch {
	case refused(callers, network):
		return callers[0], everyCause, callers[0] == PoolUser
	case callers[0] == Authorized:
		return Authorized, namedPrincipal, true
	}
	return UnknownCaller, 0, false
}

// explicit collects the statements that deny all requests of a kind. route is
// nil for the requests to everything.
func (x *matcher) explicit(found *collection, callers []Caller, r Request, route *model.Route) {
	for _, s := range found.policy.Statements {
		if !known(s.Effect, "Deny") {
			continue
		}
		var all cause
		for _, caller := range callers {
			r.Caller = caller
			all |= refusing(s, x.match(s, r), r)
		}
		if all.certain() {
			found.add(all, s, decisive(found.policy, s, all, r), true, false, route)
		}
	}
}

// implicit collects the causes for which no Allow lets the requests to a route
// in. A policy may leave out a stage on purpose, so that requests have to be left
// out on all stages; what is meant for a stage and never applies is a fault on
// that stage alone.
func (x *matcher) implicit(found *collection, requests []Request, route *model.Route) {
	p := found.policy
	caller, causes, doubtful := implicitly(route, requests[0].Network)
	if causes == 0 || !p.StatementsSet.Complete || len(p.Statements) == 0 {
		return
	}
	left := 0
	for _, r := range requests {
		r.Caller = caller
		why, by := x.closed(p, r)
		if !why.certain() || !causes.May(why) {
			continue
		}
		if why.May(uncovered | noAllow) {
			if left++; left == len(requests) {
				found.add(why, nil, decisive(p, nil, why, r), false, doubtful, route)
			}
			continue
		}
		for _, s := range by {
			found.add(why, s, decisive(p, s, why, r), false, doubtful, route)
		}
	}
}

// closed gives the causes for which no Allow of a policy lets requests in, and
// the statements that certainly do not for the only one. It is noCause where one
// may, and where a Deny may be the better answer.
func (x *matcher) closed(p *model.Policy, r Request) (all cause, by []*model.Statement) {
	all = noAllow
	allows := map[*model.Statement]cause{}
	for _, s := range p.Statements {
		m := x.match(s, r)
		switch effect, _ := s.Effect.Text(); effect {
		case "Allow":
			allows[s] = silence(s, m, r)
			if allows[s].May(noCause) {
				return noCause, nil
			}
			if all == noAllow {
				all = uncovered
			}
			all = all.with(allows[s])
		case "Deny":
			if refusing(s, m, r).May(explained) {
				return noCause, nil
			}
		default:
			return noCause, nil
		}
	}
	for _, s := range p.Statements {
		if allows[s] == all {
			by = append(by, s)
		}
	}
	return all, by
}

// collection groups refusals by their causes and by what decides.
type collection struct {
	policy *model.Policy
	groups []*group
}

// group is a refusal in the making.
type group struct {
	key     groupKey
	refusal *model.Refusal
	// certain are the routes of which there is no doubt; every says that all
	// requests are refused.
	certain []*model.Route
	every   bool
}

// groupKey tells groups apart. Statements that a transform made of one line
// stand at one place.
type groupKey struct {
	cause     cause
	explicit  bool
	statement *model.Statement
	at        source.Range
}

func (c *collection) add(
	why cause, s *model.Statement, decisive value.Value, explicit, doubtful bool, route *model.Route,
) {
	name, named := names[why]
	if !named || decisive.IsUnknown() && len(decisive.Parts()) == 0 && len(decisive.Refs()) == 0 {
		return
	}
	key := groupKey{cause: why, explicit: explicit, statement: s, at: decisive.At}
	if !decisive.At.IsZero() {
		key.statement = nil
	}
	i := slices.IndexFunc(c.groups, func(g *group) bool { return g.key == key })
	if i < 0 {
		i = len(c.groups)
		c.groups = append(c.groups, &group{key: key, refusal: &model.Refusal{
			Cause: value.OfText(name, decisive.At), Decisive: decisive, Explicit: explicit,
		}})
	}
	g := c.groups[i]
	if route == nil {
		g.every = true
		return
	}
	if slices.Contains(g.refusal.Routes, route) {
		return
	}
	g.refusal.Routes = append(g.refusal.Routes, route)
	if !doubtful {
		g.certain = append(g.certain, route)
	}
}

func (c *collection) list() []*model.Refusal {
	var list []*model.Refusal
	for _, g := range c.groups {
		switch {
		case g.every:
			g.refusal.Calls = "every call"
		case len(g.certain) > 0:
			g.refusal.Routes = g.certain
			g.refusal.Calls = summary(g.certain)
		default:
			g.refusal.Doubtful = true
			g.refusal.Calls = summary(g.refusal.Routes)
		}
		list = append(list, g.refusal)
	}
	return list
}

// shown is how many routes a message names.
const shown = 3

// summary names routes for people.
func summary(routes []*model.Route) string {
	var labels []string
	for _, route := range routes {
		if !slices.Contains(labels, route.Label) {
			labels = append(labels, route.Label)
		}
	}
	if len(labels) > shown+1 {
		labels = append(labels[:shown], fmt.Sprintf("%d more", len(labels)-shown))
	}
	if last := len(labels) - 1; last > 0 {
		return strings.Join(labels[:last], ", ") + " and " + labels[last]
	}
	return strings.Join(labels, "")
}
