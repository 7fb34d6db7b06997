package model

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// openOutside opens the sets of what somebody out of sight may act upon: all of
// them if part of the definition could not be read or anything may be in it,
// and those of the entities that an unresolved module, a nested stack or
// another definition is handed.
func (l *linker) openOutside() {
	if l.model.Partial {
		l.openAll("part of the definition could not be read")
	}
	handed := map[string]string{}
	for _, ref := range l.model.HandedOut {
		handed[ref.Address] = "it is handed out of this definition"
	}
	for _, unresolved := range l.model.Unresolved {
		reason := unresolved.Name + " could not be looked into"
		if unresolved.Everything {
			l.openAll(reason)
		}
		for _, ref := range unresolved.Args.AllRefs() {
			handed[ref.Address] = reason
		}
		l.openNamed(unresolved.Args, reason)
	}
	for address, reason := range handed {
		l.openEntity(address, reason)
	}
}

func (l *linker) openAll(reason string) {
	for _, api := range l.model.APIs {
		l.openAPI(api, reason)
	}
	for _, function := range l.model.Functions {
		function.PermissionsSet.Open(reason)
	}
	for _, route := range l.model.Routes {
		openRoute(route, reason)
	}
	for _, integration := range l.model.Integrations {
		integration.ResponsesSet.Open(reason)
	}
}

func (l *linker) openAPI(api *API, reason string) {
	api.RoutesSet.Open(reason)
	api.StagesSet.Open(reason)
	api.DeploymentsSet.Open(reason)
	api.PoliciesSet.Open(reason)
	for _, route := range l.model.Routes {
		if route.API == api {
			openRoute(route, reason)
		}
	}
	for _, integration := range l.model.Integrations {
		if integration.API == api {
			integration.ResponsesSet.Open(reason)
		}
	}
}

func openRoute(route *Route, reason string) {
	route.IntegrationSet.Open(reason)
	route.MethodResponsesSet.Open(reason)
}

// openEntity opens the sets of the entity with an address.
func (l *linker) openEntity(address, reason string) {
	if api := l.apis[address]; api != nil {
		l.openAPI(api, reason)
	}
	for _, function := range l.model.Functions {
		if function.Address == address {
			function.PermissionsSet.Open(reason)
		}
	}
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

// openNamed opens the sets of functions that are handed on by name.
func (l *linker) openNamed(args value.Value, reason string) {
	for _, function := range l.model.Functions {
		name, known := function.Name.Text()
		if known && name != "" && mentions(args, name) {
			function.PermissionsSet.Open(reason)
		}
	}
}

// mentions reports whether a known text of the value contains a name.
func mentions(v value.Value, name string) bool {
	if text, known := v.Text(); known && strings.Contains(text, name) {
		return true
	}
	for _, part := range v.Parts() {
		if strings.Contains(part.Literal, name) {
			return true
		}
	}
	for _, item := range v.Items() {
		if mentions(item, name) {
			return true
		}
	}
	for _, entry := range v.Entries() {
		if mentions(entry.Value, name) {
			return true
		}
	}
	return false
}
