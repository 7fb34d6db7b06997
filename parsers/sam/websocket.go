package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// webSocketAPI makes a WebSocket API with its routes and its stage.
func (e *expander) webSocketAPI(of *item) {
	b := at(of.at)
	properties := picked(of, []string{
		"ApiKeySelectionExpression", "Description", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType", "Name",
		"RouteSelectionExpression",
	})
	if properties.Get("Name") == nil {
		properties.Put(b.Entry("Name", b.Text(of.id)))
	}
	properties.Put(b.Entry("ProtocolType", b.Text("WEBSOCKET")))
	e.main(of, "AWS::ApiGatewayV2::Api", properties)
	e.checkWebSocketAPI(of)
	authorization := e.webSocketAuth(of)
	e.webSocketStage(of, e.webSocketRoutes(of, authorization))
	e.httpDomain(of)
}

// checkWebSocketAPI says what the transform would refuse of an API's own
// properties.
func (e *expander) checkWebSocketAPI(of *item) {
	if of.get("RouteSelectionExpression") == nil {
		e.refuse(of.at, of.id+" needs a RouteSelectionExpression")
	}
	if kind := of.get("IpAddressType"); isText(kind) && kind.Text != "ipv4" && kind.Text != "dualstack" {
		e.refuse(kind.At, "the IpAddressType of "+of.id+" must be ipv4 or dualstack")
	}
	if isSet(of.get("Domain", "MutualTlsAuthentication")) {
		e.refuse(of.place("Domain"), "the domain of "+of.id+" cannot have MutualTlsAuthentication, for it is one of a WebSocket API")
	}
}

// webSocketStage makes the stage of a WebSocket API with routes of some logical
// ids.
func (e *expander) webSocketStage(of *item, routes []string) {
	place := of.place("StageName")
	b := at(place)
	name := webSocketStageName(of)
	id := of.id + "Stage"
	switch {
	case !isText(name):
	case name.Text == "$default":
		e.refuse(place, "the stage of "+of.id+" cannot be named $default, for it is one of a WebSocket API")
	case name.Text == "default":
		id = of.id + "DefaultStage"
	default:
		if !isAlphanumeric(name.Text) {
			e.refuse(place, "the StageName of "+of.id+" must be of letters and digits, for the logical id of the stage has it")
		}
		id = of.id + alphanumeric(name.Text) + "Stage"
	}
	stage := e.v2Stage(of, id, place, name)
	if isSet(of.get("RouteSettings")) && len(routes) > 0 {
		waits := b.List()
		for _, id := range routes {
			waits.Items = append(waits.Items, b.Text(id))
		}
		stage.Put(b.Entry("DependsOn", waits))
	}
}

// webSocketStageName gives the name of a WebSocket API's stage.
func webSocketStageName(of *item) *tree.Node {
	if name := of.get("StageName"); name != nil {
		return name
	}
	return at(of.at).Text("default")
}

// webSocketRoutes makes the routes of a WebSocket API, and gives their logical
// ids.
func (e *expander) webSocketRoutes(of *item, authorization []tree.Entry) []string {
	routes := of.get("Routes")
	if !isSet(routes) {
		e.refuse(of.place("Routes"), of.id+" needs Routes, with at least one")
		return nil
	}
	if !e.object(of, of.place("Routes"), routes, "Routes") {
		return nil
	}
	var ids []string
	for _, entry := range routes.Entries {
		if id := e.webSocketRoute(of, entry, authorization); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// routeID gives what a route's logical ids have between that of the API and
// what they are of; "" if the transform would refuse the key.
func routeID(key string) string {
	switch key {
	case "$connect", "$disconnect", "$default":
		key = key[1:]
	}
	if !isAlphanumeric(key) {
		return ""
	}
	return strings.ToUpper(key[:1]) + strings.ToLower(key[1:])
}
