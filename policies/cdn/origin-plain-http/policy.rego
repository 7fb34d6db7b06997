# METADATA
# title: CloudFront calls the API over plain HTTP
# description: >-
#   API Gateway speaks HTTPS only; it has no port for plain HTTP. An origin with the protocol policy
#   http-only never reaches it, and one with match-viewer does not for viewers who come over HTTP.
# custom:
#   id: CDN010
#   severity: error
#   phase: run
#   symptoms:
#     - 502 CloudFront wasn't able to connect to the origin
#     - 504 The request could not be satisfied
#   remedy: >-
#     Set the origin's protocol policy to https-only (origin_protocol_policy, OriginProtocolPolicy).
#   articles: [K12]
#   sources:
#     - "API Gateway developer guide: important notes (HTTPS only)"
#     - "Amazon CloudFront developer guide: origin protocol policy"
#   needs: [distribution]
#   since: 0.1.0
#   limitations:
#     - >-
#       With match-viewer it is a warning, and only where a behavior of the origin lets viewers come over HTTP.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.origin_plain_http

import data.gatelint.finding
import data.gatelint.origin as origins
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	origins.to_api(origin)
	value.is(origin.protocol_policy, "http-only")
	extra := {"evidence": [origin.host.class], "severity": "error"}
	found := finding.detailed(origin.protocol_policy, only_message, [origin, origin.domain_name], extra)
}

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	origins.to_api(origin)
	value.is(origin.protocol_policy, "match-viewer")
	some behavior in distribution.behaviors.items
	behavior.origin_id == origin.id
	value.is(behavior.viewer_protocol, "allow-all")
	extra := {
		"evidence": [origin.host.class, behavior.viewer_protocol],
		"related": [{"at": behavior.viewer_protocol, "message": "viewers may come over HTTP"}],
		"severity": "warning",
	}
	found := finding.detailed(origin.protocol_policy, match_message, [origin, origin.domain_name, behavior], extra)
}

only_message := "%s calls %s over plain HTTP, which API Gateway does not speak; every request fails"

match_message := "%s calls %s over plain HTTP for the viewers whom %s lets come so; API Gateway does not speak it"
