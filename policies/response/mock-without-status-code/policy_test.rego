package gatelint.rules.response.mock_without_status_code_test

import data.gatelint.rules.response.mock_without_status_code as rule
import data.gatelint.testing as t

calling(fields) := t.model({"integrations": [t.but(
	t.but(t.lambda_integration, {
		"integration_type": t.known("MOCK"),
		"route_method": t.known("OPTIONS"),
	}),
	fields,
)]})

test_preflight_without_template_is_an_error[note] if {
	some note, templates in {"absent": t.absent, "empty": t.known({})}
	findings := rule.findings with input as calling({"request_templates": templates})
	[[10, ""]] == [[finding.at, finding.severity] | some finding in findings]
}

test_other_verbs_without_template_are_a_warning if {
	findings := rule.findings with input as calling({"route_method": t.known("GET")})
	[[10, "warning"]] == [[finding.at, finding.severity] | some finding in findings]
}

test_template_without_code_is_an_error[verb] if {
	some verb in ["GET", "OPTIONS"]
	templates := t.known_at({"application/json": t.known("{}")}, 80)
	fields := {"route_method": t.known(verb), "request_templates": templates}
	findings := rule.findings with input as calling(fields)
	[[80, ""]] == [[finding.at, finding.severity] | some finding in findings]
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"with a code": {"mock_status": t.known(200)},
		"code not known": {"mock_status": t.unknown},
		"no mock": {"integration_type": t.known("HTTP")},
		"type not known": {"integration_type": t.unknown},
		"verb not known": {"route_method": t.unknown},
		"templates not known": {"request_templates": t.unknown},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"protocol not known": {"protocol": t.unknown},
	}
	count(rule.findings) == 0 with input as calling(fields)
}
