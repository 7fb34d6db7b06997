package gatelint.rules.vpclink.vpc_link_delete_blocked_test

import data.gatelint.rules.vpclink.vpc_link_delete_blocked as rule
import data.gatelint.testing as t

link := {"id": "aws_api_gateway_vpc_link.l", "label": "aws_api_gateway_vpc_link.l"}

deployed(protocol, deployment_fields, stage_fields) := t.model({
	"apis": [object.union(t.entity("api", 90), {"protocol": protocol})],
	"vpc_links": [t.entity("aws_api_gateway_vpc_link.l", 20)],
	"deployments": [t.but(t.deployment, deployment_fields)],
	"stages": [t.but(t.stage, stage_fields)],
})

untracked := {"untracked_links": t.complete([link])}

planned := {"planned_links": t.complete([link]), "triggers": t.unknown}

test_a_link_that_no_trigger_follows[note] if {
	some note, triggers in {"none": t.absent, "others": t.known({"a": t.unknown})}
	model := deployed(t.known("REST"), object.union(untracked, {"triggers": triggers}), {})
	some finding in rule.findings with input as model
	finding.at == 20
	contains(finding.message, "no trigger")
	triggers.at in finding.evidence
	{other.at | some other in finding.related} == {80, 95}
}

test_a_link_that_a_plan_replaces if {
	some finding in rule.findings with input as deployed(t.known("REST"), planned, {})
	finding.at == 20
	contains(finding.message, "by this plan")
}

test_sound_or_unknown_is_silent[note] if {
	some note, model in {
		"all links are followed": deployed(t.known("REST"), {}, {}),
		"something may follow": deployed(t.known("REST"), {"untracked_links": t.open([link])}, {}),
		"something may deploy": deployed(t.known("REST"), {"planned_links": t.open([link])}, {}),
		"triggers not known": deployed(t.known("REST"), object.union(untracked, {"triggers": t.unknown}), {}),
		"another protocol": deployed(t.known("HTTP"), untracked, {}),
		"protocol not known": deployed(t.unknown, untracked, {}),
		"no stage serves it": deployed(t.known("REST"), untracked, {"deployments": t.complete([])}),
		"the stage deploys by itself": deployed(t.known("REST"), untracked, {"auto_deploy": t.known(true)}),
	}
	count(rule.findings) == 0 with input as model
}
