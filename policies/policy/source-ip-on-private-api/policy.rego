# METADATA
# title: Source address condition on a private API
# description: >-
#   Requests to a private API come through a VPC endpoint, which rewrites the address: aws:SourceIp is
#   not that of the client, and a condition on it never meets the clients that it lists. Their
#   address is aws:VpcSourceIp.
# custom:
#   id: POL024
#   severity: error
#   phase: run
#   symptoms:
#     - "User: anonymous is not authorized to perform: execute-api:Invoke on resource ... with an explicit deny"
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#   remedy: >-
#     Use aws:VpcSourceIp with the private addresses of the clients, those of on-premises networks
#     among them.
#   articles: [K06]
#   sources:
#     - "API Gateway developer guide: resource policy examples"
#     - awsdocs/amazon-api-gateway-developer-guide#51
#     - hashicorp/terraform#25850
#     - serverless/serverless#7112
#   needs: [refusal]
#   since: 0.1.0
#   limitations:
#     - Silent where an address is not known or the list holds every address, and where another Allow lets callers in.
#     - >-
#       Where user pools authorize the methods, a condition that keeps an Allow from applying is a warning:
#       the guide tells in two ways whether a policy that is silent refuses the call.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.source_ip_on_private_api

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some refusal in policy.refusals
	value.is(refusal.cause, "source-ip")
	api := input.by_id.apis[policy.api_id]
	consequence := consequences[refusal.explicit]
	extra := {"evidence": [refusal.cause, api.endpoint_type], "severity": severities[refusal.doubtful]}
	found := finding.detailed(refusal.decisive, message, [refusal.decisive, consequence, refusal.calls], extra)
}

message := "%s is not the client's address on a private API: this %s (%s)"

# By whether a Deny refuses the calls.
consequences := {
	false: "Allow lets nobody in, and callers get 403",
	true: "Deny refuses everybody with 403",
}

severities := {false: "error", true: "warning"}
