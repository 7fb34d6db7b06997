# METADATA
# title: No Allow of the resource policy is for the method
# description: >-
#   Once an API has a resource policy, a method without authorization answers only what the policy
#   allows. A method that no Allow names is refused to everybody, a preflight (OPTIONS) among them.
# custom:
#   id: POL017
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#     - No 'Access-Control-Allow-Origin' header is present on the requested resource
#   remedy: >-
#     Add the method to the Resource of an Allow, as execute-api:/STAGE/VERB/PATH, or allow
#     execute-api:/*; if nobody is to call the method, remove it.
#   articles: [K03, K08]
#   sources:
#     - serverless/serverless#5071
#     - "API Gateway developer guide: how resource policies affect the authorization workflow"
#   needs: [refusal]
#   since: 0.1.0
#   limitations:
#     - >-
#       Where a user pool authorizes the method it is a warning: the guide tells in two ways whether a policy
#       that is silent refuses the call.
#     - >-
#       Silent for methods that IAM or a Lambda authorizer authorizes, because those may let callers in, and
#       where the Resource is for some of the method's paths or stages.
#   absence: true
#   fix_safe: false
package gatelint.rules.policy.policy_method_uncovered

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some refusal in policy.refusals
	value.is(refusal.cause, "uncovered")
	consequence := consequences[refusal.doubtful]
	related := [{"at": input.by_id.routes[route.id], "message": "refused"} | some route in refusal.routes]
	extra := {
		"evidence": [refusal.cause, policy.statements],
		"related": related,
		"severity": consequence.severity,
	}
	found := finding.detailed(refusal.decisive, message, [refusal.calls, consequence.text], extra)
}

message := "no Allow of this resource policy is for %s; callers get 403%s"

# By whether it is told in one way only.
consequences := {
	false: {"severity": "error", "text": ""},
	true: {"severity": "warning", "text": " if a token alone does not let them in"},
}
