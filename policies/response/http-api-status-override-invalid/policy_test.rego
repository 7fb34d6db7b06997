package gatelint.rules.response.http_api_status_override_invalid_test

import data.gatelint.rules.response.http_api_status_override_invalid as rule
import data.gatelint.testing as t

mapped(fields, change) := t.model({"integrations": [t.but(
	object.union(t.lambda_integration, {"response_mappings": t.complete([object.union(t.entity("m", 60), {
		"status_code": t.known_at("403", 61),
		"changes": t.complete([t.but(
			{"destination": t.known("overwrite:statuscode"), "source": t.known_at("OK", 62)},
			change,
		)]),
	})])}),
	t.but({"protocol": t.known("HTTP")}, fields),
)]})

test_what_is_no_code_is_found[source] if {
	some source in ["OK", "", "99", "600", "4O4", "'404'", "404 Not Found", "40", "4040"]
	findings := rule.findings with input as mapped({}, {"source": t.known_at(source, 62)})
	[62] == [finding.at | some finding in findings]
}

test_sound_or_unknown_is_silent[note] if {
	some note, change in {
		"a code": {"source": t.known("404")},
		"an expression": {"source": t.known("$response.header.status")},
		"a variable": {"source": t.known("${stageVariables.code}")},
		"not known": {"source": t.unknown},
		"a header": {"destination": t.known("overwrite:header.x")},
		"destination not known": {"destination": t.unknown},
	}
	count(rule.findings) == 0 with input as mapped({}, change)
}

test_other_apis_are_left_alone[note] if {
	some note, protocol in {"websocket": t.known("WEBSOCKET"), "not known": t.unknown}
	count(rule.findings) == 0 with input as mapped({"protocol": protocol}, {})
}
