package gatelint.rules.cdn.custom_header_forbidden_test

import data.gatelint.rules.cdn.custom_header_forbidden as rule
import data.gatelint.testing as t

with_header(name, class) := t.distribution_with(
	{},
	object.union(t.hosted(t.known(class)), {"headers": t.complete([object.union(t.entity("header", 65), {"name": name})])}),
	{},
)

test_reserved_names_are_found[name] if {
	some name in [
		"Host", "host", "Cache-Control", "Connection", "Content-Length", "Cookie", "If-Match", "If-Modified-Since",
		"If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Pragma", "Proxy-Authorization",
		"Proxy-Connection", "Range", "Request-Range", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via",
		"X-Real-Ip", "X-Amz-Security-Token", "x-edge-location",
	]
	some finding in rule.findings with input as with_header(t.known_at(name, 66), "stage")
	finding.at == 66
}

test_other_names_are_left_alone[note] if {
	some note, name in {
		"api key": t.known("x-api-key"),
		"contains one": t.known("X-Forwarded-Host"),
		"begins as one": t.known("Viable"),
		"contains a prefix": t.known("My-X-Amz-Header"),
		"unknown": t.unknown,
		"absent": t.absent,
	}
	count(rule.findings) == 0 with input as with_header(name, "stage")
}

test_other_origins_are_left_alone if {
	count(rule.findings) == 0 with input as with_header(t.known("Host"), "other")
}
