package gatelint.rules.policy.policy_empty_principal_test

import data.gatelint.rules.policy.policy_empty_principal as rule
import data.gatelint.testing as t

attached(statement) := t.model({"policies": [t.policy_with(object.union(
	{"principal": t.known_at({}, 55), "principal_empty": t.known(true)},
	statement,
))]})

test_empty_principal_is_found[effect] if {
	some effect, severity in {"Allow": "error", "Deny": "warning"}
	some finding in rule.findings with input as attached({"effect": t.known(effect)})
	finding.at == 55
	finding.severity == severity
}

test_sound_or_unknown_is_silent[note] if {
	some note, statement in {
		"named": {"principal_empty": t.known(false)},
		"not known": {"principal_empty": t.unknown},
		"effect not known": {"effect": t.unknown},
		"effect absent": {"effect": t.absent},
	}
	count(rule.findings) == 0 with input as t.model({"policies": [t.policy_with(t.but(
		{"principal": t.known_at({}, 55), "principal_empty": t.known(true)},
		statement,
	))]})
}
