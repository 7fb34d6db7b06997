# METADATA
# title: Deployment may be made before what it deploys
# description: >-
#   A deployment is a snapshot of its API at the moment when it is made. What it does not wait for may be made later:
#   then the deployment fails because there is nothing to deploy, or the stage serves an API without it.
# custom:
#   id: DEP001
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: No integration defined for method"
#     - "BadRequestException: The REST API doesn't contain any methods"
#     - "BadRequestException: At least one route is required before deploying the Api."
#     - 500 {"message":"Internal server error"}
#   remedy: >-
#     Let the deployment wait for all methods, integrations and responses of the API. In Terraform mention them in its
#     triggers, which also makes a new deployment when they change, or in depends_on; in CloudFormation name every
#     method in DependsOn.
#   articles: [K05]
#   sources:
#     - hashicorp/terraform-provider-aws#27271
#     - hashicorp/terraform-provider-aws#21210
#     - hashicorp/terraform-provider-aws#11344
#     - hashicorp/terraform-provider-aws#14267
#     - hashicorp/terraform#7588
#     - cloudtools/troposphere#496
#     - "AWS provider for Terraform: aws_apigatewayv2_deployment"
#   needs: [deployment]
#   since: 0.1.0
#   limitations:
#     - >-
#       It is a race: the deployment may often come last by chance. Where some of what it needs is waited for, the
#       finding is a warning.
#     - Of HTTP and WebSocket APIs only a deployment that waits for no route is found.
#     - A part that may not exist, because its count or for_each is not known, is left out.
#   absence: true
#   fix_safe: false
package gatelint.rules.deployment.deployment_misses_dependency

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some deployment in input.deployments
	set.filled(deployment.unawaited)
	set.whole(deployment.unawaited)
	api := input.by_id.apis[deployment.api_id]
	some state, severity in severities
	waits(state, deployment, api)
	args := [deployment, deployment.unawaited_names]
	found := finding.detailed(deployment, messages[state], args, {
		"evidence": [deployment.unawaited, api.protocol],
		"severity": severity,
		"related": related(deployment),
	})
}

# waits: what the deployment waits for of that which it cannot be made without.
waits("for nothing", deployment, api) if {
	value.is(api.protocol, "REST")
	set.empty(deployment.awaited)
}

waits("for no route", deployment, api) if {
	value.one_of(api.protocol, {"HTTP", "WEBSOCKET"})
	set.empty(deployment.awaited)
}

waits("for some", deployment, api) if {
	value.is(api.protocol, "REST")
	set.filled(deployment.awaited)
}

related(deployment) := [{"at": route, "message": "it does not wait for this"} |
	some part in deployment.unawaited.items
	route := input.by_id.routes[part.id]
]

severities := {"for nothing": "error", "for no route": "error", "for some": "warning"}

messages := {
	"for nothing": "%s waits for no integration of the API (%s); made first, it fails: \"No integration defined\"",
	"for no route": "%s waits for no route of its API (%s); made first, it fails: \"At least one route is required\"",
	"for some": "%s does not wait for %s; if it is made first, its stage serves the API without",
}
