package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// BenchmarkLoad reads configurations of ten to ten thousand resources, in files
// of some hundred resources each. Its cost must grow as they do.
func BenchmarkLoad(b *testing.B) {
	for _, size := range []int{10, 100, 1_000, 10_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			dir := b.TempDir()
			generate(b, dir, size)
			b.ReportAllocs()
			for b.Loop() {
				root, err := source.Open(dir, source.DefaultLimits())
				if err != nil {
					b.Fatal(err)
				}
				definition, problems := Load(root, ".", Options{})
				if len(problems) > 0 || len(definition.Resources) < size {
					b.Fatalf("%d resources, problems %v", len(definition.Resources), problems)
				}
				_ = root.Close()
			}
		})
	}
}

// generate writes routes of a REST API with their functions and permissions:
// ten resources each.
func generate(tb testing.TB, dir string, size int) {
	tb.Helper()
	header := `
variable "region" { default = "eu-west-1" }
locals { prefix = "shop-${var.region}" }
provider "aws" { region = var.region }
resource "aws_api_gateway_rest_api" "api" { name = local.prefix }
`
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	write("main.tf", header)
	var file strings.Builder
	for i := range size / 10 {
		file.WriteString(strings.ReplaceAll(route, "NN", fmt.Sprint(i)))
		if i%50 == 49 || i == size/10-1 {
			write(fmt.Sprintf("routes%d.tf", i/50), file.String())
			file.Reset()
		}
	}
}

const route = `
resource "aws_api_gateway_resource" "rNN" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "itemsNN"
}
resource "aws_api_gateway_method" "mNN" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.rNN.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "iNN" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.rNN.id
  http_method             = aws_api_gateway_method.mNN.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.fNN.invoke_arn
}
resource "aws_lambda_function" "fNN" {
  function_name = "${local.prefix}-NN"
  role          = aws_iam_role.aNN.arn
  handler       = "index.handler"
  runtime       = "nodejs20.x"
  timeout       = 10
  environment {
    variables = {
      TABLE = "t-${var.region}"
    }
  }
}
resource "aws_iam_role" "aNN" {
  name = "r-NN"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}
resource "aws_lambda_permission" "pNN" {
  count         = 2
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fNN.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api.execution_arn}/*/GET${aws_api_gateway_resource.rNN.path}"
}
resource "aws_api_gateway_method_response" "sNN" {
  for_each    = toset(["200", "404"])
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.rNN.id
  http_method = aws_api_gateway_method.mNN.http_method
  status_code = each.value
}
resource "aws_iam_role_policy" "bNN" {
  role   = aws_iam_role.aNN.id
  policy = <<EOF
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]}
EOF
}
`
