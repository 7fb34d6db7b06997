# METADATA
# title: VPC condition on a public API
# description: >-
#   The keys aws:SourceVpc, aws:SourceVpce and aws:VpcSourceIp exist in requests to private APIs only.
#   On an edge-optimized or regional API a Deny that asks for another VPC is always true, and an
#   Allow that asks for a VPC never is.
# custom:
#   id: POL023
#   severity: error
#   phase: run
#   symptoms:
#     - "User: anonymous is not authorized to perform: execute-api:Invoke on resource ... with an explicit deny"
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#   remedy: >-
#     Make the API private (endpoint type PRIVATE) if it is to be called through VPC endpoints only;
#     otherwise use aws:SourceIp.
#   articles: [K06, K08]
#   sources:
#     - "API Gateway developer guide: AWS condition keys that can be used in API Gateway resource policies"
#     - aws/serverless-application-model#1077
#   needs: [refusal]
#   since: 0.1.0
#   limitations:
#     - >-
#       Silent where another Allow lets callers in, and about the Allow of a method that IAM or a Lambda
#       authorizer authorizes.
#     - >-
#       Where user pools authorize the methods, a condition that keeps an Allow from applying is a warning:
#       the guide tells in two ways whether a policy that is silent refuses the call.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.vpc_condition_on_public_api

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some refusal in policy.refusals
	value.is(refusal.cause, "vpc-condition")
	api := input.by_id.apis[policy.api_id]
	consequence := consequences[refusal.explicit]
	args := [api.endpoint_type, refusal.decisive, consequence, refusal.calls]
	extra := {"evidence": [refusal.cause], "severity": severities[refusal.doubtful]}
	found := finding.detailed(refusal.decisive, message, args, extra)
}

message := "requests to an API of type %s have no %s: this %s (%s)"

# By whether a Deny refuses the calls.
consequences := {
	false: "Allow lets nobody in, and callers get 403",
	true: "Deny refuses everybody with 403",
}

severities := {false: "error", true: "warning"}
