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

		opened:  map[*API]bool{},
		reached: map[string]bool{},
	}
	l.closeSets()
	l.paths()
	l.owners()
	l.byMethod = l.routesByKey()
	l.routes()
	l.responses()
	l.integrationsV2()
	l.policies()
	l.openOutside()
	for _, record := range m.Records {
		record.HasHostRewrite = m.HostRewrite
	}
}

type linker struct {
	model *Model
	apis  map[string]*API
	nodes map[string]*PathNode
	// opened are the APIs whose sets are all open.
	opened map[*API]bool
	// byMethod are the REST methods by their keys.
	byMethod map[methodKey][]*Route
	// reached are the addresses whose entities were opened: aliases may name
	// each other in a circle.
	reached map[string]bool
	// pieces are the longest literal pieces of the functions' names; mentions
	// counts how often they were looked for.
	pieces   []string
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

// closeSets starts from «all there is»; sets that the adapter opened stay open.
func (l *linker) closeSets() {
	closed := func(sets ...*Set) {
		for _, set := range sets {
			set.Complete = set.Reason == ""
		}
	}
	for _, api := range l.model.APIs {
		closed(&api.RoutesSet, &api.StagesSet, &api.DeploymentsSet, &api.PoliciesSet)
		if !api.Body.IsAbsent() {
			const reason = "the API is imported from a document"
			api.RoutesSet.Open(reason)
			api.PoliciesSet.Open(reason)
		}
		if !api.Target.IsAbsent() {
			api.RoutesSet.Open("the API is made by quick create")
			api.StagesSet.Open("the API is made by quick create")
		}
	}
	for _, route := range l.model.Routes {
		closed(&route.IntegrationSet, &route.MethodResponsesSet)
	}
	for _, integration := range l.model.Integrations {
		closed(&integration.ResponsesSet)
	}
	for _, function := range l.model.Functions {
		closed(&function.PermissionsSet)
	}
}

// api gives the API that an owner reference names; nil if it is none of ours
// or cannot be told.
func (l *linker) api(owner value.Value) *API {
	ref, ok := owner.Ref()
	if !ok || ref.Attr != "id" {
		return nil
	}
	return l.apis[ref.Address]
}

// stray gives a function that opens a set of every API, for things whose owner is
// not found: they may belong to any. The first of them leaves nothing to open.
func (l *linker) stray(set func(api *API) *Set) func(address string) {
	done := false
	return func(address string) {
		if done {
			return
		}
		done = true
		for _, api := range l.model.APIs {
			set(api).Open(notKnown(address))
		}
	}
}

// owners joins what belongs to an API directly.
func (l *linker) owners() {
	strayRoute := l.stray(func(api *API) *Set { return &api.RoutesSet })
	for _, route := range l.model.Routes {
		api := l.api(route.Owner)
		route.API = api
		if api == nil {
			strayRoute(route.Address)
			continue
		}
		api.Routes = append(api.Routes, route)
		if route.Protocol.IsUnknown() {
			route.Protocol = api.Protocol
		}
	}
	strayStage := l.stray(func(api *API) *Set { return &api.StagesSet })
	for _, stage := range l.model.Stages {
		if stage.API = l.api(stage.Owner); stage.API == nil {
			strayStage(stage.Address)
			continue
		}
		stage.API.Stages = append(stage.API.Stages, stage)
	}
	strayDeployment := l.stray(func(api *API) *Set { return &api.DeploymentsSet })
	for _, deployment := range l.model.Deployments {
		if deployment.API = l.api(deployment.Owner); deployment.API == nil {
			strayDeployment(deployment.Address)
			continue
		}
		deployment.API.Deployments = append(deployment.API.Deployments, deployment)
	}
	for _, integration := range l.model.Integrations {
		integration.API = l.api(integration.Owner)
		if integration.API != nil && integration.Protocol.IsUnknown() {
			integration.Protocol = integration.API.Protocol
		}
	}
}

func notKnown(address string) string { return "the API of " + address + " is not known" }

// policies joins resource policies to their APIs. Policies of VPC endpoints that
// serve something else are dropped.
func (l *linker) policies() {
	stray := l.stray(func(api *API) *Set { return &api.PoliciesSet })
	kept := l.model.Policies[:0]
	for _, policy := range l.model.Policies {
		switch policy.Carrier {
		case OnAPI:
			if policy.API = l.api(policy.Owner); policy.API == nil {
				stray(policy.Address)
			} else {
				policy.API.Policies = append(policy.API.Policies, policy)
			}
		case OnEndpoint:
			if !l.forAPIGateway(policy.Owner) {
				continue
			}
		}
		kept = append(kept, policy)
	}
	l.model.Policies = kept
}

func (l *linker) forAPIGateway(owner value.Value) bool {
	ref, ok := owner.Ref()
	return ok && slices.Contains(l.model.Endpoints, ref.Address)
}
