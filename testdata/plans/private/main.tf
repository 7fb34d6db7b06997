# A private API whose policy admits one VPC endpoint.

variable "endpoint" {
  type      = string
  default   = "vpce-0123456789abcdef0"
  sensitive = true
}

resource "aws_api_gateway_rest_api" "internal" {
  name = "internal"

  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = [var.endpoint]
  }
}

data "aws_iam_policy_document" "internal" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.internal.execution_arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpce"
      values   = [var.endpoint]
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "internal" {
  rest_api_id = aws_api_gateway_rest_api.internal.id
  policy      = data.aws_iam_policy_document.internal.json
}

# The policy of this one names the control plane's ARN.
resource "aws_api_gateway_rest_api" "wrong" {
  name = "wrong"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "arn:aws:apigateway:eu-west-1::/restapis/*"
    }]
  })
}
