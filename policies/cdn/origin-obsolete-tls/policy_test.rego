package gatelint.rules.cdn.origin_obsolete_tls_test

import data.gatelint.rules.cdn.origin_obsolete_tls as rule
import data.gatelint.testing as t

with_fault(fault, class) := t.distribution_with({}, object.union({"tls_fault": fault}, t.hosted(t.known(class))), {})

test_faults_are_found_at_the_list[fault] if {
	some fault, severity in {"refused": "error", "obsolete": "warning"}
	some finding in rule.findings with input as with_fault(t.known(fault), "stage")
	finding.at == 64
	finding.severity == severity
}

test_other_lists_are_left_alone[note] if {
	some note, fault in {"fine": t.absent, "unknown": t.unknown}
	count(rule.findings) == 0 with input as with_fault(fault, "stage")
}

test_other_origins_are_left_alone if {
	count(rule.findings) == 0 with input as with_fault(t.known("obsolete"), "other")
}
