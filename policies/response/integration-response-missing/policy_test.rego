package gatelint.rules.response.integration_response_missing_test

import data.gatelint.rules.response.integration_response_missing as rule
import data.gatelint.testing as t

calling(fields) := t.model({"integrations": [t.but(
	t.but(t.lambda_integration, {"integration_type": t.known("AWS")}),
	fields,
)]})

test_no_response_is_found[type] if {
	some type in ["AWS", "HTTP", "MOCK"]
	some finding in rule.findings with input as calling({"integration_type": t.known(type)})
	finding.at == 10
}

test_sound_integrations_are_left_alone[note] if {
	some note, fields in {
		"proxy": {"integration_type": t.known("AWS_PROXY")},
		"http proxy": {"integration_type": t.known("HTTP_PROXY")},
		"with a response": {"responses": t.complete([{"status_code": t.unknown}])},
		"responses out of sight": {"responses": t.open([])},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"type not known": {"integration_type": t.unknown},
		"protocol not known": {"protocol": t.unknown},
	}
	count(rule.findings) == 0 with input as calling(fields)
}
