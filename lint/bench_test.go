package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/adapter"
	"github.com/gatelint/gatelint/parsers/cloudformation"
	"github.com/gatelint/gatelint/parsers/terraform"
	"github.com/gatelint/gatelint/rules"
)

// sizes are the numbers of resources of the generated definitions. A definition
// is made of slices of ten: an API's path with a method, its integration, both
// responses, a function and its permission.
var sizes = []int{10, 100, 1_000, 10_000}

const terraformSlice = `
resource "aws_api_gateway_resource" "r%[1]d" {
  rest_api_id = aws_api_gateway_rest_api.a%[2]d.id
  parent_id   = aws_api_gateway_rest_api.a%[2]d.root_resource_id
  path_part   = "item%[1]d"
}
resource "aws_api_gateway_method" "m%[1]d" {
  rest_api_id   = aws_api_gateway_rest_api.a%[2]d.id
  resource_id   = aws_api_gateway_resource.r%[1]d.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i%[1]d" {
  rest_api_id             = aws_api_gateway_rest_api.a%[2]d.id
  resource_id             = aws_api_gateway_resource.r%[1]d.id
  http_method             = aws_api_gateway_method.m%[1]d.http_method
  type                    = "AWS"
  integration_http_method = "%[3]s"
  uri                     = aws_lambda_function.f%[1]d.invoke_arn
}
resource "aws_api_gateway_method_response" "mr%[1]d" {
  rest_api_id = aws_api_gateway_rest_api.a%[2]d.id
  resource_id = aws_api_gateway_resource.r%[1]d.id
  http_method = aws_api_gateway_method.m%[1]d.http_method
  status_code = "200"
}
resource "aws_api_gateway_integration_response" "ir%[1]d" {
  rest_api_id = aws_api_gateway_rest_api.a%[2]d.id
  resource_id = aws_api_gateway_resource.r%[1]d.id
  http_method = aws_api_gateway_method.m%[1]d.http_method
  status_code = aws_api_gateway_method_response.mr%[1]d.status_code
}
resource "aws_lambda_function" "f%[1]d" {
  function_name = "f%[1]d"
  role          = "arn:aws:iam::111122223333:role/f"
}
resource "aws_lambda_permission" "p%[1]d" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f%[1]d.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.a%[2]d.execution_arn}/*/*"
}
resource "aws_route53_record" "d%[1]d" {
  zone_id = "Z1"
  name    = "r%[1]d.example.com"
  type    = "CNAME"
  records = [aws_api_gateway_domain_name.n%[1]d.regional_domain_name]
}
resource "aws_api_gateway_domain_name" "n%[1]d" {
  domain_name = "r%[1]d.example.com"
}
`

const cloudFormationSlice = `
  R%[1]d:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref A%[2]d, ParentId: !GetAtt A%[2]d.RootResourceId, PathPart: item%[1]d}
  M%[1]d:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref A%[2]d
      ResourceId: !Ref R%[1]d
      HttpMethod: GET
      Integration:
        Type: AWS
        IntegrationHttpMethod: %[3]s
        Uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F%[1]d.Arn}/invocations
        IntegrationResponses: [{StatusCode: 200}]
      MethodResponses: [{StatusCode: 200}]
  F%[1]d:
    Type: AWS::Lambda::Function
    Properties: {Role: arn:aws:iam::111122223333:role/f}
  P%[1]d:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref F%[1]d
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A%[2]d}/*/*
`

// One API has this many paths: accounts rarely allow more than a few hundred.
const pathsPerAPI = 100

