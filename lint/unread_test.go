package lint_test

import (
	"context"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// A run over APIs in a form that is not read yet is incomplete; what defines no
// API, and what is simply not known, is not.
func TestWhatIsNotReadIsSaid(t *testing.T) {
	for name, test := range map[string]struct {
		file, text string
		want       string
	}{
		"an API of SAM":            {"t.yaml", "Resources:\n  A:\n    Type: AWS::Serverless::HttpApi\n", "t.yaml:2:3"},
		"an event of SAM":          {"t.yaml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        Get: {Type: Api}\n", "t.yaml:2:3"},
		"a function of SAM":        {"t.yaml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        Tick: {Type: Schedule}\n", ""},
		"a document in place":      {"t.yaml", "Resources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: {openapi: 3.0.1}\n", "t.yaml:5:13"},
		"a document by jsonencode": {"main.tf", "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = jsonencode({ openapi = \"3.0.1\" })\n}\n", "main.tf:3:10"},
		"a document of a caller":   {"main.tf", "variable \"body\" {}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = var.body\n}\n", ""},
		"a plan with an API":       {"plan.json", `{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"address": "aws_apigatewayv2_api.a", "type": "aws_apigatewayv2_api"}]}}}`, "plan.json:0:0"},
		"a plan without":           {"plan.json", `{"format_version": "1.2", "planned_values": {"root_module": {}}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			archive := &txtar.Archive{Files: []txtar.File{{Name: test.file, Data: []byte(test.text)}}}
			result, err := lint.Run(context.Background(), unpack(t, archive), nil, lint.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, problem := range result.Problems {
				if problem.Kind != source.Unsupported {
					t.Errorf("%s: %s", problem.At, problem.Message)
				}
				got += problem.At.String()
			}
			if got != test.want {
				t.Errorf("said at %q, want %q", got, test.want)
			}
		})
	}
}
