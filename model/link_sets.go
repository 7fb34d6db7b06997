package model

import "github.com/gatelint/gatelint/internal/value"

// closeSets starts from «all there is»; sets that the adapter opened stay open.
func (l *linker) closeSets() {
	m := l.model
	for _, api := range m.APIs {
		shut(
			&api.RoutesSet, &api.StagesSet, &api.DeploymentsSet, &api.PoliciesSet, &api.AuthorizersSet,
			&api.GatewayResponsesSet, &api.MappingsSet,
		)
		if !api.Body.IsAbsent() && !isDocument(api.Body) {
			const reason = "the API is imported from a document that is not known"
			open(reason, &api.RoutesSet, &api.PoliciesSet, &api.AuthorizersSet, &api.GatewayResponsesSet)
		}
		if !api.Target.IsAbsent() {
			open("the API is made by quick create", &api.RoutesSet, &api.StagesSet)
		}
	}
	for _, route := range m.Routes {
		shut(&route.IntegrationSet, &route.MethodResponsesSet)
	}
	for _, integration := range m.Integrations {
		shut(&integration.ResponsesSet, &integration.ResponseMappingsSet)
		for _, mapping := range integration.ResponseMappings {
			shut(&mapping.ChangesSet)
		}
	}
	for _, deployment := range m.Deployments {
		shut(&deployment.UnawaitedSet, &deployment.UntrackedSet, &deployment.PlannedSet)
	}
	for _, stage := range m.Stages {
		shut(&stage.DeploymentsSet, &stage.PlansSet)
	}
	for _, plan := range m.UsagePlans {
		shut(&plan.StagesSet, &plan.KeysSet)
	}
	for _, key := range m.APIKeys {
		shut(&key.PlansSet)
	}
	for _, function := range m.Functions {
		shut(&function.PermissionsSet)
	}
	for _, role := range m.Roles {
		shut(&role.TrustSet)
	}
	for _, endpoint := range m.Endpoints {
		shut(&endpoint.GroupsSet)
	}
	for _, group := range m.SecurityGroups {
		shut(&group.IngressSet, &group.EgressSet)
	}
	for _, domain := range m.Domains {
		shut(&domain.MappingsSet)
	}
	for _, distribution := range m.Distributions {
		distribution.closeSets()
	}
}

func (d *Distribution) closeSets() {
	shut(&d.OriginsSet, &d.BehaviorsSet, &d.ErrorResponsesSet)
	for _, origin := range d.Origins {
		shut(&origin.HeadersSet)
	}
	for _, behavior := range d.Behaviors {
		shut(&behavior.FunctionsSet)
	}
}

// isDocument reports whether a document, or the text of one, has a structure
// that is known: then the routes in it are in the model, and what of it is not
// known is unresolved.
func isDocument(body value.Value) bool {
	if inner := body.Inner(); inner != nil {
		body = *inner
	}
	return body.IsKnown() && body.Kind() == value.Map
}

// shut makes sets complete that nothing has opened.
func shut(sets ...*Set) {
	for _, set := range sets {
		set.Complete = set.Reason == ""
	}
}

func open(reason string, sets ...*Set) {
	for _, set := range sets {
		set.Open(reason)
	}
}

// grow notes which sets whoever is handed a resource may add to. APIs stand
// apart, because what belongs to their routes grows with them.
func (l *linker) grow() {
	l.growing = map[string][]*Set{}
	note := func(e *Entity, sets ...*Set) { l.growing[e.Address] = append(l.growing[e.Address], sets...) }
	for _, stage := range l.model.Stages {
		note(&stage.Entity, &stage.PlansSet)
	}
	for _, plan := range l.model.UsagePlans {
		note(&plan.Entity, &plan.KeysSet)
	}
	for _, key := range l.model.APIKeys {
		note(&key.Entity, &key.PlansSet)
	}
	for _, function := range l.model.Functions {
		note(&function.Entity, &function.PermissionsSet)
	}
	for _, endpoint := range l.model.Endpoints {
		note(&endpoint.Entity, &endpoint.GroupsSet)
	}
	for _, group := range l.model.SecurityGroups {
		note(&group.Entity, &group.IngressSet, &group.EgressSet)
	}
	for _, domain := range l.model.Domains {
		note(&domain.Entity, &domain.MappingsSet)
	}
}
