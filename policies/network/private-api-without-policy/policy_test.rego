package gatelint.rules.network.private_api_without_policy_test

import data.gatelint.rules.network.private_api_without_policy as rule
import data.gatelint.testing as t

with_api(fields) := t.model({"apis": [t.but(
	object.union(t.entity("api", 90), {
		"endpoint_type": t.known("PRIVATE"),
		"policies": t.complete([]),
		"deployments": t.complete([{"id": "d", "label": "d"}]),
		"stages": t.complete([]),
	}),
	fields,
)]})

test_private_api_is_found[note] if {
	some note, fields in {
		"deployed": {},
		"with a stage": {"deployments": t.open([]), "stages": t.open([{"id": "s", "label": "s"}])},
	}
	some finding in rule.findings with input as with_api(fields)
	finding.at == 90
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"regional": {"endpoint_type": t.known("REGIONAL")},
		"type not known": {"endpoint_type": t.unknown},
		"with a policy": {"policies": t.complete([{"id": "p", "label": "p"}])},
		"policies out of sight": {"policies": t.open([])},
		"not deployed": {"deployments": t.complete([])},
	}
	count(rule.findings) == 0 with input as with_api(fields)
}
