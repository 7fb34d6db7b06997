package model

import (
	"maps"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
)

// openOutside opens the sets of what somebody out of sight may act upon: all of
// them if part of the definition could not be read or anything may be in it,
// and those of the entities that an unresolved module, a nested stack or
// another definition is handed.
func (l *linker) openOutside() {
	if l.model.Partial {
		const reason = "part of the definition could not be read"
		l.openAll(reason)
		l.openBundled(reason)
	}
	handed := map[string]string{}
	for _, v := range l.model.HandedOut {
		const reason = "it is handed out of this definition"
		for _, ref := range v.AllRefs() {
			handed[ref.Address] = reason
		}
		l.openNamed(v, reason)
	}
	for _, unresolved := range l.model.Unresolved {
		reason := unresolved.Name + " could not be looked into"
		if unresolved.Everything {
			l.openAll(reason)
		}
		if unresolved.Rewrites {
			l.openBundled(reason)
		}
		for _, ref := range unresolved.Args.AllRefs() {
			handed[ref.Address] = reason
		}
		l.openNamed(unresolved.Args, reason)
	}
	for _, address := range slices.Sorted(maps.Keys(handed)) {
		l.openEntity(address, handed[address])
	}
}

func (l *linker) openAll(reason string) {
	for _, api := range l.model.APIs {
		l.openAPI(api, reason)
	}
	for _, sets := range l.growing {
		open(reason, sets...)
	}
	for _, deployment := range l.model.Deployments { // what it waits for may lead through what is not in view
		open(reason, &deployment.UnawaitedSet, &deployment.UntrackedSet, &deployment.PlannedSet)
	}
	for _, route := range l.model.Routes {
		l.openRoute(route, reason)
	}
	for _, integration := range l.model.Integrations {
		l.openResponses(integration, reason)
	}
}

// openBundled opens the responses that only a change of the resources in view
// can add to.
func (l *linker) openBundled(reason string) {
	for _, integration := range l.model.Integrations {
		if integration.Bundled {
			integration.ResponsesSet.Open(reason)
			integration.Routes[0].MethodResponsesSet.Open(reason)
		}
	}
}

func (l *linker) openAPI(api *API, reason string) {
	if l.opened[api] {
		return
	}
	l.opened[api] = true
	open(
		reason, &api.RoutesSet, &api.StagesSet, &api.DeploymentsSet, &api.PoliciesSet, &api.AuthorizersSet,
		&api.GatewayResponsesSet, &api.MappingsSet,
	)
	for _, stage := range api.Stages {
		stage.PlansSet.Open(reason)
	}
	for _, route := range l.model.Routes {
		if route.API == api {
			l.openRoute(route, reason)
		}
	}
	for _, integration := range l.model.Integrations {
		if integration.API == api {
			l.openResponses(integration, reason)
		}
	}
}

func (l *linker) openRoute(route *Route, reason string) {
	route.IntegrationSet.Open(reason)
	if route.Integration == nil || !l.holds(route.Integration) {
		route.MethodResponsesSet.Open(reason)
	}
}

func (l *linker) openResponses(integration *Integration, reason string) {
	if !l.holds(integration) {
		integration.ResponsesSet.Open(reason)
	}
}

// holds reports whether nothing out of sight can add responses to an
// integration. In Terraform they may stand apart, also from one that a document
// defines.
func (l *linker) holds(integration *Integration) bool {
	apart := l.model.Dialect == resource.Terraform || l.model.Dialect == resource.Plan
	return integration.Bundled && !apart
}

// openEntity opens the sets of the entity with an address.
func (l *linker) openEntity(address, reason string) {
	if l.reached[address] {
		return
	}
	l.reached[address] = true
	if api := l.apis[address]; api != nil {
		l.openAPI(api, reason)
	}
	open(reason, l.growing[address]...)
	for _, alias := range l.model.Aliases {
		if alias.Address != address {
			continue
		}
		for _, ref := range alias.FunctionName.Refs() {
			l.openEntity(ref.Address, reason)
		}
	}
	if node := l.nodes[address]; node != nil {
		if api := l.api(node.Owner); api != nil {
			l.openAPI(api, reason)
		}
	}
}

// maxMentions bounds the comparisons of handed values with names.
const maxMentions = 1 << 22

// handle is a name by which somebody out of sight may add to a set.
type handle struct {
	name value.Value
	set  *Set
	// piece is the longest literal piece of the name.
	piece string
}

// openNamed opens the permissions of functions and the mappings of domains whose
// name may be handed on. All are opened where that would take too long to find
// out.
func (l *linker) openNamed(args value.Value, reason string) {
	if _, isRef := args.Ref(); isRef || args.IsAbsent() {
		return
	}
	if l.handles == nil {
		for _, function := range l.model.Functions {
			l.handles = append(l.handles, handle{function.Name, &function.PermissionsSet, longest(function.Name)})
		}
		for _, domain := range l.model.Domains {
			l.handles = append(l.handles, handle{domain.Name, &domain.MappingsSet, longest(domain.Name)})
		}
	}
	l.mentions += len(l.handles)
	for _, h := range l.handles {
		if h.name.IsAbsent() || !h.set.Complete {
			continue
		}
		if l.mentions > maxMentions || mentions(args, h.name, h.piece) {
			h.set.Open(reason)
		}
	}
}

// mentions reports whether a value may hold a name: its longest literal piece,
// or, if it has none, something that is unknown for the same reason.
func mentions(v, name value.Value, piece string) bool {
	if piece == "" && v.IsUnknown() && v.Reason() == name.Reason() && v.Origin() == name.Origin() {
		return true
	}
	holds := func(part value.Part) bool { return strings.Contains(part.Literal, piece) }
	if piece != "" && slices.ContainsFunc(v.Parts(), holds) {
		return true
	}
	for _, item := range v.Items() {
		if mentions(item, name, piece) {
			return true
		}
	}
	for _, entry := range v.Entries() {
		if mentions(entry.Value, name, piece) {
			return true
		}
	}
	return false
}

// longest gives the longest literal piece of a text.
func longest(v value.Value) string {
	piece := ""
	for _, part := range v.Parts() {
		if len(part.Literal) > len(piece) {
			piece = part.Literal
		}
	}
	return piece
}
