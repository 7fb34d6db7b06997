# A mock integration whose template leaves out the status code.

resource "aws_api_gateway_rest_api" "health" {
  name = "health"
}

resource "aws_api_gateway_method" "check" {
  rest_api_id   = aws_api_gateway_rest_api.health.id
  resource_id   = aws_api_gateway_rest_api.health.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "check" {
  rest_api_id = aws_api_gateway_rest_api.health.id
  resource_id = aws_api_gateway_rest_api.health.root_resource_id
  http_method = aws_api_gateway_method.check.http_method
  type        = "MOCK"

  request_templates = {
    "application/json" = jsonencode({ status = 200 })
  }
}

resource "aws_api_gateway_method_response" "ok" {
  rest_api_id = aws_api_gateway_rest_api.health.id
  resource_id = aws_api_gateway_rest_api.health.root_resource_id
  http_method = aws_api_gateway_method.check.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Cache-Control" = true
  }
}

resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id = aws_api_gateway_rest_api.health.id
  resource_id = aws_api_gateway_rest_api.health.root_resource_id
  http_method = aws_api_gateway_method.check.http_method
  status_code = aws_api_gateway_method_response.ok.status_code

  response_parameters = {
    "method.response.header.Cache-Control" = "'no-store'"
  }
}
