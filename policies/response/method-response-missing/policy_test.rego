package gatelint.rules.response.method_response_missing_test

import data.gatelint.rules.response.method_response_missing as rule
import data.gatelint.testing as t

route(responses) := object.union(t.entity("GET /orders", 70), {"method_responses": responses})

calling(fields, responses) := t.model({
	"routes": [route(responses)],
	"integrations": [t.but(
		t.but(t.lambda_integration, {
			"integration_type": t.known("AWS"),
			"responses": t.complete([{"status_code": t.known_at("201", 71)}]),
		}),
		fields,
	)],
})

declared(code) := t.complete([{"status_code": code}])

test_undeclared_code_is_found[note] if {
	some note, responses in {
		"none": t.complete([]),
		"another": declared(t.known("200")),
		"a number": declared(t.known(200)),
	}
	some finding in rule.findings with input as calling({}, responses)
	finding.at == 71
	finding.related == [{"at": 70, "message": "the method that lacks the response"}]
}

test_declared_or_out_of_sight_is_silent[note] if {
	some note, responses in {
		"declared": declared(t.known("201")),
		"declared as a number": declared(t.known(201)),
		"not known": declared(t.unknown),
		"open": t.open([]),
	}
	count(rule.findings) == 0 with input as calling({}, responses)
}

test_other_integrations_are_left_alone[note] if {
	some note, fields in {
		"proxy": {"integration_type": t.known("AWS_PROXY")},
		"type not known": {"integration_type": t.unknown},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"protocol not known": {"protocol": t.unknown},
		"code not known": {"responses": t.complete([{"status_code": t.unknown}])},
		"no route in sight": {"routes": []},
	}
	count(rule.findings) == 0 with input as calling(fields, t.complete([]))
}
