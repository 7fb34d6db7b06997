package gatelint.rules.policy.policy_malformed_principal_test

import data.gatelint.rules.policy.policy_malformed_principal as rule
import data.gatelint.testing as t

attached(carrier, fault) := t.model({"policies": [t.but(
	t.policy_with({"principals": [{"kind": "AWS", "name": t.known_at("bob", 56), "fault": fault}]}),
	{"carrier": carrier},
)]})

test_malformed_principal_is_found[carrier] if {
	some carrier, severity in {"api": "error", "domain": "error", "vpc_endpoint": "warning"}
	some finding in rule.findings with input as attached(carrier, t.known("wildcard"))
	finding.at == 56
	finding.severity == severity
}

test_deleted_principal_is_a_warning if {
	some finding in rule.findings with input as attached("api", t.known("deleted"))
	finding.severity == "warning"
}

test_sound_or_unknown_is_silent[note] if {
	some note, fault in {"sound": t.absent, "unknown": t.unknown}
	count(rule.findings) == 0 with input as attached("api", fault)
}
