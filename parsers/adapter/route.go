package adapter

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// guard names the attributes that say who may call a route.
type guard struct{ authorization, authorizer, scopes, key string }

var (
	tfGuard = guard{
		authorization: "authorization_type", authorizer: "authorizer_id",
		scopes: "authorization_scopes", key: "api_key_required",
	}
	cfnGuard = guard{
		authorization: "AuthorizationType", authorizer: "AuthorizerId",
		scopes: "AuthorizationScopes", key: "ApiKeyRequired",
	}
)

func (n guard) apply(route *model.Route, r reader) {
	route.Authorization = orText(r.upper(n.authorization), "NONE")
	route.AuthorizerID = r.text(n.authorizer)
	route.Scopes = value.AsList(r.Get(n.scopes))
	route.KeyRequired = orFalse(r.Get(n.key))
}

// method reads a method of a REST API.
type method struct {
	owner, node, verb, parameters string
	guard                         guard
}

func (n method) route(r reader) *model.Route {
	route := &model.Route{
		Entity: r.entity(""), Owner: r.text(n.owner), Protocol: value.OfText(model.REST, r.At),
		Resource: r.text(n.node), Method: r.upper(n.verb), Target: value.Unset(r.At), Key: value.Unset(r.At),
		RequestParameters: each(r.Get(n.parameters), value.AsBool),
	}
	n.guard.apply(route, r)
	return route
}

// routeV2 reads a route of an HTTP or WebSocket API.
type routeV2 struct {
	owner, key, target string
	guard              guard
	// parameters gives the request parameters as a map of booleans.
	parameters func(r reader) value.Value
}

func (n routeV2) read(m *model.Model, r reader) {
	key := r.text(n.key)
	method, path := splitKey(key)
	route := &model.Route{
		Entity: r.entity(""), Owner: r.text(n.owner), Key: key, Target: r.text(n.target),
		Resource: value.Unset(r.At), Method: method, Path: path, RequestParameters: n.parameters(r),
	}
	n.guard.apply(route, r)
	m.Routes = append(m.Routes, route)
}

// tfRequestParameters reads one block for each parameter.
func tfRequestParameters(r reader) value.Value {
	v := r.Get("request_parameter")
	items, complete := blocks(v)
	if len(items) == 0 {
		return v
	}
	entries := make([]value.Entry, 0, len(items))
	for _, block := range items {
		key, known := textOf(block, "request_parameter_key").Text()
		if !known {
			complete = false
			continue
		}
		entries = append(entries, value.Entry{Key: key, KeyAt: block.At, Value: value.AsBool(block.Get("required"))})
	}
	return value.OfMap(entries, !complete, v.At)
}

// cfnRequestParameters reads an object for each parameter.
func cfnRequestParameters(r reader) value.Value {
	return each(r.Get("RequestParameters"), func(v value.Value) value.Value {
		if v = resource.Single(v); v.IsKnown() && v.Kind() == value.Map {
			return orFalse(v.Get("Required"))
		}
		return value.AsBool(v)
	})
}
