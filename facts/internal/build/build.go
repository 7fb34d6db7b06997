// Package build makes small models for the tests of facts.
package build

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

var nowhere source.Range

// Value reads a text in which <?> is a hole, <resource.attr> a reference, and
// <region> an attribute of what surrounds the definition. "-" is absence, and
// "<?>" alone a value of which nothing is known.
func Value(text string) value.Value {
	switch text {
	case "-":
		return value.Unset(nowhere)
	case "<?>":
		return value.NotKnown(value.Variable, "", nowhere)
	}
	return value.OfParts(Parts(text), nowhere)
}

// Parts reads the parts of such a text.
func Parts(text string) []value.Part {
	var parts []value.Part
	for text != "" {
		before, after, found := strings.Cut(text, "<")
		parts = append(parts, value.Part{Literal: before})
		if !found {
			break
		}
		name, rest, _ := strings.Cut(after, ">")
		text = rest
		if name == "?" {
			parts = append(parts, value.Part{Reason: value.Variable})
			continue
		}
		dot := strings.LastIndexByte(name, '.')
		parts = append(parts, value.Part{Ref: value.Ref{Address: name[:max(dot, 0)], Attr: name[dot+1:]}})
	}
	return parts
}

// List gives a closed list of such texts.
func List(texts ...string) value.Value {
	items := make([]value.Value, len(texts))
	for i, text := range texts {
		items[i] = Value(text)
	}
	return value.OfList(items, false, nowhere)
}

// Map gives a closed map of pairs of a key and such a text.
func Map(pairs ...string) value.Value {
	var entries []value.Entry
	for i := 0; i < len(pairs); i += 2 {
		entries = append(entries, value.Entry{Key: pairs[i], Value: Value(pairs[i+1])})
	}
	return value.OfMap(entries, false, nowhere)
}

// ExecutionARN is how the ARNs of the requests to an API begin.
func ExecutionARN(api string) string {
	return "arn:<partition>:execute-api:<region>:<account>:<" + api + ".id>"
}

// InvocationURI is the URI that invokes what a reference names.
func InvocationURI(arn string) string {
	return "arn:<partition>:apigateway:<region>:lambda:path/2015-03-31/functions/" + arn + "/invocations"
}

// Entity gives the common part of an entity.
func Entity(address string) model.Entity {
	return model.Entity{Address: address, ID: address, Label: address}
}

// API adds an API that has all in view and the named stages.
func API(m *model.Model, address, protocol string, stages ...string) *model.API {
	unset := Value("-")
	api := &model.API{
		Entity: Entity(address), Protocol: Value(protocol), Name: Value(address), Body: unset, Target: unset,
		RoutesSet:      model.Set{Complete: true},
		StagesSet:      model.Set{Complete: true},
		DeploymentsSet: model.Set{Complete: true},
		PoliciesSet:    model.Set{Complete: true},
	}
	m.APIs = append(m.APIs, api)
	for _, name := range stages {
		stage := &model.Stage{Entity: Entity(address + "-stage-" + name), API: api, Name: Value(name)}
		m.Stages = append(m.Stages, stage)
		api.Stages = append(api.Stages, stage)
	}
	return api
}

// Route adds a route with its integration. The key is "GET /orders" or, for a
// WebSocket API and the default route, the route's key.
func Route(m *model.Model, api *model.API, key string, integration *model.Integration) *model.Route {
	unset := Value("-")
	route := &model.Route{
		Entity: Entity(api.Address + " " + key), API: api, Protocol: api.Protocol,
		Method: unset, Path: unset, Key: unset, Integration: integration,
		IntegrationSet: model.Set{Complete: true},
	}
	route.Label = key
	method, path, found := strings.Cut(key, " ")
	if found {
		route.Method, route.Path = Value(method), Value(path)
	}
	if protocol, _ := api.Protocol.Text(); protocol != model.REST {
		route.Key = Value(key)
	}
	if integration != nil {
		integration.Routes = append(integration.Routes, route)
		integration.API, integration.Protocol = api, api.Protocol
	}
	m.Routes = append(m.Routes, route)
	api.Routes = append(api.Routes, route)
	return route
}

// Integration adds a Lambda proxy integration with a URI.
func Integration(m *model.Model, uri string) *model.Integration {
	unset := Value("-")
	integration := &model.Integration{
		Entity: Entity("integration of " + uri), Protocol: Value("REST"),
		Type: Value("AWS_PROXY"), Method: Value("POST"), URI: Value(uri),
		Subtype: unset, Credentials: unset, RequestTemplates: unset,
	}
	m.Integrations = append(m.Integrations, integration)
	return integration
}

// Function adds a function whose permissions are all in view.
func Function(m *model.Model, address, name string) *model.Function {
	function := &model.Function{
		Entity: Entity(address), Name: Value(name), PermissionsSet: model.Set{Complete: true},
	}
	m.Functions = append(m.Functions, function)
	return function
}

// Alias adds an alias or a version.
func Alias(m *model.Model, address, function, name string) *model.Alias {
	alias := &model.Alias{Entity: Entity(address), FunctionName: Value(function), Name: Value(name)}
	m.Aliases = append(m.Aliases, alias)
	return alias
}

// Permission adds a permission for API Gateway.
func Permission(m *model.Model, address, function, sourceARN string) *model.Permission {
	permission := &model.Permission{
		Entity: Entity(address), FunctionName: Value(function), Qualifier: Value("-"),
		Action: Value("lambda:InvokeFunction"), Principal: Value("apigateway.amazonaws.com"),
		SourceARN: Value(sourceARN), SourceAccount: Value("-"),
	}
	m.Permissions = append(m.Permissions, permission)
	return permission
}
