# METADATA
# title: Principal of a policy statement is malformed
# description: >-
#   A policy names "*", an account by its twelve digits, or a user, a role, a session by its full ARN.
#   API Gateway refuses a policy with anything else.
# custom:
#   id: POL003
#   severity: error
#   phase: deploy
#   symptoms:
#     - Invalid policy document. Please check the policy syntax and ensure that Principals are valid.
#   remedy: >-
#     Write {"AWS": "111122223333"} or {"AWS": "arn:aws:iam::111122223333:role/NAME"}. For many roles
#     allow the account, and compare aws:PrincipalArn in a condition, where wildcards may stand.
#   articles: [K03, K08]
#   sources:
#     - "API Gateway developer guide: create and attach a resource policy, troubleshooting"
#     - "IAM user guide: AWS JSON policy elements, Principal"
#     - awsdocs/aws-cloudformation-user-guide#1013
#   needs: [policy]
#   since: 0.1.0
#   limitations:
#     - >-
#       The guide says that principals have to be valid, and not which are refused at deployment; each form
#       was not verified for every carrier. In the policy of a VPC endpoint it is a warning.
#     - >-
#       The id that AWS leaves of a principal that was deleted (AROA...) is a warning: the statement matches
#       nobody, or whoever holds the id.
#     - Names with placeholders of other tools, and the partition of an ARN, are not judged.
#   absence: false
#   fix_safe: false
package gatelint.rules.policy.policy_malformed_principal

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some policy in input.policies
	some statement in policy.statements.items
	some principal in statement.principals
	some name, fault in faults
	value.is(principal.fault, name)
	extra := {"evidence": [principal.fault], "severity": severities[fault.severity][policy.carrier]}
	found := finding.detailed(principal.name, message, [principal.name, fault.text], extra)
}

message := "%s is no principal: %s"

faults := {
	"without-type": {"severity": "error", "text": "only \"*\" may stand without a type; write {\"AWS\": ...}"},
	"blank": {"severity": "error", "text": "it has blanks around it"},
	"account-digits": {"severity": "error", "text": "an account has twelve digits"},
	"wildcard": {"severity": "error", "text": "wildcards do not work here; compare aws:PrincipalArn in a condition"},
	"group": {"severity": "error", "text": "a group cannot be named, its users and roles can"},
	"not-a-principal": {"severity": "error", "text": "it is no account, and no ARN of a user, a role or a session"},
	"deleted": {"severity": "warning", "text": "it is what AWS leaves of one that was deleted"},
}

# By the severity of the fault, and what the policy is attached to.
severities := {
	"error": {"api": "error", "domain": "error", "vpc_endpoint": "warning"},
	"warning": {"api": "warning", "domain": "warning", "vpc_endpoint": "warning"},
}
