package model

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// methodKey identifies a REST method: API, path node and verb.
type methodKey struct{ api, node, verb string }

// keyOf gives the key of a REST method, and whether it is certain. References
// to data sources and to instances of a resource whose instances are not known
// may mean the same as another key, so they are not.
func (l *linker) keyOf(owner, node, verb value.Value) (methodKey, bool) {
	api := l.api(owner)
	ref, ok := node.Ref()
	text, known := verb.Text()
	if api == nil || !ok || !known || !l.certain(ref) {
		return methodKey{}, false
	}
	return methodKey{api: api.ID, node: ref.Address + "." + ref.Attr, verb: text}, true
}

// certain reports whether a reference names exactly one path node or API.
func (l *linker) certain(ref value.Ref) bool {
	_, isNode := l.nodes[ref.Address]
	_, isAPI := l.apis[ref.Address]
	return isNode || isAPI
}

// routesByKey gives the REST methods by their keys. Several have one key where
// conditions choose between them.
func (l *linker) routesByKey() map[methodKey][]*Route {
	byKey := map[methodKey][]*Route{}
	for _, route := range l.model.Routes {
		if key, ok := l.keyOf(route.Owner, route.Resource, route.Method); ok {
			byKey[key] = append(byKey[key], route)
		}
	}
	return byKey
}

// routes joins REST methods with their integrations.
func (l *linker) routes() {
	strays := strays{}
	for _, integration := range l.model.Integrations {
		if integration.Resource.IsAbsent() {
			continue // a v2 integration
		}
		if integration.Bundled {
			integration.Label = integrationOf(integration.Routes[0])
			continue
		}
		key, ok := l.keyOf(integration.Owner, integration.Resource, integration.RouteMethod)
		if !ok && strays.first(integration.API) {
			for _, route := range l.model.Routes {
				if mayShare(route.API, integration.API) {
					route.IntegrationSet.Open(noMethod(integration.Address))
				}
			}
		}
		for _, route := range l.byMethod[key] {
			route.Integration = integration
			integration.Routes = append(integration.Routes, route)
			integration.Label = integrationOf(route)
		}
	}
}

func integrationOf(route *Route) string { return "the integration of " + route.Label }

func noMethod(address string) string { return "the method of " + address + " is not known" }

// mayShare reports whether two APIs may be one, of which nil ones are not known.
func mayShare(a, b *API) bool { return a == nil || b == nil || a == b }

// strays are the APIs that something without a known place was seen of. The
// first of an API opens all sets that the next ones would.
type strays map[*API]bool

func (s strays) first(api *API) bool {
	if s[api] || s[nil] {
		return false
	}
	s[api] = true
	return true
}

// responses puts method responses under their routes and integration responses
// under their integrations.
func (l *linker) responses() {
	l.methodResponses()
	byKey, strays := map[methodKey][]*Integration{}, strays{}
	for _, integration := range l.model.Integrations {
		if integration.Bundled {
			continue
		}
		if key, ok := l.keyOf(integration.Owner, integration.Resource, integration.RouteMethod); ok {
			byKey[key] = append(byKey[key], integration)
		} else {
			integration.ResponsesSet.Open(noMethod(integration.Address))
		}
	}
	for _, response := range l.model.IntegrationResponses {
		key, ok := l.keyOf(response.Owner, response.Resource, response.Method)
		if api := l.api(response.Owner); !ok && strays.first(api) {
			for _, integration := range l.model.Integrations {
				if mayShare(integration.API, api) {
					integration.ResponsesSet.Open(noMethod(response.Address))
				}
			}
		}
		for _, integration := range byKey[key] {
			integration.Responses = append(integration.Responses, response)
		}
	}
}

func (l *linker) methodResponses() {
	strays := strays{}
	for _, response := range l.model.MethodResponses {
		key, ok := l.keyOf(response.Owner, response.Resource, response.Method)
		if api := l.api(response.Owner); !ok && strays.first(api) {
			for _, route := range l.model.Routes {
				if mayShare(route.API, api) {
					route.MethodResponsesSet.Open(noMethod(response.Address))
				}
			}
		}
		for _, route := range l.byMethod[key] {
			route.MethodResponses = append(route.MethodResponses, response)
		}
	}
}

// integrationsV2 joins the routes of HTTP and WebSocket APIs with the
// integrations that their targets name.
func (l *linker) integrationsV2() {
	byAddress := index(l.model.Integrations)
	for _, route := range l.model.Routes {
		if !route.Resource.IsAbsent() {
			continue // a REST method
		}
		integration := targetOf(route.Target, byAddress)
		if integration == nil {
			if !route.Target.IsAbsent() {
				route.IntegrationSet.OpenFor("the target of "+route.Address+" is not known", route.Target)
			}
			continue
		}
		route.Integration = integration
		integration.Routes = append(integration.Routes, route)
		if integration.Origin != "" && len(integration.Routes) == 1 {
			integration.Label = integrationOf(route) // nobody has given it a name
		}
	}
}

// targetOf finds the integration in "integrations/ID".
func targetOf(target value.Value, byAddress map[string]*Integration) *Integration {
	for _, part := range target.Parts() {
		if integration := byAddress[part.Ref.Address]; part.IsRef() && integration != nil {
			return integration
		}
	}
	return nil
}

// paths gives every path node its whole path, and every route the path of its
// node and a label.
func (l *linker) paths() {
	for _, node := range l.model.PathNodes {
		node.Path = l.path(node, 0)
	}
	for _, route := range l.model.Routes {
		if route.Resource.IsAbsent() {
			if !route.Key.IsUnknown() {
				route.Label = route.Key.Show()
			}
			continue
		}
		route.Path = l.pathOf(route.Resource, 0)
		route.Path.At = route.Resource.At
		if _, known := route.Path.Text(); known && route.Method.IsKnown() {
			route.Label = route.Method.Show() + " " + route.Path.Show()
		}
	}
}

// maxDepth bounds the path tree, whose references may form a cycle.
const maxDepth = 64

func (l *linker) path(node *PathNode, depth int) value.Value {
	parent := l.pathOf(node.Parent, depth)
	if text, known := parent.Text(); known {
		parent = value.OfText(strings.TrimSuffix(text, "/"), parent.At)
	}
	return value.Concat(parent, value.OfText("/", node.PathPart.At), node.PathPart)
}

// pathOf gives the path of the node that a reference names: "/" for the root
// resource of an API.
func (l *linker) pathOf(reference value.Value, depth int) value.Value {
	ref, ok := reference.Ref()
	if !ok || depth > maxDepth {
		return value.NotKnown(value.Computed, "", reference.At)
	}
	if node := l.nodes[ref.Address]; node != nil {
		return l.path(node, depth+1)
	}
	if l.apis[ref.Address] != nil && ref.Attr == "root_resource_id" {
		return value.OfText("/", reference.At)
	}
	return value.NotKnown(value.Computed, "", reference.At)
}
