# METADATA
# title: Stage does not define a stage variable that its API uses
# description: >-
#   What an integration or an authorizer calls may hold stage variables, ${stageVariables.name}. In a stage that
#   does not define one, the name of the function, the URL or the VPC link stays incomplete, and calls fail.
# custom:
#   id: DEP008
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#   remedy: >-
#     Define the variable in the stage: variables of aws_api_gateway_stage, stage_variables of
#     aws_apigatewayv2_stage, Variables or StageVariables in CloudFormation and SAM.
#   articles: [K05]
#   sources:
#     - "API Gateway developer guide: use stage variables for a REST API"
#     - awslabs/aws-apigateway-importer#119
#     - serverless/serverless#1437
#   needs: [stage]
#   since: 0.1.0
#   limitations:
#     - >-
#       Looks at the URIs, credentials and VPC links of integrations, and at the URIs and credentials of authorizers.
#       In mapping templates and parameter mappings a missing variable may be meant.
#     - A variable that is set by hand, or by a tool after the deployment, cannot be seen.
#   absence: false
#   fix_safe: false
package gatelint.rules.deployment.stage_variable_undefined

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some stage in input.stages
	missing := [variable | some variable in stage.used_variables; value.unset(variable.text)]
	missing != []
	names := concat(", ", [variable.name | some variable in missing])
	uses := {use.label | some variable in missing; some use in variable.uses}
	related := [{"at": use.text, "message": "it is used here"} | some variable in missing; some use in variable.uses]
	evidence := [variable.text | some variable in missing]
	args := [stage, names, concat(", ", uses)]
	found := finding.detailed(stage.variables, message, args, {"evidence": evidence, "related": related})
}

message := "stage %s does not define %s, used by %s; calls end in 500"
