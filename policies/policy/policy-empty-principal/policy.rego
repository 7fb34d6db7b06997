# METADATA
# title: Principal of a policy statement is empty
# description: >-
#   A principal that names nobody matches nobody. As far as is known API Gateway refuses such a
#   policy; where it does not, an Allow lets nobody in.
# custom:
#   id: POL002
#   severity: error
#   phase: deploy
#   symptoms:
#     - Invalid policy document. Please check the policy syntax and ensure that Principals are valid.
#   remedy: >-
#     Name who may call: an account, role or user, or "*" where conditions (source address, VPC
#     endpoint) narrow the callers down.
#   articles: [K03, K08]
#   sources:
#     - "API Gateway developer guide: create and attach a resource policy, troubleshooting"
#   needs: [policy]
#   since: 0.1.0
#   limitations:
#     - >-
#       That an empty principal is refused was not verified for every carrier. In a Deny, which would then
#       be without effect, it is a warning.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.policy_empty_principal

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some statement in policy.statements.items
	value.is(statement.principal_empty, true)
	some effect, severity in severities
	value.is(statement.effect, effect)
	extra := {"evidence": [statement.principal_empty, statement.effect], "severity": severity}
	found := finding.detailed(statement.principal, message, [statement.effect], extra)
}

message := "this Principal is empty: the %s matches nobody, and the policy is refused at deployment"

severities := {"Allow": "error", "Deny": "warning"}
