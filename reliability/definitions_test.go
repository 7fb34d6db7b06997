package reliability

import (
	"strings"
	"testing"
)

// health is a template with one fault: the mock integration sets no status code
// (RSP011).
const health = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: health}
  Check:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"status": 204}'}
        IntegrationResponses: [{StatusCode: 204}]
      MethodResponses: [{StatusCode: 204}]
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Check
    Properties: {RestApiId: !Ref Api, StageName: live}
`

// shopAPI is a Terraform module with one fault: the integration calls its function
// with the verb GET (INT001).
const shopAPI = `resource "aws_api_gateway_rest_api" "shop" {
  name = var.name
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  authorization = "NONE"
  http_method   = "GET"
}
resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS_PROXY"
  integration_http_method = var.verb
  uri                     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations"
}
variable "name" { default = "shop" }
variable "verb" { default = "GET" }
`

// shopDocument is an OpenAPI document with one fault, as shopAPI has it.
const shopDocument = `openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /:
    get:
      responses: {"200": {description: OK}}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: GET
        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations
`

// mixture is a tree with definitions of every dialect, and with every way in
// which one file draws in another. Every definition has a fault.
func mixture(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{
		".gitignore":     "ignored\n",
		"ignored/api.tf": shopAPI,
		"README.md":      "# shop",
		"values.yaml":    "replicas: 3",

		"terraform/main.tf":                         "module \"shop\" {\n  source = \"../modules/shop\"\n  verb   = var.verb\n  name   = jsondecode(file(\"${path.module}/names.json\")).shop\n}\nvariable \"verb\" {}\n",
		"terraform/terraform.tfvars":                "verb = \"GET\"\n",
		"terraform/names.json":                      `{"shop": "shop"}`,
		"terraform/.terraform/modules/modules.json": `{"Modules": [{"Key": "", "Source": "", "Dir": "."}, {"Key": "shop", "Source": "../modules/shop", "Dir": "../modules/shop"}]}`,
		"modules/shop/main.tf":                      shopAPI,
		"body/main.tf":                              "resource \"aws_api_gateway_rest_api\" \"shop\" {\n  name = \"shop\"\n  body = templatefile(\"${path.module}/openapi.yaml.tftpl\", {})\n}\n",
		"body/openapi.yaml.tftpl":                   shopDocument,
		"json/main.tf.json":                         `{"module": {"shop": {"source": "../modules/shop"}}}`,
		"json/x.auto.tfvars.json":                   `{}`,
		"plan/plan.json":                            read(t, "../testdata/plans/broken/plan.json"),
		"plan/main.tf":                              read(t, "../testdata/plans/broken/main.tf"),
		"cloudformation/template.yaml":              "Resources:\n  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml}}\n  Body: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: body.yaml}}\n",
		"cloudformation/inner.yaml":                 health,
		"cloudformation/body.yaml":                  shopDocument,
		"sam/template.yaml":                         "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: openapi.yaml}}\n  App: {Type: AWS::Serverless::Application, Properties: {Location: app.yaml}}\n",
		"sam/openapi.yaml":                          shopDocument,
		"sam/app.yaml":                              health,
		"include/template.yaml":                     "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: {\"Fn::Transform\": {Name: AWS::Include, Parameters: {Location: openapi.yaml}}}\n",
		"include/openapi.yaml":                      shopDocument,
		"openapi/openapi.yaml":                      shopDocument,
		"cdk.out/manifest.json":                     `{"version": "36.0.0", "artifacts": {"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}}}`,
		"cdk.out/Shop.template.json":                `{"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x"}, "Metadata": {"aws:asset:property": "TemplateURL", "aws:asset:path": "inner.json"}}}}`,
		"cdk.out/inner.json":                        `{"Resources": {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"BodyS3Location": "openapi.yaml"}}}}`,
		"cdk.out/openapi.yaml":                      shopDocument,
		"deep/a/b/c/template.yaml":                  health,
		"suppressed/template.yaml":                  strings.Replace(health, "Type: MOCK", "Type: MOCK # gatelint:ignore INT001 not so", 1),
	}
}