// generate writes definitions with about n resources in both dialects. One in
// twenty integrations is wrong, so that findings are part of the work.
func generate(tb testing.TB, n int) string {
	tb.Helper()
	dir := tb.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	verb := func(i int) string {
		if i%20 == 0 {
			return "GET"
		}
		return "POST"
	}
	slices := max(1, n/10)
	for first := 0; first < slices; first += pathsPerAPI {
		var text strings.Builder
		api := first / pathsPerAPI
		fmt.Fprintf(&text, "resource \"aws_api_gateway_rest_api\" \"a%d\" {\n  name = \"a%d\"\n}\n", api, api)
		for i := first; i < min(first+pathsPerAPI, slices); i++ {
			fmt.Fprintf(&text, terraformSlice, i, api, verb(i))
		}
		write(fmt.Sprintf("terraform/api%d.tf", api), text.String())
	}
	// A template holds 500 resources at most, so that many make a stack.
	const slicesPerTemplate = 100
	for first := 0; first < slices; first += slicesPerTemplate {
		var text strings.Builder
		api := first / slicesPerTemplate
		fmt.Fprintf(&text, "Resources:\n  A%d:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Name: a%d}\n", api, api)
		for i := first; i < min(first+slicesPerTemplate, slices); i++ {
			fmt.Fprintf(&text, cloudFormationSlice, i, api, verb(i))
		}
		write(fmt.Sprintf("cloudformation/stack%d.yaml", api), text.String())
	}
	return dir
}

// open gives a root that has read nothing yet.
func open(tb testing.TB, dir string) *source.Root {
	tb.Helper()
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

// eachSize runs a benchmark for each size; prepare's work is not measured.
func eachSize(b *testing.B, prepare func(dir string) func() int) {
	b.Helper()
	for _, n := range sizes {
		b.Run(fmt.Sprintf("resources=%d", n), func(b *testing.B) {
			once := prepare(generate(b, n))
			b.ReportAllocs()
			items := 0
			for b.Loop() {
				items = once()
			}
			b.ReportMetric(float64(items), "items")
		})
	}
}

func BenchmarkParseTerraform(b *testing.B) {
	eachSize(b, func(dir string) func() int {
		return func() int {
			again := open(b, dir)
			defer again.Close()
			definition, _ := terraform.Load(again, "terraform", terraform.Options{})
			return len(definition.Resources)
		}
	})
}

func BenchmarkParseCloudFormation(b *testing.B) {
	eachSize(b, func(dir string) func() int {
		return func() int {
			again := open(b, dir)
			defer again.Close()
			definitions, _ := cloudformation.Load(again, "cloudformation/stack0.yaml", cloudformation.Options{})
			return len(definitions[0].Resources)
		}
	})
}

func BenchmarkModel(b *testing.B) {
	eachSize(b, func(dir string) func() int {
		definition, _ := terraform.Load(open(b, dir), "terraform", terraform.Options{})
		return func() int {
			m := adapter.Model(definition)
			facts.Attach(m)
			return len(m.Integrations)
		}
	})
}

func BenchmarkPolicyCompile(b *testing.B) {
	definition, _ := terraform.Load(open(b, generate(b, 10)), "terraform", terraform.Options{})
	m := attached(definition)
	b.ReportAllocs()
	for b.Loop() {
		engine, err := rules.New(rules.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := engine.Prepare(context.Background(), m); err != nil {
			b.Fatal(err)
		}
	}
}

func attached(definition *resource.Definition) *model.Model {
	m := adapter.Model(definition)
	facts.Attach(m)
	return m
}

func BenchmarkEvaluate(b *testing.B) {
	eachSize(b, func(dir string) func() int {
		definition, _ := terraform.Load(open(b, dir), "terraform", terraform.Options{})
		m := attached(definition)
		engine, err := rules.New(rules.Options{})
		if err != nil {
			b.Fatal(err)
		}
		return func() int {
			findings, _ := engine.Evaluate(context.Background(), m)
			return len(findings)
		}
	})
}

// BenchmarkRun is what a user waits for: everything but the start of the process.
func BenchmarkRun(b *testing.B) {
	for _, dialect := range []string{"terraform", "cloudformation"} {
		b.Run(dialect, func(b *testing.B) {
			eachSize(b, func(dir string) func() int {
				return func() int {
					again := open(b, dir)
					defer again.Close()
					result, err := lint.Run(context.Background(), again, []string{dialect}, lint.Options{})
					if err != nil {
						b.Fatal(err)
					}
					return len(result.Findings)
				}
			})
		})
	}
}
