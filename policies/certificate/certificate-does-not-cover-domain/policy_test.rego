package gatelint.rules.certificate.certificate_does_not_cover_domain_test

import data.gatelint.rules.certificate.certificate_does_not_cover_domain as rule
import data.gatelint.testing as t

using(fields) := t.model({
	"certificates": [object.union(t.entity("aws_acm_certificate.c", 80), {"names": t.known_at([t.known("example.com")], 85)})],
	"domains": [object.union(t.entity("aws_api_gateway_domain_name.d", 81), {
		"name": t.known_at("api.example.com", 86),
		"certificate_uses": [t.but(
			{
				"arn": object.union(t.reference("aws_acm_certificate.c", "arn"), {"at": 82}),
				"certificate_id": "aws_acm_certificate.c",
				"fault": t.known("names"),
			},
			fields,
		)],
	})],
})

test_other_names_are_found_at_the_argument if {
	some finding in rule.findings with input as using({})
	finding.at == 82
	finding.args == [{"text": "aws_acm_certificate.c"}, {"at": 85}, {"at": 86}]
	finding.related == [{"at": 80, "message": "the certificate"}]
}

test_other_uses_are_left_alone[note] if {
	some note, fields in {
		"region": {"fault": t.known("region")},
		"none": {"fault": t.absent},
		"unknown": {"fault": t.unknown},
		"out of sight": {"certificate_id": ""},
	}
	count(rule.findings) == 0 with input as using(fields)
}
