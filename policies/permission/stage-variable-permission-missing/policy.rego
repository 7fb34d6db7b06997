# METADATA
# title: Nothing lets API Gateway invoke the function that a stage variable names
# description: >-
#   Where a stage variable names the function, or its alias, each function that some stage names needs a permission of
#   its own. No permission in this configuration lets the API invoke this one for the requests to the stage.
# custom:
#   id: PRM007
#   severity: warning
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Invalid permissions on Lambda function"
#   remedy: >-
#     Add a permission (aws_lambda_permission, AWS::Lambda::Permission) on each function that a stage names, under the
#     alias that it names, for the principal apigateway.amazonaws.com with a source ARN of the API's execution ARN
#     followed by /*/*.
#   articles: [K05]
#   sources:
#     - "API Gateway developer guide: use stage variables for a REST API"
#     - hashicorp/terraform-provider-aws#11877
#   needs: [integration, function, stage]
#   since: 0.1.0
#   limitations:
#     - >-
#       A warning: where a variable decides, the function's name is often set elsewhere as well. Speaks only where
#       the stage's value is known and the function is made by the same definition.
#     - A permission that was added by hand, or by another stack that looks the function up by name, cannot be seen.
#   absence: true
#   fix_safe: false
package gatelint.rules.permission.stage_variable_permission_missing

import data.gatelint.finding
import data.gatelint.permission

findings contains found if {
	some stage in input.stages
	some call in stage.calls
	permission.unexplained(call)
	function := input.by_id.functions[call.function_id]
	integration := input.by_id.integrations[call.integration_id]
	routes := concat(", ", [route.label | some route in call.invocation.uncovered])
	evidence := [call.invocation.state, function.permissions]
	related := array.concat(
		[
			{"at": function, "message": "the function that it calls"},
			{"at": integration.uri, "message": "the variable is used here"},
		],
		[{"at": examined, "message": examined.reason} | some examined in call.invocation.examined],
	)
	args := [stage, call.variable, call.text, function, routes]
	found := finding.detailed(call.text, message, args, {"evidence": evidence, "related": related})
}

message := "stage %s sets %s to %s, and nothing in this configuration allows API Gateway to invoke %s for %s"
