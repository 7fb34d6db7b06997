# METADATA
# title: Changes of the API make no new deployment
# description: >-
#   A stage serves the snapshot that its deployment took. Where nothing makes a new deployment, a change of a method,
#   an integration, a response or an authorizer is applied and never reaches the stage. A plan that shows such a change
#   beside a deployment that stays as it is shows that it will not.
# custom:
#   id: DEP002
#   severity: info
#   worst: error
#   phase: stale
#   symptoms:
#     - the change is applied, and the stage goes on answering as before
#   remedy: >-
#     Give the deployment triggers that hash everything that it deploys, for example redeployment =
#     sha1(jsonencode([aws_api_gateway_resource.a, aws_api_gateway_method.a, aws_api_gateway_integration.a])), and set
#     create_before_destroy = true in its lifecycle.
#   articles: [K07]
#   sources:
#     - hashicorp/terraform#6613
#     - "AWS provider for Terraform: aws_api_gateway_deployment, triggers"
#   needs: [deployment, stage]
#   since: 0.1.0
#   limitations:
#     - >-
#       Terraform only. In CloudFormation the logical id of a deployment stays the same by design, and one template
#       does not tell what changes.
#     - Somebody who deploys by hand, or with a tool after the apply, cannot be seen.
#     - >-
#       A trigger that may be made of something else than resources of API Gateway (a file, the time, a variable,
#       another resource) is taken to follow everything, and one that mentions a resource to follow all of it.
#     - >-
#       In a plan, a changed body of the API and parts that are deleted are not looked at. A plan without its
#       configuration does not tell what replaces a deployment (lifecycle), so that only changes that it shows are
#       spoken of.
#   absence: true
#   fix_safe: false
package gatelint.rules.deployment.deployment_not_retriggered

import data.gatelint.deployment
import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some made in input.deployments
	set.filled(made.planned)
	set.whole(made.planned)
	deployment.serving(made) != []
	evidence := array.concat([made.planned], deployment.evidence(made))
	extra := {"evidence": evidence, "severity": "error", "related": deployment.stages(made)}
	found := finding.detailed(made, messages.planned, [made, made.planned_names], extra)
}

findings contains found if {
	some made in input.deployments
	set.empty(made.planned)
	set.filled(made.untracked)
	set.whole(made.untracked)
	deployment.serving(made) != []
	some state in ["nothing", "some"]
	tracks(state, made.triggers)
	evidence := array.concat([made.planned, made.untracked, made.triggers], deployment.evidence(made))
	extra := {"evidence": evidence, "related": deployment.stages(made)}
	found := finding.detailed(made, messages[state], [made, made.untracked_names], extra)
}

tracks("nothing", triggers) if value.unset(triggers)

tracks("some", triggers) if value.present(triggers)

messages := {
	"planned": "%s stays as it is in this plan, and %s changes; the stage goes on serving the old API",
	"nothing": "%s has no triggers: after a change of %s the stage goes on serving the old API",
	"some": "the triggers of %s do not mention %s; after a change of that the stage goes on serving the old API",
}
