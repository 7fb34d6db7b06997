# METADATA
# title: Policy names principals, but the method is not authorized by IAM
# description: >-
#   API Gateway knows the account, role or user of a caller only where the method's authorization is
#   AWS_IAM. Everybody else is anonymous, and a resource policy that allows named principals only
#   refuses them.
# custom:
#   id: POL016
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#   remedy: >-
#     Set the authorization of these methods to AWS_IAM; or allow them to "*", narrowed down by a
#     condition (source address, VPC endpoint) where that is wanted. A preflight (OPTIONS) is never
#     signed, and needs an Allow for "*" on its own.
#   articles: [K03, K08]
#   sources:
#     - "API Gateway developer guide: create and attach a resource policy, troubleshooting"
#     - "API Gateway developer guide: how resource policies affect the authorization workflow"
#   needs: [refusal]
#   since: 0.1.0
#   limitations:
#     - >-
#       For methods with a Lambda authorizer or a user pool it is a warning: the guide says that they have to
#       be authorized by IAM, too, and elsewhere that an authorizer may let callers in where the policy is
#       silent.
#     - Principals of type AWS only; a service is not judged.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.policy_principal_needs_iam

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some refusal in policy.refusals
	value.is(refusal.cause, "principal")
	consequence := consequences[refusal.doubtful]
	extra := {"evidence": [refusal.cause, policy.statements], "severity": consequence.severity}
	found := finding.detailed(refusal.decisive, message, [refusal.calls, consequence.text], extra)
}

message := "this Allow names principals, whom only IAM authorization makes known; calls of %s get 403%s"

# By whether something else may let the callers in.
consequences := {
	false: {"severity": "error", "text": ""},
	true: {"severity": "warning", "text": " unless their authorizer lets them in"},
}
