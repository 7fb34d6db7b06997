package sam

import (
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// httpAPI makes an HTTP API with its stage.
func (e *expander) httpAPI(of *item) {
	d := e.documentOf(of)
	if d != nil && !isOpenAPI(d.root) {
		d = nil
	}
	if d != nil {
		e.addHTTPCORS(of, d)
		e.addHTTPAuth(of, d)
		e.addHTTPEndpoint(of, d)
		e.addInfo(of, d)
		e.renameDefaultPath(of, d)
	} else {
		e.withoutOpenAPI(of)
	}
	if isSet(of.get("DefinitionUri")) && isSet(of.get("DefinitionBody")) {
		e.refuse(of.place("DefinitionUri"), of.id+" has a DefinitionUri and a DefinitionBody; take one of them away")
	}
	properties := picked(of, []string{"FailOnWarnings"})
	e.setBody(of, properties, d)
	e.main(of, "AWS::ApiGatewayV2::Api", properties)
	e.httpStage(of)
	e.permitHTTPAuthorizers(of)
	e.httpDomain(of)
}

// withoutOpenAPI says what the transform needs a document in view for.
func (e *expander) withoutOpenAPI(of *item) {
	body := of.get("DefinitionBody")
	for _, property := range []string{"CorsConfiguration", "Auth", "Name", "Description", "DisableExecuteApiEndpoint"} {
		switch value := of.get(property); {
		case value == nil || !isSet(value) && property != "DisableExecuteApiEndpoint":
		case isSet(body) && mayBecomeDocument(body):
			e.hide(of, property, "it is added to a DefinitionBody that is not in view", value)
		default:
			e.refuse(of.place(property), property+" of "+of.id+" needs an OpenAPI 3 document in the DefinitionBody")
		}
	}
}

// addHTTPEndpoint says at every server of a document whether an HTTP API has its
// own host name.
func (e *expander) addHTTPEndpoint(of *item, d *document) {
	written := of.get("DisableExecuteApiEndpoint")
	if written == nil {
		return
	}
	b := at(of.place("DisableExecuteApiEndpoint"))
	servers := given(d.root, "servers")
	if servers == nil {
		servers = b.List(b.Map())
		d.root.Put(b.Entry("servers", servers))
	}
	if servers.Kind != tree.Sequence {
		e.refuse(servers.At, "the servers of the document of "+of.id+" must be a list")
		return
	}
	for _, server := range servers.Items {
		if endpoint := within(b, server, httpEndpointKey); endpoint != nil {
			endpoint.Put(b.Entry("disableExecuteApiEndpoint", written))
		} else {
			e.refuse(server.At, "the servers of the document of "+of.id+" must be mappings")
		}
	}
}

// httpEndpointKey is where a document configures the endpoint of an API.
const httpEndpointKey = "x-amazon-apigateway-endpoint-configuration"

// within gives the mapping under a key of a mapping of our own as under does;
// nil also if the outer one is none.
func within(b tree.Builder, n *tree.Node, key string) *tree.Node {
	if !isMap(n) {
		return nil
	}
	return under(b, n, key)
}

// addInfo sets the title and the description of a document that has none of its
// own.
func (e *expander) addInfo(of *item, d *document) {
	isOurs := func(title *tree.Node) bool { return refTarget(title) == "AWS::StackName" }
	isMissing := func(description *tree.Node) bool { return !isSet(description) }
	for _, one := range []struct {
		property, key string
		mayReplace    func(*tree.Node) bool
	}{{"Name", "title", isOurs}, {"Description", "description", isMissing}} {
		value := of.get(one.property)
		if !isSet(value) {
			continue
		}
		place := of.place(one.property)
		info := under(at(place), d.root, "info")
		switch {
		case info == nil:
			e.refuse(place, "the info of the document of "+of.id+" must be a mapping, so that "+one.property+" can be added")
		case !one.mayReplace(info.Get(one.key)):
			e.refuse(place, of.id+" cannot have a "+one.property+" beside a document of its own; write it as the "+one.key+" there")
		default:
			info.Put(at(place).Entry(one.key, value))
		}
	}
}

// renameDefaultPath gives the path of the default route the slash in front
// without which the import would warn, where a warning would make it fail.
func (e *expander) renameDefaultPath(of *item, d *document) {
	entry := d.paths.Entry(defaultRoute)
	if entry == nil || !isSet(of.get("FailOnWarnings")) {
		return
	}
	renamed := *entry
	renamed.Key = "/" + defaultRoute
	d.paths.Delete(defaultRoute)
	d.paths.Put(renamed)
}

// httpStage makes the stage of an HTTP API.
func (e *expander) httpStage(of *item) {
	place := of.place("StageName")
	b := at(place)
	name := of.get("StageName")
	if !isSet(name) {
		name = b.Text("$default")
	}
	id := suffixed(of.id+"Stage", "")
	switch {
	case !isText(name):
	case isAlphanumeric(name.Text):
		id = of.id + name.Text + "Stage"
	case name.Text == "$default":
		id = of.id + "ApiGatewayDefaultStage"
	default:
		id = suffixed(of.id+"Stage", name.Text)
	}
	e.v2Stage(of, id, place, name)
}

// v2Stage makes the stage of an HTTP or a WebSocket API.
func (e *expander) v2Stage(of *item, id string, place source.Range, name *tree.Node) *tree.Node {
	b := at(place)
	properties := picked(of, []string{"AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"})
	properties.Put(b.Entry("ApiId", ref(b, of.id)))
	properties.Put(b.Entry("StageName", name))
	properties.Put(b.Entry("AutoDeploy", b.Bool(true)))
	e.refer(of, "Stage", id)
	return e.derive(of, id, place, "AWS::ApiGatewayV2::Stage", properties)
}
