# METADATA
# title: Policy allows an action that does not call the API
# description: >-
#   Whoever calls an API needs execute-api:Invoke. The actions of the service apigateway are for
#   managing APIs: on the ARN of calls they allow nothing.
# custom:
#   id: POL004
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#     - "User: arn:aws:iam::111122223333:user/name is not authorized to perform: execute-api:Invoke on resource"
#   remedy: >-
#     Allow execute-api:Invoke.
#   articles: [K02, K03]
#   sources:
#     - "Service authorization reference: actions, resources and condition keys for API Gateway"
#     - "API Gateway developer guide: control access for invoking an API"
#   needs: [statement]
#   since: 0.1.0
#   limitations:
#     - Whether API Gateway refuses a resource policy with other actions was not verified; it lets nobody in either way.
#     - Where another statement of the policy may grant the call it is a warning.
#     - Statements for execute-api:InvalidateCache or ManageConnections alone are sound.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.policy_wrong_action

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some carrier in ["policies", "identity_policies"]
	some policy in input[carrier]
	some statement in policy.statements.items
	value.is(statement.effect, "Allow")
	value.is(statement.misses_invoke, true)
	some target in statement.targets
	evidence := [statement.effect, statement.misses_invoke]
	consequence := consequences[target.covered_elsewhere]
	extra := {"evidence": evidence, "severity": consequence.severity}
	found := finding.detailed(statement.actions, message, [consequence.text], extra)
}

message := "none of these actions calls an API; callers need execute-api:Invoke%s"

# By whether another statement may let callers in.
consequences := {
	false: {"severity": "error", "text": ""},
	true: {"severity": "warning", "text": ", unless another statement allows it"},
}
