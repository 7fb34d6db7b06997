package model_test

import (
	"bytes"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The schema and the encoding are two visitors; what one writes, the other must
// describe.
func TestSchemaDescribesTheEncoding(t *testing.T) {
	schema := compileSchema(t)
	api := &model.API{Entity: model.Entity{ID: "api"}, Name: value.OfRef(value.Ref{Address: "x", Attr: "id"}, at(1))}
	route := &model.Route{Entity: model.Entity{ID: "r"}, API: api}
	permission := &model.Permission{Entity: model.Entity{ID: "p"}}
	m := &model.Model{
		APIs:   []*model.API{api},
		Routes: []*model.Route{route},
		Integrations: []*model.Integration{{
			Entity: model.Entity{ID: "i"}, Routes: []*model.Route{route},
			Invocation: model.Invocation{Examined: []*model.Examined{{Permission: permission}}},
		}},
		Permissions: []*model.Permission{permission},
	}
	shown := document(t, m)
	if err := schema.Validate(shown); err != nil {
		t.Error(err)
	}
	shown.(map[string]any)["routs"] = []any{}
	if schema.Validate(shown) == nil {
		t.Error("a key that the schema does not know is valid")
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := model.Schema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("model.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("model.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// A misspelt path in a policy is a compile error.
func TestSchemaCatchesMisspeltPaths(t *testing.T) {
	text, err := model.Schema()
	if err != nil {
		t.Fatal(err)
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, ast.MustJSON(ast.MustParseTerm(string(text)).Value))
	for path, fine := range map[string]bool{
		"input.integrations[_].backend.service.known": true,
		"input.integrations[_].backend.servce.known":  false,
		"input.integrations[_].backend.service.value": false,
		"input.integratons[_]":                        false,
		"input.apis[_].routes.complete":               true,
		"input.apis[_].routes.id":                     false,
	} {
		module := ast.MustParseModule("package p\nr if { " + path + " }")
		compiler := ast.NewCompiler().WithSchemas(schemas)
		compiler.Compile(map[string]*ast.Module{"p.rego": module})
		if compiler.Failed() == fine {
			t.Errorf("%s: failed is %v: %v", path, compiler.Failed(), compiler.Errors)
		}
	}
}
