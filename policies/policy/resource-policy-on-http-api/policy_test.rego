package gatelint.rules.policy.resource_policy_on_http_api_test

import data.gatelint.rules.policy.resource_policy_on_http_api as rule
import data.gatelint.testing as t

model(protocol, policy) := t.model({
	"apis": [object.union(t.entity("api", 90), {"protocol": protocol})],
	"policies": [t.but(t.policy_with({}), policy)],
})

test_attached_policy_is_found[protocol] if {
	some protocol in ["HTTP", "WEBSOCKET"]
	some finding in rule.findings with input as model(t.known(protocol), {})
	finding.at == 50
	finding.severity == "error"
}

test_policy_in_the_document_is_a_warning if {
	some finding in rule.findings with input as model(t.known("HTTP"), {"address": "api"})
	finding.severity == "warning"
}

test_sound_or_unknown_is_silent[note] if {
	some note, case in {
		"REST": {"protocol": t.known("REST"), "policy": {}},
		"not known": {"protocol": t.unknown, "policy": {}},
		"absent": {"protocol": t.absent, "policy": {}},
		"of something else": {"protocol": t.known("HTTP"), "policy": {"carrier": "domain"}},
	}
	count(rule.findings) == 0 with input as model(case.protocol, case.policy)
}
