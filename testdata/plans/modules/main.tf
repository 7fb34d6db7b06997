# One module, made for two regions and for each of two teams.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "regions" {
  type    = map(string)
  default = { home = "eu-west-1", away = "us-east-1" }
}

provider "aws" {
  region                      = var.regions.home
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "away"
  region                      = var.regions.away
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

module "team" {
  source   = "./api"
  for_each = toset(["red", "blue"])

  name     = each.key
  function = aws_lambda_function.shared[0]
}

module "away" {
  source = "./api"
  providers = {
    aws = aws.away
  }

  name     = "away"
  function = aws_lambda_function.away
}

resource "aws_lambda_function" "shared" {
  count = 1

  function_name = "shared"
  role          = "arn:aws:iam::111122223333:role/shared"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "function.zip"
}

resource "aws_lambda_function" "away" {
  provider = aws.away

  function_name = "away"
  role          = "arn:aws:iam::111122223333:role/away"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "function.zip"
}

# The permissions for the teams' APIs; the one for the API that is away is
# forgotten.
resource "aws_lambda_permission" "team" {
  for_each = module.team

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shared[0].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${each.value.execution_arn}/*/*"
}
