package gatelint.rules.permission.permission_source_never_matches_test

import data.gatelint.rules.permission.permission_source_never_matches as rule
import data.gatelint.testing as t

calling(integration, statement) := t.model({
	"integrations": [integration],
	"functions": [t.function],
	"permissions": [t.but(t.statement, statement)],
})

test_mismatch_is_found_at_the_source_arn if {
	some finding in rule.findings with input as calling(t.uncovered, {"mismatch": t.known_at("it names a service", 44)})
	finding.at == 41
	finding.args == [{"at": 44}, {"text": "GET /orders"}]
}

test_sound_statements_are_left_alone[note] if {
	some note, statement in {
		"it may match": {"mismatch": t.absent},
		"not known": {"mismatch": t.unknown},
		"of another API": {"mismatch": t.known("no"), "api_id": "other"},
	}
	count(rule.findings) == 0 with input as calling(t.uncovered, statement)
}

test_calls_that_are_covered_or_not_known_are_silent[note] if {
	some note, state in {"covered": t.known("covered"), "unknown": t.unknown}
	integration := t.inside(t.uncovered, "invocation", {"state": state})
	count(rule.findings) == 0 with input as calling(integration, {"mismatch": t.known("no")})
}
