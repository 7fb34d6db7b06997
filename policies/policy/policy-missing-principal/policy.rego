# METADATA
# title: Policy statement has no principal
# description: >-
#   Each statement of a resource policy says to whom it applies. Without a principal API Gateway
#   refuses the policy. Statements of identity policies have none, and are often copied.
# custom:
#   id: POL001
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
#     - ministryofjustice/cloud-platform-environments#14690
#   needs: [policy]
#   since: 0.1.0
#   limitations:
#     - >-
#       That a missing principal, and not only a malformed one, is refused with this text was not verified
#       for every carrier.
#   absence: true
#   fix_safe: false
package gatelint.rules.policy.policy_missing_principal

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some statement in policy.statements.items
	value.present(statement.block)
	value.unset(statement.principal)
	value.unset(statement.not_principal)
	evidence := [statement.principal, statement.not_principal]
	found := finding.detailed(statement.block, message, [policy], {"evidence": evidence})
}

message := "this statement of the resource policy of %s has no Principal; the policy is refused at deployment"
