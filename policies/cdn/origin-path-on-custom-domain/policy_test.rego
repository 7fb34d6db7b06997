package gatelint.rules.cdn.origin_path_on_custom_domain_test

import data.gatelint.rules.cdn.origin_path_on_custom_domain as rule
import data.gatelint.testing as t

domain := object.union(t.entity("aws_api_gateway_domain_name.d", 81), {"mappings": t.complete([{"id": "m", "label": "m"}])})

with_fault(fault, owner) := object.union(
	t.distribution_with(
		{},
		{
			"path_fault": fault,
			"host": {"class": t.known("custom-domain"), "owner_id": owner, "bare": t.known(true)},
		},
		{},
	),
	{"domains": [domain], "by_id": {"domains": {"aws_api_gateway_domain_name.d": domain}}},
)

test_an_unmapped_path_is_found if {
	model := with_fault(t.known("not-mapped"), "aws_api_gateway_domain_name.d")
	some finding in rule.findings with input as model
	finding.at == 62
	finding.related == [{"at": 81, "message": "the custom domain"}]
}

test_other_paths_are_left_alone[note] if {
	some note, fault in {"fine": t.absent, "unknown": t.unknown, "of a stage": t.known("no-stage")}
	count(rule.findings) == 0 with input as with_fault(fault, "aws_api_gateway_domain_name.d")
}

test_a_domain_out_of_sight_is_left_alone if {
	count(rule.findings) == 0 with input as with_fault(t.known("not-mapped"), "")
}
