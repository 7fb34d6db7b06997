package gatelint.rules.response.default_response_missing_test

import data.gatelint.rules.response.default_response_missing as rule
import data.gatelint.testing as t

calling(fields) := t.model({"integrations": [t.but(
	object.union(t.lambda_integration, {
		"unmatched": t.known("successful calls"),
		"responses": t.complete([{"selection_pattern": t.known("4..")}]),
	}),
	fields,
)]})

test_unmatched_successes_are_an_error if {
	findings := rule.findings with input as calling({})
	[[10, ""]] == [[finding.at, finding.severity] | some finding in findings]
}

test_unmatched_codes_are_a_warning if {
	fields := {"backend": {"service": t.known("http")}, "unmatched": t.known("answers with 2xx")}
	findings := rule.findings with input as calling(fields)
	[[10, "warning"]] == [[finding.at, finding.severity] | some finding in findings]
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"all matched": {"unmatched": t.absent},
		"patterns not known": {"unmatched": t.unknown},
		"backend not known": {"backend": {"service": t.unknown}},
		"placeholder": {"responses": t.complete([{"selection_pattern": t.known("-")}])},
		"placeholder by name": {"responses": t.complete([{"selection_pattern": t.known("default")}])},
		"a pattern not known": {"responses": t.complete([{"selection_pattern": t.unknown}])},
		"responses out of sight": {"responses": t.open([])},
	}
	count(rule.findings) == 0 with input as calling(fields)
}
