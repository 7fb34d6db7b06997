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

// routes joins REST methods with their integrations.
func (l *linker) routes() {
	byKey := map[methodKey]*Route{}
	for _, route := range l.model.Routes {
		if key, ok := l.keyOf(route.Owner, route.Resource, route.Method); ok {
			byKey[key] = route
		}
	}
	for _, integration := range l.model.Integrations {
		if integration.Resource.IsAbsent() {
			continue // a v2 integration
		}
		key, ok := l.keyOf(integration.Owner, integration.Resource, integration.RouteMethod)
		if !ok {
			l.eachRoute(integration.API, func(route *Route) {
				route.IntegrationSet.Open("the method of " + integration.Address + " is not known")
			})
			continue
		}
		if route := byKey[key]; route != nil {
			route.Integration = integration
			integration.Routes = append(integration.Routes, route)
			integration.Label = "the integration of " + route.Label
		}
	}
}

// eachRoute calls f for the routes of an API, or for all routes if it is nil.
func (l *linker) eachRoute(api *API, f func(route *Route)) {
	for _, route := range l.model.Routes {
		if api == nil || route.API == nil || route.API == api {
			f(route)
		}
	}
}

// responses puts method responses under their routes and integration responses
// under their integrations.
func (l *linker) responses() {
	routes, integrations := map[methodKey]*Route{}, map[methodKey]*Integration{}
	for _, route := range l.model.Routes {
		if key, ok := l.keyOf(route.Owner, route.Resource, route.Method); ok {
			routes[key] = route
		}
	}
	for _, integration := range l.model.Integrations {
		if key, ok := l.keyOf(integration.Owner, integration.Resource, integration.RouteMethod); ok {
			integrations[key] = integration
		} else {
			integration.ResponsesSet.Open("the method of " + integration.Address + " is not known")
		}
	}
	for _, response := range l.model.MethodResponses {
		key, ok := l.keyOf(response.Owner, response.Resource, response.Method)
		if !ok {
			l.eachRoute(l.api(response.Owner), func(route *Route) {
				route.MethodResponsesSet.Open("the method of " + response.Address + " is not known")
			})
		} else if route := routes[key]; route != nil {
			route.MethodResponses = append(route.MethodResponses, response)
		}
	}
	for _, response := range l.model.IntegrationResponses {
		key, ok := l.keyOf(response.Owner, response.Resource, response.Method)
		if !ok {
			api := l.api(response.Owner)
			for _, integration := range l.model.Integrations {
				if api == nil || integration.API == nil || integration.API == api {
					integration.ResponsesSet.Open("the method of " + response.Address + " is not known")
				}
			}
		} else if integration := integrations[key]; integration != nil {
			integration.Responses = append(integration.Responses, response)
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
				route.IntegrationSet.Open("the target of " + route.Address + " is not known")
			}
			continue
		}
		route.Integration = integration
		integration.Routes = append(integration.Routes, route)
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
