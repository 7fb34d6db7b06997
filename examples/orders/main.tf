# An orders API, split over two local modules. It plans, applies and deploys
# without a complaint, and then answers 500 to every call.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "reader" {
  source = "./modules/function"
  name   = "orders-reader"
  api    = module.api.execution_arn
}

module "api" {
  source     = "./modules/api"
  invoke_arn = module.reader.invoke_arn
}
