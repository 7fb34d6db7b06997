package gatelint.rules.integration.lambda_uri_is_function_arn_test

import data.gatelint.rules.integration.lambda_uri_is_function_arn as rule
import data.gatelint.testing as t

calling(fields, backend) := t.model({"integrations": [t.inside(
	t.but(t.lambda_integration, fields),
	"backend",
	object.union({"form": t.known("function")}, backend),
)]})

test_function_arn_is_found[protocol] if {
	some protocol, severity in {"REST": "error", "WEBSOCKET": "warning"}
	some finding in rule.findings with input as calling({"protocol": t.known(protocol)}, {})
	finding.at == 11
	finding.severity == severity
}

test_sound_integrations_are_left_alone[note] if {
	some note, fields in {
		"http api": {"protocol": t.known("HTTP")},
		"protocol not known": {"protocol": t.unknown},
		"type not known": {"integration_type": t.unknown},
		"http": {"integration_type": t.known("HTTP")},
	}
	count(rule.findings) == 0 with input as calling(fields, {})
}

test_other_forms_are_left_alone[note] if {
	some note, backend in {
		"invocation": {"form": {"known": "invocation"}},
		"another service": {"service": {"known": "sqs"}},
	}
	count(rule.findings) == 0 with input as calling({}, backend)
}

test_unknown_forms_are_silent[field] if {
	some field in ["form", "service"]
	backend := t.but(t.but(t.lambda_integration.backend, {"form": t.known("function")}), {field: t.unknown})
	integration := t.but(t.lambda_integration, {"backend": backend})
	count(rule.findings) == 0 with input as t.model({"integrations": [integration]})
}
