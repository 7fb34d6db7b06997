package gatelint.rules.deployment.stage_variable_undefined_test

import data.gatelint.rules.deployment.stage_variable_undefined as rule
import data.gatelint.testing as t

use(label, index) := {"label": label, "text": object.union(t.unknown, {"at": index})}

using(variables) := t.model({"stages": [object.union(t.entity("prod", 20), {
	"variables": t.known_at({}, 21),
	"used_variables": variables,
})]})

test_missing_variables_are_found_at_the_variables if {
	model := using([
		{"name": "fn", "text": t.absent, "uses": [use("GET /a", 11), use("GET /b", 12)]},
		{"name": "host", "text": t.known("x"), "uses": [use("GET /c", 13)]},
		{"name": "link", "text": t.absent, "uses": [use("GET /b", 14)]},
	])
	some finding in rule.findings with input as model
	finding.at == 21
	finding.args == [{"text": "prod"}, {"text": "fn, link"}, {"text": "GET /a, GET /b"}]
	finding.related == [
		{"at": 11, "message": "it is used here"},
		{"at": 12, "message": "it is used here"},
		{"at": 14, "message": "it is used here"},
	]
}

test_variables_that_are_or_may_be_set_are_left_alone[note] if {
	some note, text in {"set": t.known("x"), "empty": t.known(""), "unknown": t.unknown}
	count(rule.findings) == 0 with input as using([{"name": "fn", "text": text, "uses": [use("GET /a", 11)]}])
}

test_no_variables_no_finding if {
	count(rule.findings) == 0 with input as using([])
}
