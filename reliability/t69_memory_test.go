package reliability

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T69: what a tree of ordinary definitions costs. Each definition is an API with
// routes to functions, in a folder of its own.

// Memory that a run may take: something to begin with, and a multiple of what it
// reads.
const (
	baseMemory = 64 << 20
	perByte    = 60
)

func TestMemoryOfOrdinaryTrees(t *testing.T) {
	sizes := []int{1, 10}
	if full {
		sizes = append(sizes, 100)
	}
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d MB", size), func(t *testing.T) {
			files, bytes := ordinary(size * 1_000_000)
			run := gatelint(t, write(t, files), "check", "--quiet", "--jobs", "2")
			run.seen(t)
			if run.code != 1 {
				t.Errorf("exit %d, want 1: %.500s", run.code, run.stderr)
			}
			if limit := int64(baseMemory + perByte*bytes); run.memory > limit {
				t.Errorf("%d bytes take %d MiB, more than %d", bytes, run.memory>>20, limit>>20)
			}
		})
	}
	tally.Count(t, "T69", "generated trees", len(sizes))
}

// ordinary writes definitions of about so many bytes, half of them of Terraform
// and half templates.
func ordinary(bytes int) (files map[string]string, written int) {
	files = map[string]string{}
	for i := 0; written < bytes; i++ {
		var text strings.Builder
		name := fmt.Sprintf("d%05d/main.tf", i)
		if i%2 == 0 {
			text.WriteString("resource \"aws_api_gateway_rest_api\" \"api\" {\n  name = \"api\"\n}\n")
		} else {
			name = fmt.Sprintf("d%05d/template.yaml", i)
			text.WriteString("Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Name: api}\n")
		}
		for k := range 30 {
			route(&text, i%2 == 0, k)
		}
		files[name] = text.String()
		written += text.Len()
	}
	return files, written
}

// route writes a route to a function. One of thirty calls it in the wrong way.
func route(text *strings.Builder, terraform bool, k int) {
	method := "POST"
	if k == 0 {
		method = "GET"
	}
	if !terraform {
		fmt.Fprintf(text, `  R%[1]d:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: item%[1]d}
  M%[1]d:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref R%[1]d
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: %[2]s
        Uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F%[1]d.Arn}/invocations
  F%[1]d:
    Type: AWS::Lambda::Function
    Properties: {Role: arn:aws:iam::111122223333:role/f, Runtime: nodejs22.x, Handler: index.handler}
  P%[1]d:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref F%[1]d
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*
`, k, method)
		return
	}
	fmt.Fprintf(text, `resource "aws_api_gateway_resource" "r%[1]d" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "item%[1]d"
}
resource "aws_api_gateway_method" "m%[1]d" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.r%[1]d.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i%[1]d" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.r%[1]d.id
  http_method             = aws_api_gateway_method.m%[1]d.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "%[2]s"
  uri                     = aws_lambda_function.f%[1]d.invoke_arn
}
resource "aws_lambda_function" "f%[1]d" {
  function_name = "f%[1]d"
  role          = "arn:aws:iam::111122223333:role/f"
}
resource "aws_lambda_permission" "p%[1]d" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f%[1]d.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api.execution_arn}/*/*"
}
`, k, method)
}
