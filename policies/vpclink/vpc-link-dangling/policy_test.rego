package gatelint.rules.vpclink.vpc_link_dangling_test

import data.gatelint.rules.vpclink.vpc_link_dangling as rule
import data.gatelint.testing as t

private(fault) := t.model({"integrations": [t.but(t.lambda_integration, {
	"connection_type": t.known("VPC_LINK"),
	"connection": t.known_at("orders-link", 13),
	"connection_fault": fault,
})]})

test_a_fault_is_found_at_the_connection if {
	some finding in rule.findings with input as private(t.known_at("an empty text", 14))
	finding.at == 13
}

test_sound_or_unknown_is_silent[note] if {
	some note, fault in {"none": t.absent, "unknown": t.unknown}
	count(rule.findings) == 0 with input as private(fault)
}
