package gatelint.rules.deployment.stage_throttled_to_zero_test

import data.gatelint.rules.deployment.stage_throttled_to_zero as rule
import data.gatelint.testing as t

limited(burst, rate) := t.model({"throttles": [object.union(
	t.entity("aws_apigatewayv2_stage.s", 95),
	{"scope": "all routes", "burst": burst, "rate": rate},
)]})

test_zero_is_found[note] if {
	some note, zero in {"number": t.known_at(0, 96), "text": t.known_at("0", 96), "decimal": t.known_at("0.0", 96)}
	some finding in rule.findings with input as limited(zero, t.known(10))
	finding.at == 96
}

test_a_limit_that_is_left_out_is_said_to_be if {
	limit := {"known": 0, "default": true, "at": 96}
	findings := rule.findings with input as limited(limit, t.known(10))
	count(findings) == 1
	some finding in findings
	startswith(finding.message, "without a throttling %s limit")
}

test_a_limit_that_is_written_is_said_to_be if {
	findings := rule.findings with input as limited(t.known(0), t.known(10))
	count(findings) == 1
	some finding in findings
	startswith(finding.message, "the throttling %s limit")
}

test_each_limit_is_found if {
	findings := rule.findings with input as limited(t.known_at(0, 96), t.known_at(0, 97))
	{finding.at | some finding in findings} == {96, 97}
}

test_sound_or_unknown_is_silent[note] if {
	some note, limit in {
		"some": t.known(5000),
		"no limit": t.known(-1),
		"absent": t.absent,
		"unknown": t.unknown,
	}
	count(rule.findings) == 0 with input as limited(limit, limit)
}
