// Package openapi makes resources of what API Gateway imports from an OpenAPI
// document: the methods, integrations, authorizers and responses that stand in
// the document of an API, in CloudFormation's types and property names, each
// with the place where a person wrote it.
package openapi

import (
	"regexp"
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// holder says how a resource type holds the document of an API.
type holder struct {
	// body is the attribute with the document, parameters the one with the
	// options of the import.
	body, parameters string
	// owner is the attribute that names the API; "" where the resource is it.
	owner string
	// protocol is REST or HTTP.
	protocol protocol
	// settings names the attributes of the API that a document may set.
	settings settings
}

// protocol says into which kind of API a document is imported.
type protocol uint8

const (
	undecided protocol = iota
	rest
	http
)

// holders are the resource types that hold documents.
var holders = map[string]holder{
	"AWS::ApiGateway::RestApi":     {body: "Body", parameters: "Parameters", protocol: rest, settings: cfnRestSettings},
	"AWS::ApiGatewayV2::Api":       {body: "Body", protocol: http, settings: cfnHTTPSettings},
	"aws_api_gateway_rest_api":     {body: "body", parameters: "parameters", protocol: rest, settings: tfRestSettings},
	"aws_api_gateway_rest_api_put": {body: "body", parameters: "parameters", owner: "rest_api_id", protocol: rest},
	"aws_apigatewayv2_api":         {body: "body", protocol: http, settings: tfHTTPSettings},
}

// Expand appends to a definition the resources that the import of its
// documents makes. What may be in a document and could not be read is left
// unresolved, so that nothing is said to be missing from its API. A document
// of which nothing is known is left alone: the adapter opens its API.
func Expand(definition *resource.Definition, limits source.Limits) []source.Problem {
	var problems []source.Problem
	written := definition.Resources
	definition.Resources = slices.Clone(written)
	for i, r := range written {
		h, ok := holders[r.Type]
		if !ok || r.Data || slices.Contains(r.IgnoresChanges(), h.body) {
			continue
		}
		body := r.Get(h.body)
		document, problem := documentOf(body, limits)
		if problem != nil {
			if body.IsKnown() || showsDocument(body) {
				problems = append(problems, *problem)
			}
			continue
		}
		x := newExpansion(r, h, document, limits)
		x.alone = definition.Dialect == resource.OpenAPI
		definition.Resources[i] = x.expand()
		definition.Resources = append(definition.Resources, x.made...)
		definition.Unresolved = append(definition.Unresolved, x.unresolved...)
		problems = append(problems, x.problems...)
	}
	return problems
}

// documentOf gives the structure of a document, or why there is none. A text of
// which nobody has told where its parts stand is read here; they stand where
// the text does.
func documentOf(body value.Value, limits source.Limits) (value.Value, *source.Problem) {
	problem := source.Problem{
		Kind: source.Unreadable, At: body.At,
		Message: "the OpenAPI document of this API is neither a JSON object nor a YAML mapping; nothing is said of the routes in it",
	}
	if inner := body.Inner(); inner != nil {
		body = *inner
	}
	if text, known := body.Text(); known {
		file := &source.File{Path: body.At.File, Bytes: []byte(text)}
		document, refused := tree.Parse(file, limits)
		switch {
		case refused == nil:
			body = nodes{at: body.At, secret: body.Sensitive}.value(document.Root)
		case refused.Kind == source.Limit:
			problem.Kind = source.Limit
			problem.Message = "the OpenAPI document of this API is not read: " + refused.Message
		}
	}
	if body.IsKnown() && body.Kind() == value.Map {
		return body, nil
	}
	return body, &problem
}

// showsDocument reports whether the known pieces of a text are those of a
// document: one that is known but for some values, and could not be read.
func showsDocument(body value.Value) bool {
	return slices.ContainsFunc(body.Parts(), func(part value.Part) bool {
		return version.MatchString(part.Literal)
	})
}

// version is the key that a document states its own kind with.
var version = regexp.MustCompile(`(?m)^[ \t]*["']?(openapi|swagger)["']?[ \t]*:`)
