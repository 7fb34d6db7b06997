# METADATA
# title: Stage of an HTTP or WebSocket API never receives a deployment
# description: >-
#   A stage of an HTTP or WebSocket API serves the routes of its deployment. Without automatic deployment, and without
#   one that is named, it has none, and answers every request as if there were no route. In Terraform a deployment of
#   the API by itself does not reach the stage.
# custom:
#   id: DEP005
#   severity: error
#   phase: run
#   symptoms:
#     - 404 {"message":"Not Found"}
#     - 403 on the connection to a WebSocket API
#   remedy: >-
#     Set auto_deploy = true (AutoDeploy in CloudFormation), or name a deployment of the API in deployment_id
#     (DeploymentId), which then has to be made anew with every change of the API.
#   sources:
#     - hashicorp/terraform-provider-aws#17955
#     - hashicorp/terraform-provider-aws#36078
#   needs: [stage]
#   since: 0.1.0
#   limitations:
#     - A deployment that is made by hand, or by a tool after the apply, cannot be seen.
#   absence: true
#   fix_safe: false
package gatelint.rules.deployment.stage_never_deployed

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some stage in input.stages
	value.is(stage.auto_deploy, false)
	value.unset(stage.deployment)
	set.empty(stage.deployments)
	api := input.by_id.apis[stage.api_id]
	some protocol, answer in answers
	value.is(api.protocol, protocol)
	evidence := [stage.deployment, stage.deployments, api.protocol]
	found := finding.detailed(stage.auto_deploy, message, [stage, answer], {"evidence": evidence})
}

answers := {
	"HTTP": "every request gets 404",
	"WEBSOCKET": "every connection gets 403",
}

message := "%s deploys nothing by itself and is given no deployment; %s"
