package gatelint.rules.cdn.origin_plain_http_test

import data.gatelint.rules.cdn.origin_plain_http as rule
import data.gatelint.testing as t

reached(policy, viewer) := t.distribution_with(
	{},
	{"protocol_policy": object.union(policy, {"at": 63})},
	{"viewer_protocol": object.union(viewer, {"at": 71})},
)

everyone := t.known("allow-all")

test_http_only_is_an_error[note] if {
	some note, viewer in {"https": t.known("https-only"), "unknown": t.unknown}
	some finding in rule.findings with input as reached(t.known("http-only"), viewer)
	finding.at == 63
	finding.severity == "error"
}

test_match_viewer_is_a_warning_where_viewers_use_http if {
	some finding in rule.findings with input as reached(t.known("match-viewer"), everyone)
	finding.at == 63
	finding.severity == "warning"
	finding.related == [{"at": 71, "message": "viewers may come over HTTP"}]
}

test_match_viewer_is_left_alone_elsewhere[note] if {
	some note, viewer in {
		"redirected": t.known("redirect-to-https"),
		"https": t.known("https-only"),
		"unknown": t.unknown,
	}
	count(rule.findings) == 0 with input as reached(t.known("match-viewer"), viewer)
}

test_viewers_of_another_origin_do_not_count if {
	model := t.distribution_with(
		{},
		{"protocol_policy": t.known("match-viewer")},
		{"viewer_protocol": everyone, "origin_id": "origin bucket"},
	)
	count(rule.findings) == 0 with input as model
}

test_https_is_left_alone[note] if {
	some note, policy in {"https": t.known("https-only"), "unknown": t.unknown, "absent": t.absent}
	count(rule.findings) == 0 with input as reached(policy, everyone)
}

test_other_origins_are_left_alone[policy] if {
	some policy in ["http-only", "match-viewer"]
	fields := object.union({"protocol_policy": t.known(policy)}, t.hosted(t.known("other")))
	count(rule.findings) == 0 with input as t.distribution_with({}, fields, {"viewer_protocol": everyone})
}
