package model

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
)

// Link joins the entities by their references and decides which sets are all
// there is. What cannot be joined for certain opens every set it might belong
// to, so that nothing is claimed to be missing that may be there.
func (m *Model) Link() {
	l := &linker{
		model: m,
		apis:  index(m.APIs),
		nodes: index(m.PathNodes),

		endpoints: index(m.Endpoints),

		opened:  map[*API]bool{},
		reached: map[string]bool{},
	}
	l.closeSets()
	l.grow()
	l.paths()
	l.owners()
	l.stages = stagesByName(m.Stages)
	l.byMethod = l.routesByKey()
	l.routes()
	l.responses()
	l.integrationsV2()
	l.authorizers()
	l.roles()
	l.mappings()
	l.certificates()
	l.distributions()
	l.vpcLinks()
	l.network()
	l.usage()
	l.policies()
	l.openOutside()
	l.openDeclared()
	l.deployments()
	l.tracking()
	for _, record := range m.Records {
		record.HasHostRewrite = m.HostRewrite
	}
}

type linker struct {
	model     *Model
	apis      map[string]*API
	nodes     map[string]*PathNode
	endpoints map[string]*Endpoint
	// stages finds stages by what names them.
	stages *stageNames
	// opened are the APIs whose sets are all open.
	opened map[*API]bool
	// byMethod are the REST methods by their keys.
	byMethod map[methodKey][]*Route
	// reached are the addresses whose entities were opened: aliases may name
	// each other in a circle.
	reached map[string]bool
	// growing are the sets that whoever is handed a resource may add to, by
	// address.
	growing map[string][]*Set
	// handles are the names by which others may act upon entities; mentions
	// counts how often they were looked for.
	handles  []handle
	mentions int
}

// index maps addresses to entities.
func index[T interface{ addressOf() string }](items []T) map[string]T {
	found := make(map[string]T, len(items))
	for _, item := range items {
		found[item.addressOf()] = item
	}
	return found
}

func (e *Entity) addressOf() string { return e.Address }

// api gives the API that an owner reference names; nil if it is none of ours
// or cannot be told.
func (l *linker) api(owner value.Value) *API {
	ref, ok := owner.Ref()
	if !ok || ref.Attr != "id" {
		return nil
	}
	return l.apis[ref.Address]
}

// owned is an entity that belongs to an API.
type owned interface{ addressOf() string }

// belong hands each item to join with the API that its owner names. One whose
// API is not known may belong to any, and opens the set of every API; the first
// of them leaves nothing to open.
func belong[T owned](l *linker, items []T, owner func(T) value.Value, set func(*API) *Set, join func(T, *API)) {
	opened := false
	for _, item := range items {
		if api := l.api(owner(item)); api != nil {
			join(item, api)
			continue
		}
		if !opened {
			opened = true
			for _, api := range l.model.APIs {
				set(api).Open(notKnown(item.addressOf()))
			}
		}
	}
}

// owners joins what belongs to an API directly.
func (l *linker) owners() {
	belong(l, l.model.Routes,
		func(r *Route) value.Value { return r.Owner },
		func(api *API) *Set { return &api.RoutesSet },
		func(r *Route, api *API) {
			r.API, api.Routes = api, append(api.Routes, r)
			r.Protocol = protocolOf(r.Protocol, api)
		})
	belong(l, l.model.Stages,
		func(s *Stage) value.Value { return s.Owner },
		func(api *API) *Set { return &api.StagesSet },
		func(s *Stage, api *API) { s.API, api.Stages = api, append(api.Stages, s) })
	belong(l, l.model.Deployments,
		func(d *Deployment) value.Value { return d.Owner },
		func(api *API) *Set { return &api.DeploymentsSet },
		func(d *Deployment, api *API) { d.API, api.Deployments = api, append(api.Deployments, d) })
	belong(l, l.model.Authorizers,
		func(a *Authorizer) value.Value { return a.Owner },
		func(api *API) *Set { return &api.AuthorizersSet },
		func(a *Authorizer, api *API) {
			a.API, api.Authorizers = api, append(api.Authorizers, a)
			a.Protocol = protocolOf(a.Protocol, api)
		})
	belong(l, l.model.GatewayResponses,
		func(g *GatewayResponse) value.Value { return g.Owner },
		func(api *API) *Set { return &api.GatewayResponsesSet },
		func(g *GatewayResponse, api *API) { g.API, api.GatewayResponses = api, append(api.GatewayResponses, g) })
	belong(l, l.model.Mappings,
		func(m *Mapping) value.Value { return m.Owner },
		func(api *API) *Set { return &api.MappingsSet },
		func(m *Mapping, api *API) { m.API, api.Mappings = api, append(api.Mappings, m) })
	for _, integration := range l.model.Integrations {
		if integration.API = l.api(integration.Owner); integration.API != nil {
			integration.Protocol = protocolOf(integration.Protocol, integration.API)
		}
		if protocol, _ := integration.Protocol.Text(); protocol == WebSocket {
			// The only version that such an API has; nobody has to write it.
			integration.PayloadFormat = integration.PayloadFormat.OrDefault(value.OfText("1.0", integration.At))
		}
	}
}

// protocolOf gives the protocol of something that belongs to an API.
func protocolOf(own value.Value, api *API) value.Value {
	if own.IsUnknown() {
		return api.Protocol
	}
	return own
}

func notKnown(address string) string { return "the API of " + address + " is not known" }

// policies joins resource policies to their APIs. Policies of VPC endpoints that
// serve something else are dropped.
func (l *linker) policies() {
	l.model.Policies = slices.DeleteFunc(l.model.Policies, func(p *Policy) bool {
		return p.Carrier == OnEndpoint && !l.forAPIs(p.Owner)
	})
	var onAPIs []*Policy
	for _, policy := range l.model.Policies {
		if policy.Carrier == OnAPI {
			onAPIs = append(onAPIs, policy)
		}
	}
	belong(l, onAPIs,
		func(p *Policy) value.Value { return p.Owner },
		func(api *API) *Set { return &api.PoliciesSet },
		func(p *Policy, api *API) { p.API, api.Policies = api, append(api.Policies, p) })
}
