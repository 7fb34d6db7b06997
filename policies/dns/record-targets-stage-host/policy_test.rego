package gatelint.rules.dns.record_targets_stage_host_test

import data.gatelint.rules.dns.record_targets_stage_host as rule
import data.gatelint.testing as t

api := object.union(t.entity("api", 90), {"name": t.known("orders")})

pointing(fields, class) := t.model({
	"apis": [api],
	"records": [t.but(
		object.union(t.entity("aws_route53_record.r", 91), {
			"name": t.known("api.example.com"),
			"record_type": t.known("CNAME"),
			"proxied": t.absent,
			"has_host_rewrite": false,
			"targets": [{
				"value": t.reference("aws_api_gateway_stage.prod", "invoke_url"),
				"host": {"class": class, "owner_id": "api"},
			}],
		}),
		fields,
	)],
})

test_stage_host_is_found[type] if {
	some type in ["CNAME", "A", "AAAA", "ALIAS"]
	model := pointing({"record_type": t.known(type)}, t.known("stage"))
	some finding in rule.findings with input as model
	finding.at == 4
	finding.related == [{"at": 90, "message": "the API whose default endpoint this is"}]
}

test_api_out_of_sight_is_found if {
	model := object.remove(pointing({}, t.known("stage")), ["by_id"])
	some finding in rule.findings with input as object.union(model, {"by_id": {"apis": {}}})
	finding.related == []
}

test_a_name_with_a_variable_part_is_found if {
	name := {"unknown": "variable", "at": 1, "parts": [{"literal": "api."}, {"hole": "variable"}]}
	count(rule.findings) == 1 with input as pointing({"name": name}, t.known("stage"))
}

test_proxied_without_rewrite_is_a_warning if {
	some finding in rule.findings with input as pointing({"proxied": t.known(true)}, t.known("stage"))
	finding.severity == "warning"
}

test_a_record_that_may_be_proxied_is_left_alone if {
	count(rule.findings) == 0 with input as pointing({"proxied": t.unknown}, t.known("stage"))
}

test_other_hosts_are_left_alone[note] if {
	some note, class in {
		"regional": t.known("regional"),
		"vpc endpoint": t.known("vpc-endpoint"),
		"unknown": t.unknown,
	}
	count(rule.findings) == 0 with input as pointing({}, class)
}

test_other_records_are_left_alone[note] if {
	some note, fields in {
		"text": {"record_type": t.known("TXT")},
		"type not known": {"record_type": t.unknown},
		"in AWS's own zone": {"name": t.known("x.execute-api.eu-west-1.amazonaws.com")},
		"name not known at all": {"name": t.unknown},
		"proxy that rewrites": {"proxied": t.known(true), "has_host_rewrite": true},
		"perhaps a proxy that rewrites": {"proxied": t.unknown, "has_host_rewrite": true},
	}
	count(rule.findings) == 0 with input as pointing(fields, t.known("stage"))
}

test_unproxied_beside_a_rewrite_is_found[note] if {
	some note, proxied in {"absent": t.absent, "false": t.known(false)}
	fields := {"proxied": proxied, "has_host_rewrite": true}
	count(rule.findings) == 1 with input as pointing(fields, t.known("stage"))
}
