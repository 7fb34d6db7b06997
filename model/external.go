package model

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// externalKinds are what may be declared to be managed elsewhere, each with the
// sets that it is in and the resources that hold them.
var externalKinds = map[string]func(m *Model, open opener){
	"routes": ofAPIs(func(api *API) *Set { return &api.RoutesSet }),
	"stages": ofAPIs(func(api *API) *Set { return &api.StagesSet }),
	"deployments": func(m *Model, open opener) {
		for _, api := range m.APIs {
			open(&api.DeploymentsSet, &api.Entity)
		}
		for _, stage := range m.Stages {
			open(&stage.DeploymentsSet, &stage.Entity, ownerOf(stage.API))
		}
	},
	"authorizers":       ofAPIs(func(api *API) *Set { return &api.AuthorizersSet }),
	"resource-policies": ofAPIs(func(api *API) *Set { return &api.PoliciesSet }),
	"gateway-responses": ofAPIs(func(api *API) *Set { return &api.GatewayResponsesSet }),
	"mappings": func(m *Model, open opener) {
		for _, api := range m.APIs {
			open(&api.MappingsSet, &api.Entity)
		}
		for _, domain := range m.Domains {
			open(&domain.MappingsSet, &domain.Entity)
		}
	},
	"integrations": func(m *Model, open opener) {
		for _, route := range m.Routes {
			open(&route.IntegrationSet, &route.Entity, ownerOf(route.API))
		}
	},
	"method-responses": func(m *Model, open opener) {
		for _, route := range m.Routes {
			open(&route.MethodResponsesSet, &route.Entity, ownerOf(route.API))
		}
	},
	"integration-responses": func(m *Model, open opener) {
		for _, integration := range m.Integrations {
			open(&integration.ResponsesSet, &integration.Entity, ownerOf(integration.API))
		}
	},
	"permissions": func(m *Model, open opener) {
		for _, function := range m.Functions {
			open(&function.PermissionsSet, &function.Entity)
		}
	},
	"usage-plans": func(m *Model, open opener) {
		for _, stage := range m.Stages {
			open(&stage.PlansSet, &stage.Entity, ownerOf(stage.API))
		}
		for _, key := range m.APIKeys {
			open(&key.PlansSet, &key.Entity)
		}
	},
	"api-keys": func(m *Model, open opener) {
		for _, plan := range m.UsagePlans {
			open(&plan.KeysSet, &plan.Entity)
		}
	},
	"security-groups": func(m *Model, open opener) {
		for _, endpoint := range m.Endpoints {
			open(&endpoint.GroupsSet, &endpoint.Entity)
		}
	},
	"security-group-rules": func(m *Model, open opener) {
		for _, group := range m.SecurityGroups {
			open(&group.IngressSet, &group.Entity)
			open(&group.EgressSet, &group.Entity)
		}
	},
	// No rule says that a record is missing, so there is no set to open.
	"dns-records": func(*Model, opener) {},
}

// opener opens a set, if what holds it is meant: the resource itself, or the
// API around it, which may be nil.
type opener func(set *Set, holders ...*Entity)

// ofAPIs is a kind that is in one set of each API.
func ofAPIs(set func(*API) *Set) func(m *Model, open opener) {
	return func(m *Model, open opener) {
		for _, api := range m.APIs {
			open(set(api), &api.Entity)
		}
	}
}

func ownerOf(api *API) *Entity {
	if api == nil {
		return nil
	}
	return &api.Entity
}

// ExternalKinds names what may be declared to be managed elsewhere, sorted.
func ExternalKinds() []string {
	return slices.Sorted(maps.Keys(externalKinds))
}

// openDeclared opens the sets of what is declared to be managed elsewhere.
func (l *linker) openDeclared() {
	for _, declared := range l.model.External {
		isMeant := meant(declared.Of)
		if declared.Kind == "" {
			const reason = "what belongs to it is declared to be managed elsewhere"
			for address := range l.model.Types {
				if isMeant(address) {
					l.openEntity(address, reason)
				}
			}
			continue
		}
		reason := declared.Kind + " are declared to be managed elsewhere"
		if find := externalKinds[declared.Kind]; find != nil {
			find(l.model, func(set *Set, holders ...*Entity) {
				if slices.ContainsFunc(holders, func(e *Entity) bool { return e != nil && isMeant(e.Address) }) {
					set.Open(reason)
				}
			})
		}
	}
}

// meant gives what tells whether an address is one of a declaration's: in which
// "*" stands for any text, and which names all instances where it names none.
func meant(patterns []string) func(address string) bool {
	if len(patterns) == 0 {
		return func(string) bool { return true }
	}
	choices := make([]string, len(patterns))
	for i, pattern := range patterns {
		choices[i] = strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`)
	}
	return regexp.MustCompile(`^(?:` + strings.Join(choices, "|") + `)(?:\[[^\]]*\])?$`).MatchString
}
