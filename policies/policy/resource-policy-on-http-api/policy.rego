# METADATA
# title: Resource policy on an HTTP or WebSocket API
# description: >-
#   Only REST APIs have resource policies. One that is attached to an HTTP or a WebSocket API is
#   refused or ignored: nobody is let in or kept out by it.
# custom:
#   id: POL022
#   severity: error
#   phase: run
#   symptoms:
#     - "NotFoundException: Invalid API identifier specified"
#     - Callers of another account get 403 from an HTTP API although a policy allows them
#   remedy: >-
#     Use a REST API; or authorize the routes by IAM, and let callers of other accounts assume a role of
#     the API's account.
#   articles: [K03, K08]
#   sources:
#     - "API Gateway developer guide: choose between REST APIs and HTTP APIs"
#   needs: [policy]
#   since: 0.1.0
#   limitations:
#     - >-
#       Whether the import of an HTTP API's document ignores x-amazon-apigateway-policy or refuses it was not
#       verified; there it is a warning.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.resource_policy_on_http_api

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	policy.carrier == "api"
	api := input.by_id.apis[policy.api_id]
	value.one_of(api.protocol, {"HTTP", "WEBSOCKET"})
	consequence := consequences[policy.address == api.address]
	extra := {"evidence": [api.protocol], "severity": consequence.severity}
	found := finding.detailed(policy, message, [api, api.protocol, consequence.text], extra)
}

message := "%s is an API of type %s, which has no resource policy: this one %s"

# By whether it stands in the API's document.
consequences := {
	false: {"severity": "error", "text": "cannot be attached"},
	true: {"severity": "warning", "text": "has no effect"},
}
