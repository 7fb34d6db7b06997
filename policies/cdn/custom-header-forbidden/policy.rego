# METADATA
# title: CloudFront cannot add this header to requests
# description: >-
#   CloudFront sets some headers itself and refuses to add them to the requests that it sends to an origin:
#   Host, Cookie, Cache-Control, Via and others, and all that begin with X-Amz- or X-Edge-.
# custom:
#   id: CDN016
#   severity: error
#   phase: deploy
#   symptoms:
#     - InvalidArgument
#     - The parameter Header Name contains a value that is not valid
#   remedy: >-
#     Take another name for the header. To send the API the right Host, leave the header alone and do not forward the
#     viewer's; an API key goes into x-api-key.
#   articles: [K12]
#   sources:
#     - "Amazon CloudFront developer guide: add custom headers to origin requests"
#   needs: [distribution]
#   since: 0.1.0
#   limitations:
#     - Only origins that are APIs are judged.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.custom_header_forbidden

import data.gatelint.finding
import data.gatelint.origin as origins
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	origins.to_api(origin)
	some header in origin.headers.items
	value.matches(header.name, forbidden)
	found := finding.detailed(header.name, message, [origin, header.name], {"evidence": [origin.host.class]})
}

forbidden := concat("", ["(?i)^(?:", concat("|", array.concat(names, prefixes)), ")$"])

names := [
	"cache-control", "connection", "content-length", "cookie", "host", "if-match", "if-modified-since",
	"if-none-match", "if-range", "if-unmodified-since", "max-forwards", "pragma", "proxy-authorization",
	"proxy-connection", "range", "request-range", "te", "trailer", "transfer-encoding", "upgrade", "via", "x-real-ip",
]

prefixes := ["x-amz-.*", "x-edge-.*"]

message := "%s is to get the header %s, which CloudFront does not let anybody add"
