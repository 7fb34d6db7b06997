// Package sam makes of a SAM template the CloudFormation template that the
// serverless transform would make of it. It works on trees: every node that it
// makes stands at the place of what a person wrote.
//
// What the transform leaves to CloudFormation (functions, references) is left in
// the tree. Tags are left out, and so is what only serves other services.
package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// Transform is the name under which a template asks for the transform.
const Transform = "AWS::Serverless-2016-10-31"

// Expanded is a template after the transform.
type Expanded struct {
	// Root is the whole template. It shares nodes with the one it was made of.
	Root *tree.Node
	// Origin gives the logical id of the written resource that a resource was
	// made of; those that are written themselves are not in it.
	Origin map[string]string
	// Hidden are parts that may hold more than is in the tree.
	Hidden []Hidden
	// Problems are what the transform would refuse. The rest is read.
	Problems []source.Problem
}

// Hidden is something that the transform makes, or may make, and that is not
// in the tree.
type Hidden struct {
	Name, Reason string
	At           source.Range
	// Args is what it is told, nil if nothing.
	Args *tree.Node
}

// Uses reports whether a template asks for the transform, or holds resources
// that mean nothing without it: what is kept without the line is meant to be
// deployed with it.
func Uses(root *tree.Node) bool {
	for _, item := range list(root.Get("Transform")) {
		if text(item) == Transform || text(item.Get("Name")) == Transform {
			return true
		}
	}
	resources := root.Get("Resources")
	if resources == nil {
		return false
	}
	for _, entry := range resources.Entries {
		if strings.HasPrefix(text(entry.Value.Get("Type")), prefix) {
			return true
		}
	}
	return false
}

// Expand applies the transform. given are the values of parameters; where
// the transform needs a value to decide what to make and none is given, it is
// the parameter's default.
func Expand(root *tree.Node, values map[string]string, limits source.Limits) *Expanded {
	e := newExpander(root, values, limits.ServerlessNodes)
	e.readRoutes()
	e.addRouteSettings()
	e.mergeGlobals()
	e.setOpenAPIVersions()
	for _, step := range []map[string]func(*expander, *item){
		{typeFunction: (*expander).function},
		{typeStateMachine: (*expander).stateMachine},
		{typeAPI: (*expander).restAPI, typeHTTPAPI: (*expander).httpAPI, typeWebSocketAPI: (*expander).webSocketAPI},
		others,
		{typeConnector: (*expander).connector},
	} {
		for _, of := range e.items {
			if expand := step[of.typ]; expand != nil && !e.exhausted {
				expand(e, of)
				of.expanded = true
			}
		}
	}
	for _, of := range e.items {
		e.connectors(of)
	}
	return e.result()
}
