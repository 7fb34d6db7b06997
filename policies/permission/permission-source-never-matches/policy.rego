# METADATA
# title: Permission's source ARN matches no request
# description: >-
#   Lambda compares a permission's source ARN with the ARN of the request,
#   API/STAGE/VERB/PATH under execute-api. This pattern matches none of the API's requests, and
#   no other statement covers them, so they fail before the function runs.
# custom:
#   id: PRM003
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Invalid permissions on Lambda function"
#     - >-
#       The IAM role configured on the integration or API Gateway doesn't have permissions to call the
#       integration. Check the permissions and try again
#   remedy: >-
#     Use the API's execution ARN followed by /*/*, which matches every stage, verb and path:
#     "${aws_api_gateway_rest_api.api.execution_arn}/*/*" in Terraform,
#     arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/* under Fn::Sub in CloudFormation.
#   articles: [K05]
#   sources:
#     - "AWS Lambda API reference, AddPermission: SourceArn"
#     - hashicorp/terraform#9271
#     - terraform-aws-modules/terraform-aws-apigateway-v2#41
#     - hashicorp/terraform-provider-aws#29667
#   needs: [integration, lambda, permission]
#   since: 0.1.0
#   limitations:
#     - A piece of the pattern that is not known counts as one that matches.
#     - Speaks only if some call of the API to the function certainly is not covered.
#   absence: false
#   fix_safe: true
package gatelint.rules.permission.permission_source_never_matches

import data.gatelint.finding
import data.gatelint.permission

findings contains found if {
	some integration in input.integrations
	some statement in permission.meant(integration)
	permission.never_matches(statement)
	args := [statement.mismatch, integration]
	evidence := [statement.mismatch, integration.invocation.state]
	related := [{"at": integration.uri, "message": "the integration that calls the function"}]
	found := finding.detailed(statement.source_arn, message, args, {"evidence": evidence, "related": related})
}

message := "this source ARN matches no request of the API: %s; calls through %s end in 500"
