# What a plan knows of references: locals, choices, splats, keys, functions.

variable "own" {
  type    = bool
  default = true
}


locals {
  api = aws_api_gateway_rest_api.api[0]
}

resource "aws_api_gateway_rest_api" "api" {
  count = var.own ? 1 : 0
  name  = "api"
}

resource "aws_api_gateway_resource" "part" {
  for_each = toset(["a", "b"])

  rest_api_id = var.own ? aws_api_gateway_rest_api.api[0].id : "abc"
  parent_id   = one(aws_api_gateway_rest_api.api[*].root_resource_id)
  path_part   = each.key
}

resource "aws_api_gateway_method" "get" {
  for_each = aws_api_gateway_resource.part

  rest_api_id   = local.api.id
  resource_id   = aws_api_gateway_resource.part[each.key].id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get" {
  for_each = aws_api_gateway_method.get

  rest_api_id             = each.value.rest_api_id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = replace(aws_lambda_function.f.invoke_arn, "/invocations", ":$${stageVariables.alias}/invocations")
}

resource "aws_lambda_function" "f" {
  function_name        = "f"
  role                 = "arn:aws:iam::111122223333:role/f"
  handler              = "index.handler"
  runtime              = "nodejs22.x"
  filename             = "function.zip"

  dynamic "environment" {
    for_each = [1]

    content {
      variables = { API = aws_api_gateway_rest_api.api[0].id }
    }
  }
}

resource "aws_lambda_permission" "f" {
  action        = "lambda:InvokeFunction"
  function_name = "${aws_lambda_function.f.arn}:live"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${local.api.execution_arn}/*/*"
}
