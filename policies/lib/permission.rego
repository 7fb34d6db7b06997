# METADATA
# title: Statements that were meant for a call and do not cover it
# description: |
#   One fault, one finding: where a statement of the function's policy names the
#   API and is wrong in itself, that statement is spoken of, and not the
#   permission that is missing because of it.
package gatelint.permission

import data.gatelint.value

# meant: the statements whose source ARN names the API of an integration which
# certainly is not covered.
meant(integration) := [statement |
	value.is(integration.invocation.state, "uncovered")
	some examined in integration.invocation.examined
	statement := input.by_id.permissions[examined.permission_id]
	statement.api_id == integration.api_id
]

# wrong_principal: the statement lets somebody else act. A principal with the
# suffix of another partition is not judged.
wrong_principal(statement) if value.none_of(statement.principal, {
	"*",
	"apigateway.amazonaws.com",
	"apigateway.amazonaws.com.cn",
})

# wrong_action: the statement allows something else than to invoke.
wrong_action(statement) if value.none_of_fold(statement.action, {"*", "lambda:*", "lambda:InvokeFunction"})

# never_matches: the source ARN matches no request of the API.
never_matches(statement) if value.present(statement.mismatch)

# unexplained: no statement that was meant for the integration is wrong in
# itself. This is one of the few negations; it cannot turn what is not known
# into a finding, because an integration is only uncovered if all that was
# examined is known.
unexplained(integration) if {
	value.is(integration.invocation.state, "uncovered")
	not _explained(integration)
}

_explained(integration) if {
	some statement in meant(integration)
	_wrong(statement)
}

_wrong(statement) if wrong_principal(statement)

_wrong(statement) if wrong_action(statement)

_wrong(statement) if never_matches(statement)
