# METADATA
# title: VPC link cannot be deleted while a stage still serves an integration with it
# description: >-
#   A stage serves a snapshot of its API. Where the deployment has no trigger that follows the integration or the link,
#   a change of the link reaches no stage: the old snapshot keeps using it, and API Gateway refuses to delete it. New
#   target load balancers or a new name replace a link, and so delete it.
# custom:
#   id: VPL010
#   severity: warning
#   phase: destroy
#   symptoms:
#     - >-
#       BadRequestException: Cannot delete vpc link. Vpc link 'abc123', is referenced in [ANY:resource:stage] in format
#       of [Method:Resource:Stage]
#   remedy: >-
#     Put the integrations, or the link's id, into the triggers of the deployment, and set create_before_destroy = true
#     for the deployment and the link. To get rid of a link that is held back: change the integration to another type,
#     deploy to the same stage, then delete the link. With a stage variable in place of the id, nothing has to be
#     deployed.
#   articles: [K07]
#   sources:
#     - "knowledge base: delete an Amazon VPC link for a REST API"
#     - hashicorp/terraform-provider-aws#12195
#     - hashicorp/terraform#18392
#     - klothoplatform/klotho#202
#   needs: [deployment, vpc-link]
#   since: 0.1.0
#   limitations:
#     - >-
#       Terraform only. In CloudFormation a template does not tell which of its changes come with a new deployment.
#     - Stages of other configurations that serve the API cannot be seen.
#     - >-
#       A plan without its configuration does not tell what replaces a deployment (lifecycle); there, only a plan that
#       replaces the link is spoken of.
#   absence: true
#   fix_safe: false
package gatelint.rules.vpclink.vpc_link_delete_blocked

import data.gatelint.deployment
import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some made in input.deployments
	some state, links in {"tracked": made.untracked_links, "planned": made.planned_links}
	set.whole(links)
	some item in links.items
	link := input.by_id.vpc_links[item.id]
	rests := decisive(state, made)
	api := input.by_id.apis[made.api_id]
	value.is(api.protocol, "REST")
	deployment.serving(made) != []
	related := array.concat([{"at": made, "message": "this deployment does not follow it"}], deployment.stages(made))
	args := [link, made]
	evidence := array.flatten([[links, api.protocol], rests, deployment.evidence(made)])
	found := finding.detailed(link, messages[state], args, {"evidence": evidence, "related": related})
}

# decisive: the values that say that the deployment stays as it is.
decisive("planned", _) := []

decisive("tracked", made) := [made.triggers] if value.unset(made.triggers)

decisive("tracked", made) := [made.triggers] if value.present(made.triggers)

messages := {
	"tracked": "%s cannot be deleted or replaced: no trigger of %s follows it, and the stage keeps using it",
	"planned": "%s is replaced by this plan, and %s stays as it is; the old link is in use and cannot be deleted",
}
