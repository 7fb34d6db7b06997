# METADATA
# title: Policy resource ends at the API
# description: >-
#   The ARN of a call goes on behind the API's id with stage, verb and path. A Resource that ends at
#   the id is compared as a whole, and so matches no call.
# custom:
#   id: POL006
#   severity: error
#   phase: run
#   symptoms:
#     - "403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource\"}"
#     - "User: arn:aws:iam::111122223333:user/name is not authorized to perform: execute-api:Invoke on resource"
#   remedy: >-
#     Append /* for everything, or /STAGE/VERB/PATH for a part of it.
#   articles: [K03]
#   sources:
#     - hashicorp/terraform-provider-aws#41908
#     - "API Gateway developer guide: control access with resource policies, resource format"
#   needs: [statement]
#   since: 0.1.0
#   limitations:
#     - Allow statements only; a Deny that matches nothing lets callers in instead of failing.
#     - >-
#       For a Resource that ends in a bare slash no proof was found that API Gateway compares it plainly; it
#       is a warning.
#     - Where another statement may grant the call it is a warning.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.policy_resource_without_path

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some carrier in ["policies", "identity_policies"]
	some policy in input[carrier]
	some statement in policy.statements.items
	value.is(statement.effect, "Allow")
	value.is(statement.grants_invoke, true)
	some target in statement.targets
	some form in ["api-without-path", "api-bare-slash"]
	value.is(target.form, form)
	evidence := [statement.effect, statement.grants_invoke, target.form]
	extra := {"evidence": evidence, "severity": severity[form][target.covered_elsewhere]}
	found := finding.detailed(target.resource, message, [consequence[target.covered_elsewhere]], extra)
}

message := "this Resource ends at the API's id, and so does not match the ARN of any call; %s"

# By whether another statement may let callers in.
consequence := {false: "callers get 403", true: "callers get 403 unless another Resource lets them in"}

severity := {
	"api-without-path": {false: "error", true: "warning"},
	"api-bare-slash": {false: "warning", true: "warning"},
}
