package gatelint.rules.certificate.certificate_wrong_region_test

import data.gatelint.rules.certificate.certificate_wrong_region as rule
import data.gatelint.testing as t

using(fault) := t.model({
	"certificates": [t.entity("aws_acm_certificate.c", 80)],
	"domains": [object.union(t.entity("aws_api_gateway_domain_name.d", 81), {
		"endpoint_type": t.known("EDGE"),
		"certificate_uses": [{
			"arn": object.union(t.reference("aws_acm_certificate.c", "arn"), {"at": 82}),
			"certificate_id": "aws_acm_certificate.c",
			"region": t.known_at("eu-west-1", 83),
			"needed_region": t.known_at("us-east-1", 84),
			"fault": fault,
		}],
	})],
})

test_wrong_region_is_found_at_the_argument if {
	some finding in rule.findings with input as using(t.known("region"))
	finding.at == 82
	finding.related == [{"at": 80, "message": "the certificate"}]
}

test_a_certificate_out_of_sight_is_found if {
	model := object.union(object.remove(using(t.known("region")), ["by_id"]), {"by_id": {"certificates": {}}})
	some finding in rule.findings with input as model
	finding.related == []
}

test_other_uses_are_left_alone[note] if {
	some note, fault in {"names": t.known("names"), "none": t.absent, "unknown": t.unknown}
	count(rule.findings) == 0 with input as using(fault)
}
