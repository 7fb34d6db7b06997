# METADATA
# title: Resource policy allows nothing
# description: >-
#   What a resource policy does not allow is refused where nothing else authorizes the caller. A
#   policy of Deny statements only closes every method without authorization.
# custom:
#   id: POL018
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#   remedy: >-
#     Add a statement that allows execute-api:Invoke on execute-api:/* to "*" in front of the Deny
#     statements; they still win.
#   articles: [K03, K08]
#   sources:
#     - aws/aws-cdk#32719
#     - "API Gateway developer guide: how resource policies affect the authorization workflow"
#   needs: [refusal]
#   since: 0.1.0
#   limitations:
#     - >-
#       Where user pools authorize all methods it is a warning: the guide tells in two ways whether a policy
#       that is silent refuses the call.
#     - Silent if IAM or Lambda authorizers authorize all methods; Deny statements alone are sound there.
#   absence: true
#   fix_safe: false
package gatelint.rules.policy.policy_deny_only

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some refusal in policy.refusals
	value.is(refusal.cause, "no-allow")
	consequence := consequences[refusal.doubtful]
	extra := {"evidence": [refusal.cause, policy.statements], "severity": consequence.severity}
	found := finding.detailed(refusal.decisive, message, [refusal.calls, consequence.text], extra)
}

message := "this resource policy has no Allow; callers of %s get 403%s"

# By whether it is told in one way only.
consequences := {
	false: {"severity": "error", "text": ""},
	true: {"severity": "warning", "text": " if a token alone does not let them in"},
}
