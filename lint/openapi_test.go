package lint_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/lint"
)

const document = `openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /cart:
    get:
      responses: {"200": {description: ok}}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: GET
        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations
`

const drawnIn = `resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = templatefile("openapi.yaml", { arn = aws_lambda_function.cart.arn })
}
resource "aws_lambda_function" "cart" {
  function_name = "cart"
  role          = "arn:aws:iam::111122223333:role/cart"
}
`

// A document is read once: with what draws it in, or by itself if nothing
// does. By itself it says nothing of functions and permissions.
func TestDocumentsAreReadOnce(t *testing.T) {
	const notPost, uncovered = "INT001 openapi.yaml", "PRM001 openapi.yaml"
	plain := strings.ReplaceAll(document, "x-amazon-apigateway-", "x-other-")
	for name, test := range map[string]struct {
		files       map[string]string
		paths       []string
		want        string
		definitions int
	}{
		"by itself":          {map[string]string{"openapi.yaml": document}, nil, notPost, 1},
		"named":              {map[string]string{"openapi.yaml": document, "main.tf": drawnIn}, []string{"openapi.yaml"}, notPost + " " + uncovered, 1},
		"drawn in":           {map[string]string{"openapi.yaml": document, "main.tf": drawnIn}, nil, notPost + " " + uncovered, 1},
		"of another tool":    {map[string]string{"openapi.yaml": plain}, nil, "", 0},
		"beside a template":  {map[string]string{"openapi.yaml": document, "t.yaml": "Resources:\n  A: {Type: 'AWS::S3::Bucket'}\n"}, nil, notPost, 2},
		"named in a comment": {map[string]string{"openapi.yaml": document, "t.yaml": "# beside openapi.yaml\nResources:\n  A: {Type: 'AWS::S3::Bucket'}\n"}, nil, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			var archive txtar.Archive
			for file, text := range test.files {
				archive.Files = append(archive.Files, txtar.File{Name: file, Data: []byte(text)})
			}
			result, err := lint.Run(context.Background(), unpack(t, &archive), test.paths, lint.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, finding := range result.Findings {
				found = append(found, finding.Rule.ID+" "+finding.At.File)
			}
			if got := strings.Join(found, " "); got != test.want || result.Definitions != test.definitions {
				t.Errorf("found %q in %d definitions, want %q in %d", got, result.Definitions, test.want, test.definitions)
			}
			for _, problem := range result.Problems {
				t.Errorf("%s: %s", problem.At, problem.Message)
			}
		})
	}
}

// A document that is there and cannot be read makes a run incomplete; one that
// nobody knows does not.
func TestUnreadableDocuments(t *testing.T) {
	for name, test := range map[string]struct{ file, text, want string }{
		"no document": {"t.yaml", "Resources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: hello\n", "t.yaml:5:13"},
		"a list":      {"main.tf", "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = jsonencode([1])\n}\n", "main.tf:3:10"},
		"of a caller": {"main.tf", "variable \"body\" {}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = var.body\n}\n", ""},
		"elsewhere":   {"t.yaml", "Resources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      BodyS3Location: {Bucket: b, Key: k}\n", ""},
		"by itself":   {"openapi.yaml", "openapi: 3.0.1\nx-amazon-apigateway-cors: {\n", "openapi.yaml:2:1"},
	} {
		t.Run(name, func(t *testing.T) {
			archive := &txtar.Archive{Files: []txtar.File{{Name: test.file, Data: []byte(test.text)}}}
			result, err := lint.Run(context.Background(), unpack(t, archive), nil, lint.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, problem := range result.Problems {
				got += problem.At.String()
			}
			if got != test.want {
				t.Errorf("said at %q, want %q", got, test.want)
			}
		})
	}
}
