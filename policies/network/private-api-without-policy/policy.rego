# METADATA
# title: Private API has no resource policy
# description: >-
#   A private API answers only whom its resource policy allows, and API Gateway refuses to deploy
#   one that has none.
# custom:
#   id: NET001
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: Private REST API doesn't have a resource policy attached to it"
#   remedy: >-
#     Attach a resource policy that allows execute-api:Invoke on execute-api:/* to the VPC endpoint that
#     callers come through (condition aws:SourceVpce), and make the deployment depend on it.
#   articles: [K06, K08]
#   sources:
#     - "API Gateway developer guide: create a private API"
#     - hashicorp/terraform-provider-aws#14290
#     - hashicorp/terraform-provider-aws#26394
#     - aws/serverless-application-model#925
#     - cloudposse/terraform-aws-api-gateway#25
#   needs: [api, private-api]
#   since: 0.1.0
#   limitations:
#     - Speaks only if the definition deploys the API.
#   absence: true
#   fix_safe: false
package gatelint.rules.network.private_api_without_policy

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some api in input.apis
	value.is(api.endpoint_type, "PRIVATE")
	set.empty(api.policies)
	deployed(api)
	evidence := [api.endpoint_type, api.policies]
	found := finding.detailed(api, message, [api], {"evidence": evidence})
}

message := "%s is private and has no resource policy; its deployment is refused"

deployed(api) if set.filled(api.deployments)

deployed(api) if set.filled(api.stages)
