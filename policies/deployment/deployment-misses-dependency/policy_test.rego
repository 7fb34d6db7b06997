package gatelint.rules.deployment.deployment_misses_dependency_test

import data.gatelint.rules.deployment.deployment_misses_dependency as rule
import data.gatelint.testing as t

part := {"id": "GET /orders", "label": "GET /orders"}

waiting(protocol, fields) := t.model({
	"apis": [object.union(t.entity("api", 90), {"protocol": protocol})],
	"routes": [t.entity("GET /orders", 10), t.entity("PUT /orders", 11)],
	"deployments": [t.but(t.but(t.deployment, {"unawaited": t.complete([part])}), fields)],
})

test_waiting_for_nothing_is_an_error[protocol] if {
	some protocol, text in {"REST": "no integration", "HTTP": "no route", "WEBSOCKET": "no route"}
	findings := rule.findings with input as waiting(t.known(protocol), {})
	count(findings) == 1
	some finding in findings
	finding.at == 80
	finding.severity == "error"
	contains(finding.message, text)
	{other.at | some other in finding.related} == {10}
}

test_waiting_for_some_is_a_warning if {
	findings := rule.findings with input as waiting(t.known("REST"), {"awaited": t.complete([part])})
	count(findings) == 1
	some finding in findings
	finding.severity == "warning"
	contains(finding.message, "does not wait for")
}

test_sound_or_unknown_is_silent[note] if {
	some note, model in {
		"waits for all": waiting(t.known("REST"), {"unawaited": t.complete([])}),
		"waits for what is out of sight": waiting(t.known("REST"), {
			"awaited": t.open([]),
			"unawaited": t.open([part]),
			"unawaited_names": t.unknown,
		}),
		"waits for some, the rest out of sight": waiting(t.known("REST"), {
			"awaited": t.open([part]),
			"unawaited": t.open([part]),
			"unawaited_names": t.unknown,
		}),
		"waits for some routes": waiting(t.known("HTTP"), {"awaited": t.complete([part])}),
		"protocol not known": waiting(t.unknown, {}),
		"protocol absent": waiting(t.absent, {}),
	}
	count(rule.findings) == 0 with input as model
}
