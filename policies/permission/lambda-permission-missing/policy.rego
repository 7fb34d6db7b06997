# METADATA
# title: Nothing lets API Gateway invoke the function
# description: >-
#   A Lambda function answers API Gateway only if its resource policy says so, or if the integration
#   assumes a role. No permission in this configuration lets the API invoke the function
#   for these routes, so their calls fail before the function runs.
# custom:
#   id: PRM001
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Invalid permissions on Lambda function"
#     - >-
#       The IAM role configured on the integration or API Gateway doesn't have permissions to call the
#       integration. Check the permissions and try again
#   remedy: >-
#     Add a permission (aws_lambda_permission, AWS::Lambda::Permission) on the function for the principal
#     apigateway.amazonaws.com with the action lambda:InvokeFunction and a source ARN of
#     the API's execution ARN followed by /*/*. A permission that is made elsewhere (another
#     stack or state) cannot be seen here.
#   articles: [K05]
#   sources:
#     - "AWS Lambda developer guide: resource-based policies"
#     - serverless/serverless-express#247
#     - hashicorp/terraform-provider-aws#14965
#     - aws/serverless-application-model#2459
#     - aws/serverless-application-model#47
#   needs: [integration, lambda, function]
#   since: 0.1.0
#   limitations:
#     - >-
#       Speaks only where API and function are made by the same definition and nothing out of sight can add
#       a permission.
#     - A permission that was added by hand, or by another stack that looks the function up by name, cannot be seen.
#   absence: true
#   fix_safe: false
package gatelint.rules.permission.lambda_permission_missing

import data.gatelint.finding
import data.gatelint.permission

findings contains found if {
	some integration in input.integrations
	permission.unexplained(integration)
	function := input.by_id.functions[integration.backend.function_id]
	routes := concat(", ", [route.label | some route in integration.invocation.uncovered])
	evidence := [integration.invocation.state, function.permissions]
	related := array.concat(
		[{"at": function, "message": "the function that it calls"}],
		[{"at": examined, "message": examined.reason} | some examined in integration.invocation.examined],
	)
	found := finding.detailed(integration.uri, message, [function, routes], {"evidence": evidence, "related": related})
}

message := "nothing in this configuration allows API Gateway to invoke %s for %s; calls end in 500"
