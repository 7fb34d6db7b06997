package gatelint.rules.policy.policy_missing_principal_test

import data.gatelint.rules.policy.policy_missing_principal as rule
import data.gatelint.testing as t

attached(statement) := t.model({"policies": [t.policy_with(statement)]})

test_statement_without_principal_is_found[effect] if {
	some effect in ["Allow", "Deny"]
	statement := {"effect": t.known(effect), "principal": t.absent}
	some finding in rule.findings with input as attached(statement)
	finding.at == 51
}

test_sound_or_unknown_is_silent[note] if {
	some note, statement in {
		"principal": {},
		"not_principal": {"principal": t.absent, "not_principal": t.known("*")},
		"principal not known": {"principal": t.unknown},
		"not_principal not known": {"principal": t.absent, "not_principal": t.unknown},
		"statement not known": {"principal": t.absent, "block": t.unknown},
	}
	count(rule.findings) == 0 with input as attached(statement)
}
