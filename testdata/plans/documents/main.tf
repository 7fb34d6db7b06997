# Two APIs that are defined by documents: one in the configuration, one in a file.

resource "aws_lambda_function" "pets" {
  function_name = "pets"
  role          = "arn:aws:iam::111122223333:role/pets"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "function.zip"
}

resource "aws_api_gateway_rest_api" "pets" {
  name = "pets"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "pets", version = "1" }
    paths = {
      "/pets" = {
        get = {
          responses = { "200" = { description = "the pets" } }
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = aws_lambda_function.pets.invoke_arn
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "status" {
  name          = "status"
  protocol_type = "HTTP"
  body          = templatefile("${path.module}/status.yaml", { host = "status.example.com" })
}

resource "aws_lambda_permission" "pets" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.pets.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.pets.execution_arn}/*/GET/pets"
}
