package gatelint.rules.policy.policy_control_plane_arn_test

import data.gatelint.rules.policy.policy_control_plane_arn as rule
import data.gatelint.testing as t

granting(statement, target) := t.model({"policies": [policy(statement, target)], "identity_policies": []})

policy(statement, target) := t.policy_with(object.union(
	{"targets": [t.but(
		{"resource": t.reference("aws_api_gateway_rest_api.api", "arn"), "form": t.known("control-plane"), "covered_elsewhere": false},
		target,
	)]},
	statement,
))

test_resource_is_found if {
	some finding in rule.findings with input as granting({}, {})
	finding.at == 4
	finding.severity == "error"
}

test_a_grant_elsewhere_makes_it_a_warning if {
	some finding in rule.findings with input as granting({}, {"covered_elsewhere": true})
	finding.severity == "warning"
}

test_other_resources_are_left_alone[note] if {
	some note, form in {"other": t.known("other"), "unknown": t.unknown}
	count(rule.findings) == 0 with input as granting({}, {"form": form})
}

test_other_statements_are_left_alone[note] if {
	some note, statement in {
		"deny": {"effect": t.known("Deny")},
		"effect not known": {"effect": t.unknown},
		"for something else": {"grants_invoke": t.known(false)},
		"grant not known": {"grants_invoke": t.unknown},
	}
	count(rule.findings) == 0 with input as granting(statement, {})
}

test_identity_policies_are_read if {
	some finding in rule.findings with input as t.model({"policies": [], "identity_policies": [policy({}, {})]})
	finding.at == 4
}

test_identity_policies_may_manage[note] if {
	some note, grants in {"manages": t.known(true), "unknown": t.unknown}
	statement := {"grants_management": grants}
	count(rule.findings) == 0 with input as t.model({"policies": [], "identity_policies": [policy(statement, {})]})
	count(rule.findings) == 1 with input as granting(statement, {})
}
