package gatelint.rules.deployment.deployment_not_retriggered_test

import data.gatelint.rules.deployment.deployment_not_retriggered as rule
import data.gatelint.testing as t

part := {"id": "GET /orders", "label": "GET /orders"}

deployed(deployment_fields, stage_fields) := t.model({
	"deployments": [t.but(t.deployment, deployment_fields)],
	"stages": [t.but(t.stage, stage_fields)],
})

untracked := {"untracked": t.complete([part])}

planned := {"planned": t.complete([part]), "untracked": t.complete([part])}

test_what_a_plan_shows_is_an_error if {
	findings := rule.findings with input as deployed(planned, {})
	{finding.severity | some finding in findings} == {"error"}
	some finding in findings
	finding.at == 80
	contains(finding.message, "in this plan")
	{other.at | some other in finding.related} == {95}
}

test_what_may_happen_informs[text] if {
	some text, triggers in {"has no triggers": t.absent, "do not mention": t.known({"a": t.unknown})}
	some finding in rule.findings with input as deployed(object.union(untracked, {"triggers": triggers}), {})
	finding.at == 80
	finding.severity == ""
	contains(finding.message, text)
	triggers.at in finding.evidence
	{other.at | some other in finding.related} == {95}
}

test_sound_or_unknown_is_silent[note] if {
	some note, model in {
		"all is tracked": deployed({}, {}),
		"something may track it": deployed({"untracked": t.open([part])}, {}),
		"somebody may deploy the change": deployed({"planned": t.open([part])}, {}),
		"somebody may deploy": deployed(object.union(untracked, {"planned": t.open([])}), {}),
		"triggers not known": deployed(object.union(untracked, {"triggers": t.unknown}), {}),
		"no stage serves it": deployed(untracked, {"deployments": t.complete([])}),
		"no stage serves the changed one": deployed(planned, {"deployments": t.complete([])}),
		"the stage deploys by itself": deployed(untracked, {"auto_deploy": t.known(true)}),
	}
	count(rule.findings) == 0 with input as model
}
