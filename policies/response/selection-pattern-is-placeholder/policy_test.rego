package gatelint.rules.response.selection_pattern_is_placeholder_test

import data.gatelint.rules.response.selection_pattern_is_placeholder as rule
import data.gatelint.testing as t

calling(fields, response) := t.model({"integrations": [t.but(t.lambda_integration, object.union(
	{
		"integration_type": t.known("HTTP"),
		"responses": t.complete([t.but(
			{"selection_pattern": t.known_at("-", 60)},
			response,
		)]),
	},
	fields,
))]})

test_placeholders_are_found[pattern] if {
	some pattern in ["-", "default"]
	some finding in rule.findings with input as calling({}, {"selection_pattern": t.known_at(pattern, 60)})
	finding.at == 60
}

test_sound_patterns_are_left_alone[note] if {
	some note, response in {
		"a pattern": {"selection_pattern": t.known("4\\d{2}")},
		"empty": {"selection_pattern": t.known("")},
		"none": {"selection_pattern": t.absent},
		"not known": {"selection_pattern": t.unknown},
	}
	count(rule.findings) == 0 with input as calling({}, response)
}

test_proxies_are_left_alone[note] if {
	some note, type in {"proxy": {"known": "AWS_PROXY"}, "not known": {"unknown": "variable"}}
	integration := t.but(t.lambda_integration, {
		"integration_type": object.union(type, {"at": 1}),
		"responses": t.complete([{"selection_pattern": t.known("-")}]),
	})
	count(rule.findings) == 0 with input as t.model({"integrations": [integration]})
}
