package gatelint.rules.integration.lambda_outlives_integration_test

import data.gatelint.rules.integration.lambda_outlives_integration as rule
import data.gatelint.testing as t

calling(function_fields, fields) := t.model({
	"functions": [t.but(
		object.union(t.function, {"timeout_seconds": t.known_at(60, 31), "shared": t.known(false)}),
		function_fields,
	)],
	"integrations": [t.but(object.union(t.lambda_integration, {"wait_seconds": t.known_at(29, 13)}), fields)],
	"authorizers": [],
})

test_a_longer_timeout_is_found if {
	findings := rule.findings with input as calling({}, {})
	[31] == [finding.at | some finding in findings]
	[10] == [finding.related[0].at | some finding in findings]
}

test_the_message_says_what_the_caller_sees[protocol] if {
	some protocol, answer in {"REST": "answers 504", "HTTP": "answers 503"}
	some finding in rule.findings with input as calling({}, {"protocol": t.known(protocol)})
	contains(finding.message, answer)
}

test_where_the_timeout_is_a_default_the_integration_is_found if {
	default_timeout := {"known": 3, "default": true, "at": 30}
	findings := rule.findings with input as calling({"timeout_seconds": default_timeout}, {"wait_seconds": t.known(1.5)})
	[10] == [finding.at | some finding in findings]
}

authorizing(seconds) := t.but(calling({"timeout_seconds": t.known_at(seconds, 31)}, {}), {
	"integrations": [],
	"authorizers": [object.union(t.entity("a", 70), {
		"backend": {"function_id": "f"},
		"wait_seconds": t.known(10),
		"protocol": t.known("HTTP"),
	})],
})

test_an_authorizer_is_found if {
	findings := rule.findings with input as authorizing(15)
	[[31, 70]] == [[finding.at, finding.related[0].at] | some finding in findings]
	every finding in findings {
		contains(finding.message, "an HTTP API gives up")
	}
}

test_an_authorizer_that_ends_in_time_is_left_alone if {
	count(rule.findings) == 0 with input as authorizing(10)
}

test_sound_functions_are_left_alone[note] if {
	some note, fields in {
		"as long": {"timeout_seconds": t.known(29)},
		"shorter": {"timeout_seconds": t.known(3)},
		"timeout not known": {"timeout_seconds": t.unknown},
		"for others, too": {"shared": t.known(true)},
		"perhaps for others": {"shared": t.unknown},
	}
	count(rule.findings) == 0 with input as calling(fields, {})
}

test_sound_integrations_are_left_alone[note] if {
	some note, fields in {
		"no wait": {"wait_seconds": t.absent},
		"wait not known": {"wait_seconds": t.unknown},
		"protocol not known": {"protocol": t.unknown},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"another function": {"backend": {"function_id": ""}},
	}
	count(rule.findings) == 0 with input as calling({}, fields)
}
