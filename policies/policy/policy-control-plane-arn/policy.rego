# METADATA
# title: Policy names the management ARN of the API
# description: >-
#   Callers invoke an API under its execution ARN (service execute-api). The API's other
#   ARN, of the service apigateway, is for managing it: a statement that allows execute-api:Invoke on
#   it matches no call.
# custom:
#   id: POL005
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#     - "User: arn:aws:iam::111122223333:user/name is not authorized to perform: execute-api:Invoke on resource"
#   remedy: >-
#     Use the execution ARN with stage, verb and path: execution_arn instead of arn in
#     Terraform, followed by /*; or the short form execute-api:/*.
#   articles: [K03, K08]
#   sources:
#     - hashicorp/terraform-provider-aws#15602
#     - "API Gateway developer guide: resource policy examples"
#   needs: [statement]
#   since: 0.1.0
#   limitations:
#     - An identity policy may manage the API in the same statement; it is silent then.
#     - Where another statement may grant the call it is a warning.
#   absence: false
#   fix_safe: true
package gatelint.rules.policy.policy_control_plane_arn

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some carrier in ["policies", "identity_policies"]
	some policy in input[carrier]
	some statement in policy.statements.items
	value.is(statement.effect, "Allow")
	value.is(statement.grants_invoke, true)
	for_calls_only(carrier, statement)
	some target in statement.targets
	value.is(target.form, "control-plane")
	evidence := [statement.effect, statement.grants_invoke, target.form]
	consequence := consequences[target.covered_elsewhere]
	extra := {"evidence": evidence, "severity": consequence.severity}
	found := finding.detailed(target.resource, message, [consequence.text], extra)
}

# A resource policy is about calls, and an identity policy may be about more.
for_calls_only("policies", _)

for_calls_only("identity_policies", statement) if value.is(statement.grants_management, false)

message := "this Resource is the API's management ARN, which matches no call; %s"

# By whether another statement may let callers in.
consequences := {
	false: {"severity": "error", "text": "callers get 403"},
	true: {"severity": "warning", "text": "callers get 403 unless another Resource lets them in"},
}
