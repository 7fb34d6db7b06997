package gatelint.rules.deployment.stage_never_deployed_test

import data.gatelint.rules.deployment.stage_never_deployed as rule
import data.gatelint.testing as t

serving(protocol, fields) := t.model({
	"apis": [object.union(t.entity("api", 90), {"protocol": protocol})],
	"stages": [t.but(t.but(t.stage, {"deployment": t.absent, "deployments": t.complete([])}), fields)],
})

test_a_stage_without_a_deployment_is_found[protocol] if {
	some protocol, code in {"HTTP": "404", "WEBSOCKET": "403"}
	some finding in rule.findings with input as serving(t.known(protocol), {})
	finding.at == 96
	some arg in finding.args
	contains(arg.text, code)
}

test_sound_or_unknown_is_silent[note] if {
	some note, model in {
		"a REST API": serving(t.known("REST"), {}),
		"protocol not known": serving(t.unknown, {}),
		"protocol absent": serving(t.absent, {}),
		"deploys by itself": serving(t.known("HTTP"), {"auto_deploy": t.known(true)}),
		"may deploy by itself": serving(t.known("HTTP"), {"auto_deploy": t.unknown}),
		"names a deployment": serving(t.known("HTTP"), {"deployment": t.known("abc123")}),
		"may name a deployment": serving(t.known("HTTP"), {"deployment": t.unknown}),
		"is named by a deployment": serving(t.known("HTTP"), {"deployments": t.complete([{"id": "d"}])}),
		"may be named by a deployment": serving(t.known("HTTP"), {"deployments": t.open([])}),
	}
	count(rule.findings) == 0 with input as model
}
