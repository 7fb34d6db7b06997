package gatelint.rules.policy.policy_resource_without_path_test

import data.gatelint.rules.policy.policy_resource_without_path as rule
import data.gatelint.testing as t

granting(statement, target) := t.model({"policies": [policy(statement, target)], "identity_policies": []})

policy(statement, target) := t.policy_with(object.union(
	{"targets": [t.but(
		{"resource": t.reference("aws_api_gateway_rest_api.api", "arn"), "form": t.known("api-without-path"), "covered_elsewhere": false},
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

test_a_bare_slash_is_a_warning if {
	some finding in rule.findings with input as granting({}, {"form": t.known("api-bare-slash")})
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
