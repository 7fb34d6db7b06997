package openapi

import (
	"bytes"
	"path"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// extension begins the keys that only API Gateway reads.
const extension = "x-amazon-apigateway-"

// Load reads a document that no definition draws in as one that defines an API.
// It gives nil for one without extensions of API Gateway. The functions, the
// permissions and the stages of the API are out of sight.
func Load(root *source.Root, name string) (*resource.Definition, []source.Problem) {
	file, err := root.Read(name)
	if err != nil {
		return nil, []source.Problem{source.ProblemOf(err)}
	}
	return Parse(file, root.Limits())
}

// Parse reads a document that is in memory.
func Parse(file *source.File, limits source.Limits) (*resource.Definition, []source.Problem) {
	if !bytes.Contains(file.Bytes, []byte(extension)) {
		return nil, nil
	}
	document, problem := tree.Parse(file, limits)
	var problems []source.Problem
	if problem != nil {
		problems = append(problems, *problem)
	}
	if document == nil || document.Root == nil || document.Root.Kind != tree.Mapping {
		return nil, problems
	}
	body := nodes{draft: true}.value(document.Root)
	at := headerOf(body)
	definition := &resource.Definition{
		Dialect:    resource.OpenAPI,
		Path:       file.Path,
		Resources:  []*resource.Resource{apiOf(body, path.Base(file.Path), at)},
		Files:      []string{file.Path},
		Duplicates: document.Duplicates,
		Tainted:    problem != nil,
		Variants:   1,
		Unresolved: []resource.Unresolved{{
			Name: "what imports the document", At: at, Everything: true,
			Reason: "functions, permissions and stages are no part of an OpenAPI document",
		}},
	}
	return definition, problems
}

// headerOf gives the place of the key that says which OpenAPI it is.
func headerOf(body value.Value) source.Range {
	for _, key := range []string{"openapi", "swagger"} {
		if entry, ok := written(body, key); ok {
			return entry.KeyAt
		}
	}
	return body.At
}

// apiOf gives the API that a document by itself defines. It is open: what the
// document does not say of the API is said by whoever imports it.
func apiOf(body value.Value, address string, at source.Range) *resource.Resource {
	api := &resource.Resource{Address: address, Name: address, At: at, Body: body.At}
	attrs := properties{
		{Key: "Body", KeyAt: at, Value: body},
		{Key: "Parameters", KeyAt: at, Value: value.Unset(at)}, // nobody asks for the base path
	}
	switch protocolOf(body) {
	case rest:
		api.Type = "AWS::ApiGateway::RestApi"
	case http:
		api.Type = "AWS::ApiGatewayV2::Api"
		attrs.set("ProtocolType", value.OfText("HTTP", at))
	case undecided:
		// The words of HTTP APIs say less, and what they say is true of both.
		api.Type = "AWS::ApiGatewayV2::Api"
	}
	api.Attrs = value.OfMap(attrs, true, at)
	return api
}
