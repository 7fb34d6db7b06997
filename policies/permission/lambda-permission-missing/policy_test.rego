package gatelint.rules.permission.lambda_permission_missing_test

import data.gatelint.rules.permission.lambda_permission_missing as rule
import data.gatelint.testing as t

calling(integration, statement) := t.model({
	"integrations": [integration],
	"functions": [t.function],
	"permissions": [t.but(t.statement, statement)],
})

test_uncovered_is_found_at_the_uri if {
	model := calling(t.inside(t.uncovered, "invocation", {"examined": []}), {})
	some finding in rule.findings with input as model
	finding.at == 11
	finding.args == [{"text": "f"}, {"text": "GET /orders"}]
	finding.related == [{"at": 30, "message": "the function that it calls"}]
}

test_statements_for_other_apis_are_named if {
	some finding in rule.findings with input as calling(t.uncovered, {"api_id": "other"})
	{"at": 40, "message": "no"} in finding.related
}

test_a_statement_that_explains_it_silences[note] if {
	some note, statement in {
		"principal": {"principal": t.known("lambda.amazonaws.com")},
		"action": {"action": t.known("lambda:GetFunction")},
		"source": {"mismatch": t.known("no stage in it")},
	}
	count(rule.findings) == 0 with input as calling(t.uncovered, statement)
}

test_other_states_are_silent[note] if {
	some note, state in {"covered": t.known("covered"), "unknown": t.unknown, "no need": t.absent}
	integration := t.inside(t.uncovered, "invocation", {"state": state, "examined": []})
	count(rule.findings) == 0 with input as calling(integration, {})
}

test_function_out_of_sight_is_silent if {
	integration := t.inside(t.uncovered, "backend", {"function_id": ""})
	count(rule.findings) == 0 with input as calling(integration, {"api_id": "other"})
}
