package gatelint.rules.policy.vpc_condition_on_public_api_test

import data.gatelint.rules.policy.vpc_condition_on_public_api as rule
import data.gatelint.testing as t

test_deny_is_found if {
	some finding in rule.findings with input as t.refusing({"cause": t.known("vpc-condition"), "explicit": true})
	finding.at == 54
	finding.severity == "error"
	{"text": "Deny refuses everybody with 403"} in finding.args
}

test_allow_is_found if {
	some finding in rule.findings with input as t.refusing({"cause": t.known("vpc-condition")})
	finding.severity == "error"
	{"text": "Allow lets nobody in, and callers get 403"} in finding.args
}

test_a_doubt_makes_it_a_warning if {
	some finding in rule.findings with input as t.refusing({"cause": t.known("vpc-condition"), "doubtful": true})
	finding.severity == "warning"
}

test_other_causes_are_left_alone[note] if {
	some note, cause in {"another": t.known("iam-condition"), "unknown": t.unknown, "absent": t.absent}
	count(rule.findings) == 0 with input as t.refusing({"cause": cause})
}
