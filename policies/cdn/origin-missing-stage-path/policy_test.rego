package gatelint.rules.cdn.origin_missing_stage_path_test

import data.gatelint.rules.cdn.origin_missing_stage_path as rule
import data.gatelint.testing as t

with_fault(fault) := t.distribution_with(
	{},
	{"path_fault": fault, "path_fault_of": [{"id": "b", "label": "behavior /api/*"}]},
	{},
)

test_faults_are_found_at_the_path[fault] if {
	some fault, expected in {
		"no-stage": {"severity": "error", "last": {"text": "behavior /api/*"}},
		"other-stage": {"severity": "error", "last": {"at": 62}},
		"viewers-name-stage": {"severity": "info", "last": {"text": "behavior /api/*"}},
	}
	some finding in rule.findings with input as with_fault(t.known(fault))
	finding.at == 62
	finding.severity == expected.severity
	finding.args == [{"text": "origin api"}, {"text": "api"}, expected.last]
	finding.related == [{"at": 90, "message": "the API"}]
}

test_other_origins_are_left_alone[note] if {
	some note, fault in {"fine": t.absent, "unknown": t.unknown, "not mapped": t.known("not-mapped")}
	count(rule.findings) == 0 with input as with_fault(fault)
}

test_what_is_no_host_is_left_to_another_rule[note] if {
	some note, bare in {"url": t.known(false), "unknown": t.unknown}
	host := {"class": t.known("stage"), "owner_id": "api", "bare": bare}
	fields := {"path_fault": t.known("no-stage"), "host": host}
	count(rule.findings) == 0 with input as t.distribution_with({}, fields, {})
}

test_api_out_of_sight_is_left_alone if {
	fields := object.union({"path_fault": t.known("no-stage")}, t.hosted(t.known("stage")))
	count(rule.findings) == 0 with input as t.distribution_with({}, fields, {})
}
