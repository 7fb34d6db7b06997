package gatelint.rules.integration.payload_format_missing_test

import data.gatelint.rules.integration.payload_format_missing as rule
import data.gatelint.testing as t

missing := {"absent": true, "at": 20}

integrating(fields) := t.model({"authorizers": [], "integrations": [t.but(
	object.union(t.lambda_integration, {"payload_format": missing}),
	t.but({"protocol": t.known("HTTP")}, fields),
)]})

authorizing(fields) := t.model({"integrations": [], "authorizers": [t.but(
	object.union(t.entity("a", 70), {
		"protocol": t.known("HTTP"),
		"authorizer_type": t.known("REQUEST"),
		"payload_format": missing,
	}),
	fields,
)]})

test_an_integration_without_a_version_is_found if {
	findings := rule.findings with input as integrating({})
	[20] == [finding.at | some finding in findings]
}

test_an_authorizer_without_a_version_is_found if {
	findings := rule.findings with input as authorizing({})
	[20] == [finding.at | some finding in findings]
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"set": {"payload_format": t.known("2.0")},
		"not known": {"payload_format": t.unknown},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"rest": {"protocol": t.known("REST")},
		"protocol not known": {"protocol": t.unknown},
	}
	count(rule.findings) == 0 with input as integrating(fields)
	count(rule.findings) == 0 with input as authorizing(fields)
}

test_other_authorizers_are_left_alone[note] if {
	some note, type in {"jwt": t.known("JWT"), "not known": t.unknown}
	count(rule.findings) == 0 with input as authorizing({"authorizer_type": type})
}
