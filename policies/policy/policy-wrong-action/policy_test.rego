package gatelint.rules.policy.policy_wrong_action_test

import data.gatelint.rules.policy.policy_wrong_action as rule
import data.gatelint.testing as t

policy(statement, covered) := t.policy_with(t.but(
	{
		"actions": t.known_at(["apigateway:Invoke"], 53),
		"misses_invoke": t.known(true),
		"targets": [{"resource": t.known("execute-api:/*"), "form": t.known("other"), "covered_elsewhere": covered}],
	},
	statement,
))

test_action_is_found[note] if {
	some note, model in {
		"resource policy": {"policies": [policy({}, false)], "identity_policies": []},
		"identity policy": {"policies": [], "identity_policies": [policy({}, false)]},
	}
	some finding in rule.findings with input as t.model(model)
	finding.at == 53
	finding.severity == "error"
}

test_a_grant_elsewhere_makes_it_a_warning if {
	some finding in rule.findings with input as t.model({"policies": [policy({}, true)], "identity_policies": []})
	finding.severity == "warning"
}

test_other_statements_are_left_alone[note] if {
	some note, statement in {
		"deny": {"effect": t.known("Deny")},
		"effect not known": {"effect": t.unknown},
		"effect absent": {"effect": t.absent},
		"of use": {"misses_invoke": t.known(false)},
		"not known": {"misses_invoke": t.unknown},
	}
	count(rule.findings) == 0 with input as t.model({"policies": [policy(statement, false)], "identity_policies": []})
}
