# METADATA
# title: Permission names another principal or action
# description: >-
#   The permission's source ARN names this API, but the statement lets somebody other than API Gateway
#   act, or allows something other than to invoke the function. It does not cover the API's
#   calls, and no other statement does.
# custom:
#   id: PRM002
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Invalid permissions on Lambda function"
#   remedy: Set the principal to apigateway.amazonaws.com and the action to lambda:InvokeFunction.
#   articles: [K05]
#   sources:
#     - "AWS Lambda API reference, AddPermission: Principal, Action"
#   needs: [integration, lambda, permission]
#   since: 0.1.0
#   limitations:
#     - >-
#       Speaks only of a permission whose source ARN names an API of the definition, and only if calls
#       certainly are not covered.
#     - Principals with the suffix of another partition (apigateway.amazonaws.com.cn) are not judged.
#   absence: false
#   fix_safe: true
package gatelint.rules.permission.permission_wrong_principal

import data.gatelint.finding
import data.gatelint.permission

findings contains found if {
	some integration in input.integrations
	some statement in permission.meant(integration)
	permission.wrong_principal(statement)
	message := "this permission is for %s, but the caller is apigateway.amazonaws.com; calls through %s end in 500"
	args := [statement.principal, integration]
	evidence := [integration.invocation.state]
	related := [{"at": integration.uri, "message": "the integration that calls the function"}]
	found := finding.detailed(statement.principal, message, args, {"evidence": evidence, "related": related})
}

findings contains found if {
	some integration in input.integrations
	some statement in permission.meant(integration)
	permission.wrong_action(statement)
	message := "this permission allows %s, but the call needs lambda:InvokeFunction; calls through %s end in 500"
	args := [statement.action, integration]
	evidence := [integration.invocation.state]
	related := [{"at": integration.uri, "message": "the integration that calls the function"}]
	found := finding.detailed(statement.action, message, args, {"evidence": evidence, "related": related})
}
