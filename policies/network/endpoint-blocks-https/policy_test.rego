package gatelint.rules.network.endpoint_blocks_https_test

import data.gatelint.rules.network.endpoint_blocks_https as rule
import data.gatelint.testing as t

with_endpoint(fields) := t.model({
	"security_groups": [t.entity("group", 92)],
	"vpc_endpoints": [t.but(
		object.union(t.entity("endpoint", 90), {
			"for_apis": true,
			"admits_https": t.known(false),
			"security_groups": t.complete([{"id": "group", "label": "group"}]),
		}),
		fields,
	)],
})

test_blocked_endpoint_is_found if {
	some finding in rule.findings with input as with_endpoint({})
	finding.at == 90
	finding.related == [{"at": 92, "message": "lets no TCP port 443 in"}]
}

test_sound_or_unknown_is_silent[note] if {
	some note, fields in {
		"open": {"admits_https": t.known(true)},
		"not known": {"admits_https": t.unknown},
		"absent": {"admits_https": t.absent},
		"for something else": {"for_apis": false},
	}
	count(rule.findings) == 0 with input as with_endpoint(fields)
}
