package gatelint.rules.auth.preflight_requires_authorization_test

import data.gatelint.rules.auth.preflight_requires_authorization as rule
import data.gatelint.testing as t

with_api(fields, cors) := t.model({
	"routes": [t.but(
		object.union(t.entity("OPTIONS /orders", 10), {
			"api_id": "api",
			"protocol": t.known("REST"),
			"method": t.known("OPTIONS"),
			"authorization": t.known_at("AWS_IAM", 11),
			"authorizer_id": "",
			"key_required": t.known_at(false, 12),
		}),
		fields,
	)],
	"apis": [object.union(t.entity("api", 90), {"cors": cors})],
	"authorizers": [
		object.union(t.entity("authorizer", 20), {"refuses_preflight": t.known(true)}),
		object.union(t.entity("other", 21), {"refuses_preflight": t.unknown}),
	],
})

asking(fields) := with_api(fields, t.absent)

test_credentials_are_found[type] if {
	some type in ["AWS_IAM", "COGNITO_USER_POOLS", "JWT"]
	findings := rule.findings with input as asking({"authorization": t.known_at(type, 11)})
	[11] == [finding.at | some finding in findings]
}

test_an_authorizer_that_needs_a_token_is_found if {
	fields := {"authorization": t.known_at("CUSTOM", 11), "authorizer_id": "authorizer"}
	findings := rule.findings with input as asking(fields)
	[11] == [finding.at | some finding in findings]
}

test_an_http_api_without_cors_is_found if {
	findings := rule.findings with input as asking({"protocol": t.known("HTTP"), "authorization": t.known_at("JWT", 11)})
	[11] == [finding.at | some finding in findings]
}

keyed := {"authorization": t.known("NONE"), "key_required": t.known_at(true, 12)}

test_a_key_is_found if {
	findings := rule.findings with input as asking(keyed)
	[12] == [finding.at | some finding in findings]
}

test_only_one_of_both_is_found if {
	findings := rule.findings with input as asking({"key_required": t.known_at(true, 12)})
	[11] == [finding.at | some finding in findings]
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"open": {"authorization": t.known("NONE")},
		"open, beside an authorizer": {"authorization": t.known("NONE"), "authorizer_id": "authorizer"},
		"another verb": {"method": t.known("ANY")},
		"verb not known": {"method": t.unknown},
		"no verb": {"method": t.absent},
		"authorization not known": {"authorization": t.unknown},
		"authorization not known, key": {"authorization": t.unknown, "key_required": t.known(true)},
		"an authorization that there is none of": {"authorization": t.known("IAM")},
		"an authorizer that may let it through": {"authorization": t.known("CUSTOM"), "authorizer_id": "other"},
		"an authorizer that is not in view": {"authorization": t.known("CUSTOM")},
		"a key from an authorizer": {"authorization": t.known("CUSTOM"), "key_required": t.known(true)},
		"key not known": {"authorization": t.known("NONE"), "key_required": t.unknown},
		"key on another verb": t.but(keyed, {"method": t.known("GET")}),
		"key on an http api": t.but(keyed, {"protocol": t.known("HTTP")}),
		"another verb of an http api": {"protocol": t.known("HTTP"), "method": t.known("GET")},
		"websocket": {"protocol": t.known("WEBSOCKET")},
		"protocol not known": {"protocol": t.unknown},
		"http api that is not in view": {"protocol": t.known("HTTP"), "api_id": ""},
	}
	count(rule.findings) == 0 with input as asking(fields)
}

test_an_http_api_with_cors_is_silent[note] if {
	some note, cors in {"set": t.known({}), "unknown": t.unknown}
	fields := {"protocol": t.known("HTTP")}
	count(rule.findings) == 0 with input as with_api(fields, cors)
}
