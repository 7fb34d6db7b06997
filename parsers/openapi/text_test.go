package openapi_test

import (
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/openapi"
)

// A text of which nobody says where its parts stand, as in a plan, is read, too:
// everything stands where the text does, and is as secret.
func TestTextWithoutPlaces(t *testing.T) {
	at := source.Range{File: "plan.json", Start: source.Position{Line: 3, Column: 5}, End: source.Position{Line: 3, Column: 90}}
	body := value.OfText("paths:\n  /a:\n    get:\n      x-amazon-apigateway-integration: {type: mock}\n", at)
	body.Sensitive = true
	api := &resource.Resource{
		Address: "aws_api_gateway_rest_api.a", Type: "aws_api_gateway_rest_api", At: at,
		Attrs: value.OfMap([]value.Entry{{Key: "body", KeyAt: at, Value: body}}, false, at),
	}
	definition := &resource.Definition{Dialect: resource.Plan, Resources: []*resource.Resource{api}}
	if problems := openapi.Expand(definition, source.DefaultLimits()); len(problems) > 0 || len(definition.Resources) != 3 {
		t.Fatalf("%d resources, %v", len(definition.Resources), problems)
	}
	if definition.Resources[0].Get("body").Inner() == nil {
		t.Error("the text does not say what it encodes")
	}
	kind := definition.Resources[2].Get("Integration", "Type")
	if text, _ := kind.Text(); text != "mock" || kind.At != at || !kind.Sensitive {
		t.Errorf("the type is %q at %s, sensitive: %v", text, kind.At, kind.Sensitive)
	}
	if api.Get("body").Inner() != nil {
		t.Error("the resource that was handed in has changed")
	}
}

// What a document can make of a few references is bounded, and said.
func TestLargeDocument(t *testing.T) {
	entries := make([]value.Entry, 60_000)
	at := source.Range{File: "t.yaml", Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 2}}
	item := value.OfMap([]value.Entry{{Key: "get", KeyAt: at, Value: value.OfMap(nil, false, at)}}, false, at)
	for i := range entries {
		entries[i] = value.Entry{Key: "/" + string(rune('\U00010000'+i)), KeyAt: at, Value: item}
	}
	body := value.OfMap([]value.Entry{{Key: "paths", KeyAt: at, Value: value.OfMap(entries, false, at)}}, false, at)
	definition := &resource.Definition{Resources: []*resource.Resource{{
		Address: "A", Type: "AWS::ApiGateway::RestApi", At: at,
		Attrs: value.OfMap([]value.Entry{{Key: "Body", KeyAt: at, Value: body}}, false, at),
	}}}
	problems := openapi.Expand(definition, source.DefaultLimits())
	if len(problems) != 1 || problems[0].Kind != source.Limit || len(definition.Unresolved) != 1 {
		t.Errorf("problems %v, unresolved %v", problems, definition.Unresolved)
	}
}
