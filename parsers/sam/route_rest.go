package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restRoute lets an event's route of a REST API call a function, and puts it
// into the API's document where SAM makes that.
func (e *expander) restRoute(r *route, target invoked) {
	e.permitRoute(r, target, suffixed(r.of.id+r.id+"Permission", r.stageSuffix()),
		"/"+permittedMethod(r.method.Text)+starred(withoutSlash(r.path.Text)))
	if r.api.managed || isSet(r.api.get("MergeDefinitions")) {
		e.addRestRoute(r, func() *tree.Node { return e.restIntegration(r, target) }, at(r.at).Map())
	}
	e.overrideAuth(r)
}

// stageSuffix gives the end of the logical id of a route's permission.
func (r *route) stageSuffix() string {
	if stage := given(r.api.body, "Properties", "StageName"); isText(stage) {
		return stage.Text
	}
	if stage := r.api.get("StageName"); isText(stage) {
		return stage.Text
	}
	return "Stage"
}

// documentOf gives the document of an API, nil if none is in view.
func (e *expander) documentOf(api *item) *document {
	if api.document == nil && isDocument(api.get("DefinitionBody")) {
		if root := e.copied(api.get("DefinitionBody")); root != nil {
			api.document = newDocument(root)
		}
	}
	return api.document
}

// addRestRoute puts a route into a document, with its integration, and with the
// responses of its method where none are written.
func (e *expander) addRestRoute(r *route, integration func() *tree.Node, responses *tree.Node) {
	d := e.documentOf(r.api)
	if d == nil {
		return
	}
	merge := !r.api.managed
	if merge {
		d = newDocument(skeleton(at(r.at), "swagger", "2.0"))
	}
	if d.has(r.path.Text, r.method.Text) {
		r.refused(e, "the method "+r.method.Text+" of the path "+r.path.Text+" is defined twice")
		return
	}
	b := at(r.at)
	key := methodKey(r.method.Text)
	d.path(at(r.path.At), r.path.Text)
	for _, item := range d.pathItems(r.path.Text) {
		operation := item.Get(key)
		if !isMap(operation) {
			operation = b.Map()
		}
		operation.Put(b.Entry(keyIntegration, integration()))
		if operation.Get("responses") == nil {
			operation.Put(b.Entry("responses", responses))
		}
		item.Put(b.Entry(key, when(b, r.of.condition(), operation)))
	}
	e.restRouteAuth(r, d)
	e.restRouteRequest(r, d)
	if merge {
		e.mergeRoute(r, d)
	}
}

// restIntegration makes the integration of a route with a function.
func (e *expander) restIntegration(r *route, target invoked) *tree.Node {
	b := at(r.at)
	uri := invocationURI(b, target, "2015-03-31", "invocations")
	var transfer *tree.Node
	if mode := given(r.properties, "ResponseTransferMode"); text(mode) == "RESPONSE_STREAM" {
		uri = invocationURI(b, target, "2021-11-15", "response-streaming-invocations")
		transfer = at(mode.At).Text("STREAM")
	}
	return b.Map(
		b.Entry("type", b.Text("aws_proxy")),
		b.Entry("httpMethod", b.Text("POST")),
		b.Entry("uri", when(b, r.of.condition(), uri)),
		b.Entry("responseTransferMode", transfer),
		b.Entry("credentials", e.restCredentials(r)),
		b.Entry("timeoutInMillis", setOrNil(given(r.properties, "TimeoutInMillis"))),
	)
}

// setOrNil gives a value that is set, nil otherwise.
func setOrNil(n *tree.Node) *tree.Node {
	if isSet(n) {
		return n
	}
	return nil
}
