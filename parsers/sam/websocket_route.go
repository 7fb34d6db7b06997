package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// connectRoute is the key of the route that opens a connection, the only one
// whose callers can be told apart.
const connectRoute = "$connect"

// webSocketRouteProperties are those that a route has under the same name.
var webSocketRouteProperties = []string{
	"ApiKeyRequired", "ModelSelectionExpression", "OperationName", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression",
}

// webSocketRoute makes a route of a WebSocket API with its integration, and lets
// it call its function. It gives the route's logical id, "" if the transform
// would refuse it. authorization are the properties of the route that opens a
// connection.
func (e *expander) webSocketRoute(of *item, entry tree.Entry, authorization []tree.Entry) string {
	b := at(entry.KeyAt)
	id := routeID(entry.Key)
	spec := entry.Value
	function := spec.Entry("FunctionArn")
	switch {
	case id == "":
		e.refuse(entry.KeyAt, "the route "+entry.Key+" of "+of.id+" needs a key of letters and digits, $connect, $disconnect or $default")
		return ""
	case !e.object(of, entry.KeyAt, spec, "the route "+entry.Key):
		return ""
	case function == nil || function.Value.Kind == tree.Null:
		e.refuse(entry.KeyAt, "the route "+entry.Key+" of "+of.id+" needs a FunctionArn")
		return ""
	}
	if parameters := given(spec, "RequestParameters"); isSet(parameters) && entry.Key != connectRoute {
		e.refuse(entry.KeyAt, "the route "+entry.Key+" of "+of.id+" cannot have RequestParameters; only $connect can")
	}
	id = of.id + id
	properties := b.Map(b.Entry("ApiId", ref(b, of.id)), b.Entry("RouteKey", b.Text(entry.Key)))
	for _, name := range webSocketRouteProperties {
		if written := spec.Entry(name); written != nil && written.Value.Kind != tree.Null {
			properties.Put(*written)
		}
	}
	if entry.Key == connectRoute {
		for _, one := range authorization {
			properties.Put(one)
		}
	}
	properties.Put(b.Entry("Target", b.Call("Fn::Join", b.List(b.Text("/"), b.List(b.Text("integrations"), ref(b, id+"Integration"))))))
	e.derive(of, id+"Route", entry.KeyAt, "AWS::ApiGatewayV2::Route", properties)
	e.webSocketIntegration(of, id+"Integration", entry)
	e.permitWebSocketRoute(of, id+"Permission", entry)
	return id + "Route"
}

// webSocketIntegration makes the integration of a route with its function.
func (e *expander) webSocketIntegration(of *item, id string, route tree.Entry) {
	b := at(route.KeyAt)
	function := *route.Value.Entry("FunctionArn")
	place := at(function.KeyAt)
	e.derive(of, id, route.KeyAt, "AWS::ApiGatewayV2::Integration", b.Map(
		b.Entry("ApiId", ref(b, of.id)),
		b.Entry("IntegrationType", b.Text("AWS_PROXY")),
		place.Entry("IntegrationUri", sub(place, lambdaURI+"${FunctionArn}/invocations", function)),
		moved(route.Value, "IntegrationTimeout", "TimeoutInMillis"),
	))
}

// permitWebSocketRoute lets a route call its function in the stage of the API.
func (e *expander) permitWebSocketRoute(of *item, id string, route tree.Entry) {
	function := route.Value.Get("FunctionArn")
	api := "${" + of.id + ".ApiId}/"
	if name := webSocketStageName(of); isText(name) {
		e.permit(of, id, route.KeyAt, function, api+name.Text+"/"+route.Key)
	} else {
		e.permit(of, id, route.KeyAt, function, api+"${__StageName__}/"+route.Key, at(route.KeyAt).Entry("__StageName__", name))
	}
}
