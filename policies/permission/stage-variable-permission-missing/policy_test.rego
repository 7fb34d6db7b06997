package gatelint.rules.permission.stage_variable_permission_missing_test

import data.gatelint.rules.permission.stage_variable_permission_missing as rule
import data.gatelint.testing as t

stage_call := {
	"integration_id": "GET /orders",
	"api_id": "api",
	"variable": "fn",
	"text": t.known_at("orders", 22),
	"function_id": "f",
	"invocation": t.uncovered.invocation,
}

called := {"integrations": [t.lambda_integration], "functions": [t.function]}

calling(call, statement) := t.model(object.union(called, {
	"permissions": [t.but(t.statement, statement)],
	"stages": [object.union(t.entity("prod", 20), {"calls": [t.but(stage_call, call)]})],
}))

state(v) := {"invocation": t.but(t.uncovered.invocation, {"state": v, "examined": []})}

test_uncovered_is_found_at_the_variable if {
	some finding in rule.findings with input as calling(state(t.known_at("uncovered", 12)), {})
	finding.at == 22
	finding.args == [{"text": "prod"}, {"text": "fn"}, {"at": 22}, {"text": "f"}, {"text": "GET /orders"}]
	finding.related == [
		{"at": 30, "message": "the function that it calls"},
		{"at": 11, "message": "the variable is used here"},
	]
}

test_statements_for_other_apis_are_named if {
	some finding in rule.findings with input as calling({}, {"api_id": "other"})
	{"at": 40, "message": "no"} in finding.related
}

test_a_statement_that_explains_it_silences[note] if {
	some note, statement in {
		"principal": {"principal": t.known("lambda.amazonaws.com")},
		"action": {"action": t.known("lambda:GetFunction")},
		"source": {"mismatch": t.known("no stage in it")},
	}
	count(rule.findings) == 0 with input as calling({}, statement)
}

test_other_states_are_silent[note] if {
	some note, v in {"covered": t.known("covered"), "unknown": t.unknown, "no need": t.absent}
	count(rule.findings) == 0 with input as calling(state(v), {})
}

test_what_is_out_of_sight_is_silent[note] if {
	some note, call in {"function": {"function_id": ""}, "integration": {"integration_id": ""}}
	count(rule.findings) == 0 with input as calling(object.union(call, state(t.known("uncovered"))), {})
}
