package gatelint.rules.integration.lambda_integration_not_post_test

import data.gatelint.rules.integration.lambda_integration_not_post as rule
import data.gatelint.testing as t

calling(fields) := t.model({"integrations": [t.but(t.lambda_integration, fields)]})

backend(fields) := t.inside(t.but(t.lambda_integration, {"method": t.known("GET")}), "backend", fields)

test_other_methods_are_found[method] if {
	some method in ["GET", "get", "ANY", "DELETE"]
	some finding in rule.findings with input as calling({"method": t.known_at(method, 20)})
	finding.at == 20
}

test_websocket_and_http_apis_are_judged_alike[protocol] if {
	some protocol in ["HTTP", "WEBSOCKET"]
	fields := {"method": t.known("GET"), "protocol": t.known(protocol)}
	count(rule.findings) == 1 with input as calling(fields)
}

test_post_is_sound[method] if {
	some method in ["POST", "post"]
	count(rule.findings) == 0 with input as calling({"method": t.known(method)})
}

test_what_is_not_lambda_is_left_alone[note] if {
	some note, integration in {
		"another service": backend({"service": t.known("s3")}),
		"no service": backend({"service": t.absent}),
		"http": t.but(backend({}), {"integration_type": t.known("HTTP_PROXY")}),
		"a service action of an HTTP API": t.but(backend({}), {"subtype": t.known("SQS-SendMessage")}),
		"no method": t.but(backend({}), {"method": t.absent}),
	}
	count(rule.findings) == 0 with input as t.model({"integrations": [integration]})
}

test_unknown_is_silent[note] if {
	some note, integration in {
		"method": t.but(backend({}), {"method": t.unknown}),
		"type": t.but(backend({}), {"integration_type": t.unknown}),
		"service": backend({"service": t.unknown}),
		"subtype": t.but(backend({}), {"subtype": t.unknown}),
	}
	count(rule.findings) == 0 with input as t.model({"integrations": [integration]})
}
