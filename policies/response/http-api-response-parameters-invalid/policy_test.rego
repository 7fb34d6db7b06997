package gatelint.rules.response.http_api_response_parameters_invalid_test

import data.gatelint.rules.response.http_api_response_parameters_invalid as rule
import data.gatelint.testing as t

mapped(fields, mapping, destination) := t.model({"integrations": [t.but(
	object.union(t.lambda_integration, {"response_mappings": t.complete([t.but(
		object.union(t.entity("m", 60), {
			"status_code": t.known_at("403", 61),
			"changes": t.complete([{"destination": destination, "source": t.known("404")}]),
			"flat": false,
		}),
		mapping,
	)])}),
	t.but({"protocol": t.known("HTTP")}, fields),
)]})

changed(destination) := mapped({}, {}, t.known_at(destination, 62))

at(findings) := [[finding.at, finding.severity] | some finding in findings]

test_what_is_no_change_is_found[destination] if {
	some destination in [
		"overwrite.statuscode",
		"append:overwrite.static",
		"append:statuscode",
		"remove:statuscode",
		"header.x",
		"append:header.",
		"append:querystring.page",
		"",
	]
	findings := rule.findings with input as changed(destination)
	at(findings) == [[62, ""]]
}

test_reserved_headers_are_found[destination] if {
	some destination in [
		"overwrite:header.Access-Control-Allow-Origin",
		"append:header.apigw-id",
		"remove:header.authorization",
		"overwrite:header.Content-Length",
		"append:header.via",
	]
	findings := rule.findings with input as changed(destination)
	at(findings) == [[62, ""]]
}

test_another_case_is_a_warning if {
	findings := rule.findings with input as changed("overwrite:statusCode")
	at(findings) == [[62, "warning"]]
}

test_codes_that_there_are_none_of_are_found[code] if {
	some code in ["199", "600", "4xx", "default", "", "2000"]
	findings := rule.findings with input as mapped({}, {"status_code": t.known_at(code, 61)}, t.unknown)
	at(findings) == [[61, ""]]
}

test_changes_that_are_no_list_are_found if {
	findings := rule.findings with input as mapped({}, {"flat": true, "changes": t.complete([])}, t.unknown)
	at(findings) == [[60, ""]]
}

test_a_code_that_is_a_change_is_found_once if {
	fields := {"status_code": t.known_at("overwrite:statuscode", 61), "flat": true}
	findings := rule.findings with input as mapped({}, fields, t.unknown)
	at(findings) == [[61, ""]]
}

test_sound_changes_are_left_alone[destination] if {
	some destination in [
		"append:header.x",
		"overwrite:header.Location",
		"remove:header.Server",
		"overwrite:statuscode",
		"overwrite:header.x-viable",
		"overwrite:header.tea",
		"overwrite:header.my-access-control-x",
	]
	findings := rule.findings with input as changed(destination)
	at(findings) == []
}

test_unknown_is_silent[note] if {
	some note, model in {
		"destination": mapped({}, {}, t.unknown),
		"status code": mapped({}, {"status_code": t.unknown, "flat": true}, t.known("append:header.x")),
		"protocol": mapped({"protocol": t.unknown}, {"status_code": t.known("1")}, t.known("x")),
		"websocket": mapped({"protocol": t.known("WEBSOCKET")}, {"flat": true}, t.known("x")),
	}
	count(rule.findings) == 0 with input as model
}
