package gatelint.rules.integration.integration_method_missing_test

import data.gatelint.rules.integration.integration_method_missing as rule
import data.gatelint.testing as t

calling(fields) := t.model({"integrations": [t.but(
	t.but(t.lambda_integration, {"method": {"absent": true, "at": 20}}),
	fields,
)]})

test_missing_method_is_found[type] if {
	some type in ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY"]
	some finding in rule.findings with input as calling({"integration_type": t.known(type)})
	finding.at == 20
	finding.severity == "error"
}

test_of_a_document_it_is_a_warning if {
	some finding in rule.findings with input as calling({"origin": "api"})
	finding.severity == "warning"
}

test_sound_integrations_are_left_alone[note] if {
	some note, fields in {
		"with a method": {"method": t.known("POST")},
		"mock": {"integration_type": t.known("MOCK")},
		"http api": {"protocol": t.known("HTTP")},
		"websocket api": {"protocol": t.known("WEBSOCKET")},
		"method not known": {"method": t.unknown},
		"type not known": {"integration_type": t.unknown},
		"protocol not known": {"protocol": t.unknown},
	}
	count(rule.findings) == 0 with input as calling(fields)
}
