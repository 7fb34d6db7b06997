package gatelint.rules.policy.policy_principal_needs_iam_test

import data.gatelint.rules.policy.policy_principal_needs_iam as rule
import data.gatelint.testing as t

test_refusal_is_found if {
	some finding in rule.findings with input as t.refusing({"cause": t.known("principal")})
	finding.at == 54
	finding.severity == "error"
}

test_a_doubt_makes_it_a_warning if {
	some finding in rule.findings with input as t.refusing({"cause": t.known("principal"), "doubtful": true})
	finding.severity == "warning"
}

test_other_causes_are_left_alone[note] if {
	some note, cause in {"another": t.known("iam-condition"), "unknown": t.unknown, "absent": t.absent}
	count(rule.findings) == 0 with input as t.refusing({"cause": cause})
}
