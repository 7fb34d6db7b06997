package sam

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// permitHTTPRoute lets a route of an HTTP API call its function, where the
// permission of the default route does not do so already.
func (e *expander) permitHTTPRoute(r *route, target invoked, d *document) {
	path := withoutSlash(r.path.Text)
	if path == defaultRoute {
		path = ""
	} else if d.answersAll(target) {
		return
	}
	resource := "/" + permittedMethod(r.method.Text) + starredHTTP(path)
	if path == "/"+defaultRoute && strings.EqualFold(r.method.Text, "any") {
		resource = path
	}
	e.permitRoute(r, target, r.of.id+r.id+"Permission", resource)
}

var httpPathParameter = regexp.MustCompile(`\{(?:[a-zA-Z0-9._-]+|proxy\+)\}`)

// starredHTTP gives a path of an HTTP API with stars for its parameters. Of the
// greedy ones the transform knows "{proxy+}" alone.
func starredHTTP(path string) string { return httpPathParameter.ReplaceAllString(path, "*") }

var calledFunction = regexp.MustCompile(`([A-Za-z0-9]+)\.Arn`)

// answersAll reports whether the default route of a document calls a function in
// every case. One that is called by its alias does not count.
func (d *document) answersAll(target invoked) bool {
	if d == nil || !d.has(defaultRoute, anyMethod) {
		return false
	}
	for _, item := range d.pathItems(defaultRoute) {
		for _, operation := range maps(item.Get(anyMethod)) {
			if !calls(operation.Get(keyIntegration).Get("uri"), target) {
				return false
			}
		}
	}
	return true
}

// calls reports whether a URI calls a function in every case.
func calls(uri *tree.Node, target invoked) bool {
	for _, one := range alternatives(uri) {
		name, pattern := intrinsic(one)
		called := calledFunction.FindStringSubmatch(text(pattern))
		if name != "Fn::Sub" || called == nil || called[1] != target.id {
			return false
		}
	}
	return uri != nil
}
