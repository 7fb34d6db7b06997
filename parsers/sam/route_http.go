package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// defaultRoute is the path of the route that answers what no other does.
const defaultRoute = "$default"

// httpRoute lets an event's route of an HTTP API call a function, and puts it
// into the API's document. One that the API's author wrote gets it too, unless
// the route calls something there already.
func (e *expander) httpRoute(r *route, target invoked) {
	d := e.openAPIOf(r)
	e.permitHTTPRoute(r, target, d)
	if d == nil {
		return
	}
	if !d.has(r.path.Text, r.method.Text) {
		e.addHTTPRoute(r, target, d)
	} else if r.api.managed {
		r.refused(e, "the method "+r.method.Text+" of the path "+r.path.Text+" is defined twice")
		return
	}
	operations := d.operations(r.path.Text, r.method.Text)
	if auth := given(r.properties, "Auth"); isSet(auth) {
		e.setHTTPRouteAuth(r, auth, operations)
	}
	for _, operation := range operations {
		e.setHTTPRequest(r, operation)
	}
}

// openAPIOf gives the document that a route of an HTTP API goes into, nil if
// none is in view.
func (e *expander) openAPIOf(r *route) *document {
	body := r.api.get("DefinitionBody")
	if !isSet(body) {
		return nil
	}
	if d := e.documentOf(r.api); d != nil && isOpenAPI(d.root) {
		return d
	}
	if mayBecomeDocument(body) {
		e.hide(r.api, "DefinitionBody", "the route of the event "+r.id+" is added to a document that is not in view", body)
	} else {
		e.refuse(r.at, "the event "+r.id+" needs an OpenAPI 3 document with paths in the DefinitionBody of "+r.api.id)
	}
	return nil
}

// mayBecomeDocument reports whether something that is no document may have
// become one by the time that the transform looks, because another transform
// inserts part of it.
func mayBecomeDocument(body *tree.Node) bool {
	return isFilled(body) || isFilled(body.Get("paths"))
}

// isFilled reports whether another transform inserts something into a mapping,
// or is all of it.
func isFilled(n *tree.Node) bool {
	name, _ := intrinsic(n)
	return name == "Fn::Transform" || given(n, "Fn::Transform") != nil
}

// addHTTPRoute puts a route into a document.
func (e *expander) addHTTPRoute(r *route, target invoked, d *document) {
	key := methodKey(r.method.Text)
	written := d.path(at(r.path.At), r.path.Text)
	items := d.pathItems(r.path.Text)
	for _, item := range items {
		if operation := item.Get(key); isSet(operation) && !isMap(operation) {
			e.refuse(operation.At, "the method "+r.method.Text+" of the path "+r.path.Text+" must be a mapping, for the event "+r.id+" adds to it")
			continue
		}
		e.addHTTPOperation(r, target, item, key)
	}
	switch {
	case len(items) == len(alternatives(written)) && len(items) > 0:
	case isIntrinsic(written):
		e.hide(r.api, "the path "+r.path.Text, "what the event "+r.id+" adds to it is not in view", written)
	default:
		e.refuse(r.at, "the path "+r.path.Text+" of the document of "+r.api.id+" must be a mapping, for the event "+r.id+" adds to it")
	}
}

// addHTTPOperation lets an operation of a path call the function of a route.
func (e *expander) addHTTPOperation(r *route, target invoked, item *tree.Node, key string) {
	b := at(r.at)
	operation := item.Get(key)
	if !isMap(operation) {
		operation = b.Map()
	}
	operation.Put(b.Entry(keyIntegration, b.Map(
		b.Entry("type", b.Text("aws_proxy")),
		b.Entry("httpMethod", b.Text("POST")),
		b.Entry("payloadFormatVersion", b.Text("2.0")),
		b.Entry("uri", when(b, r.of.condition(), invocationURI(b, target, "2015-03-31", "invocations"))),
	)))
	if r.path.Text == defaultRoute && key == anyMethod {
		operation.Put(b.Entry("isDefaultRoute", b.Bool(true)))
	}
	if operation.Get("responses") == nil {
		operation.Put(b.Entry("responses", b.Map()))
	}
	item.Put(b.Entry(key, when(b, r.of.condition(), operation)))
}
