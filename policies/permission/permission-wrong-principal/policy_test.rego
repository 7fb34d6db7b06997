package gatelint.rules.permission.permission_wrong_principal_test

import data.gatelint.rules.permission.permission_wrong_principal as rule
import data.gatelint.testing as t

calling(integration, statement) := t.model({
	"integrations": [integration],
	"functions": [t.function],
	"permissions": [t.but(t.statement, statement)],
})

test_other_principals_are_found[principal] if {
	some principal in ["lambda.amazonaws.com", "111122223333", "s3.amazonaws.com"]
	some finding in rule.findings with input as calling(t.uncovered, {"principal": t.known_at(principal, 42)})
	finding.at == 42
}

test_other_actions_are_found[action] if {
	some action in ["lambda:GetFunction", "lambda:InvokeAsync"]
	some finding in rule.findings with input as calling(t.uncovered, {"action": t.known_at(action, 43)})
	finding.at == 43
}

test_sound_statements_are_left_alone[note] if {
	some note, statement in {
		"sound": {},
		"everybody": {"principal": t.known("*")},
		"china": {"principal": t.known("apigateway.amazonaws.com.cn")},
		"all actions": {"action": t.known("lambda:*")},
		"action in lower case": {"action": t.known("lambda:invokefunction")},
		"of another API": {"api_id": "other", "principal": t.known("s3.amazonaws.com")},
		"principal not known": {"principal": t.unknown},
		"action not known": {"action": t.unknown},
		"no principal": {"principal": t.absent},
	}
	count(rule.findings) == 0 with input as calling(t.uncovered, statement)
}

test_calls_that_are_covered_or_not_known_are_silent[note] if {
	some note, state in {"covered": t.known("covered"), "unknown": t.unknown}
	integration := t.inside(t.uncovered, "invocation", {"state": state})
	count(rule.findings) == 0 with input as calling(integration, {"principal": t.known("lambda.amazonaws.com")})
}
