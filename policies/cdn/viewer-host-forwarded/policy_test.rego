package gatelint.rules.cdn.viewer_host_forwarded_test

import data.gatelint.rules.cdn.viewer_host_forwarded as rule
import data.gatelint.testing as t

forwarding(host) := {"forwarding": {"host": host, "authorization": t.unknown, "queries": t.unknown}}

to_class(class, host, foreign) := t.distribution_with(
	{"foreign_alias": foreign},
	t.hosted(t.known(class)),
	forwarding(host),
)

host := t.known_at(true, 72)

www := t.known_at("www.example.com", 76)

test_host_to_a_stage_is_found_where_it_is_sent if {
	some finding in rule.findings with input as to_class("stage", host, t.absent)
	finding.at == 72
	finding.severity == "error"
	finding.related == [{"at": 61, "message": "the origin"}]
}

test_host_to_a_domain_of_another_name_is_a_warning[class] if {
	some class in ["regional", "custom-domain"]
	some finding in rule.findings with input as to_class(class, host, www)
	finding.severity == "warning"
	finding.args == [{"text": "the default behavior"}, {"text": "origin api"}, {"at": 76}]
}

test_a_domain_of_that_name_is_left_alone[note] if {
	some note, foreign in {"its name": t.absent, "unknown": t.unknown}
	count(rule.findings) == 0 with input as to_class("custom-domain", host, foreign)
}

test_what_keeps_the_host_is_left_alone[note] if {
	some note, sent in {"kept": t.known(false), "unknown": t.unknown}
	count(rule.findings) == 0 with input as to_class("stage", sent, www)
	count(rule.findings) == 0 with input as to_class("regional", sent, www)
}

test_other_origins_are_left_alone[note] if {
	some note, class in {"bucket": t.known("other"), "unknown": t.unknown}
	count(rule.findings) == 0 with input as t.distribution_with(
		{"foreign_alias": www},
		t.hosted(class),
		forwarding(host),
	)
}

test_behaviors_of_other_origins_are_left_alone[class] if {
	some class in ["stage", "regional"]
	count(rule.findings) == 0 with input as t.distribution_with(
		{"foreign_alias": www},
		t.hosted(t.known(class)),
		object.union(forwarding(host), {"origin_id": "origin bucket"}),
	)
}
