package main

// Definitions with a place for a payload: "%" in HCL, '%' as JSON and YAML
// write it. Each has at least one finding that shows it.
const (
	hostileConfiguration = `
version: 1
variables: {other: '%'}
parameters: {Other: '%'}
var-files: ['../%']
baseline: '../%'
policies: ['%']
formats: ['json=%']
`
	hostileTerraform = `
variable "stage" {
  description = "%"
  default     = "%"
}

resource "aws_api_gateway_rest_api" "shop" {
  name        = "%"
  description = "%"
}

resource "aws_api_gateway_resource" "orders" {
  for_each    = { "%" = 1 }
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "%"
}

resource "aws_api_gateway_method" "list" {
  for_each      = aws_api_gateway_resource.orders
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = each.value.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "list" {
  for_each                = aws_api_gateway_method.list
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS_PROXY"
  integration_http_method = var.verb
  uri                     = aws_lambda_function.list.invoke_arn
}

variable "verb" {
  default = "GET"
}

resource "aws_lambda_function" "list" {
  function_name = "%"
  role          = "%"
  handler       = "%"
}
`
	hostileTerraformJSON = `{
  "//": "gatelint:ignore INT999 reason",
  "variable": {"stage": {"default": '%', "description": '%'}},
  "resource": {
    "aws_api_gateway_rest_api": {"shop": {"name": '%', "description": '%'}},
    "aws_api_gateway_resource": {"orders": {
      "rest_api_id": "${aws_api_gateway_rest_api.shop.id}",
      "parent_id": "${aws_api_gateway_rest_api.shop.root_resource_id}", "path_part": '%'
    }},
    "aws_api_gateway_method": {"list": {
      "rest_api_id": "${aws_api_gateway_rest_api.shop.id}", "resource_id": "${aws_api_gateway_resource.orders.id}",
      "http_method": "GET", "authorization": "NONE"
    }},
    "aws_api_gateway_integration": {"list": {
      "rest_api_id": "${aws_api_gateway_rest_api.shop.id}", "resource_id": "${aws_api_gateway_resource.orders.id}",
      "http_method": "${aws_api_gateway_method.list.http_method}", "type": "AWS_PROXY", "integration_http_method": "GET",
      "uri": "${aws_lambda_function.list.invoke_arn}"
    }},
    "aws_lambda_function": {"list": {"function_name": '%', "role": '%', '%': '%'}}
  }
}
`
	hostileTemplate = `
AWSTemplateFormatVersion: "2010-09-09"
Description: '%'
Metadata: {'%': '%', gatelint: {ignore: [{rule: '%', reason: '%', expires: '%'}]}}
Parameters:
  Stage: {Type: String, Default: '%', Description: '%', AllowedValues: ['%']}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Metadata: {gatelint: {ignore: [{rule: INT999, reason: '%'}]}}
    Properties: {Name: '%', Description: '%'}
  '%':
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: '%'}
  Health:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: '%'}
  Check:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Health
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"status": 204}'}
        IntegrationResponses: [{StatusCode: 204}]
      MethodResponses: [{StatusCode: 200}]
  'x%': {Type: '%', Properties: {'%': '%'}}
Outputs:
  '%': {Value: '%', Export: {Name: '%'}}
`
	hostileServerless = `
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: '%'
Globals: {Function: {Timeout: 60, Environment: {Variables: {'%': '%'}}}}
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: '%'
      CodeUri: '%'
      Handler: '%'
      Runtime: nodejs22.x
      Events:
        '%': {Type: Api, Properties: {Path: '%', Method: GET}}
        Get: {Type: Api, Properties: {Path: /report, Method: GET}}
`
	hostileOpenAPI = `{
  "openapi": "3.0.1",
  "info": {"title": '%', "version": '%', "description": '%'},
  "paths": {
    '%': {"get": {"x-amazon-apigateway-integration": {"type": '%', "uri": '%'}}},
    "/x": {
      "x-gatelint-ignore": [{"rule": '%', "reason": '%'}],
      "get": {
        "operationId": '%', "summary": '%', "responses": {"200": {"description": '%'}},
        "x-amazon-apigateway-integration": {
          "type": "mock", "requestTemplates": {"application/json": "{\"status\": 204}"},
          "responses": {"default": {"statusCode": "204", "responseParameters": {'%': '%'}}}
        }
      }
    }
  }
}
`
)
