# METADATA
# title: CloudFront calls the API with obsolete versions of TLS
# description: >-
#   HTTP and WebSocket APIs, and custom domains with the security policy TLS_1_2, take no version of TLS
#   before 1.2, so that an origin with older ones only is never reached. SSLv3 should not be offered to anybody.
# custom:
#   id: CDN017
#   severity: warning
#   phase: run
#   symptoms:
#     - 502 CloudFront wasn't able to connect to the origin
#     - 502 The request could not be satisfied
#   remedy: >-
#     List TLSv1.2 alone (origin_ssl_protocols, OriginSSLProtocols).
#   articles: [K12]
#   sources:
#     - "Amazon CloudFront developer guide: minimum origin SSL protocol"
#     - "API Gateway developer guide: choose a security policy"
#   needs: [distribution]
#   since: 0.1.0
#   limitations:
#     - A warning where SSLv3 is only one of the versions, an error where no version is accepted.
#     - Versions that are left out are not judged.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.origin_obsolete_tls

import data.gatelint.finding
import data.gatelint.origin as origins
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	origins.to_api(origin)
	some fault, form in forms
	value.is(origin.tls_fault, fault)
	args := [origin, origin.domain_name, origin.ssl_protocols]
	extra := {"evidence": [origin.tls_fault, origin.host.class], "severity": form.severity}
	found := finding.detailed(origin.ssl_protocols, form.message, args, extra)
}

forms := {
	"refused": {
		"severity": "error",
		"message": "%s calls %s with %s; it accepts TLS 1.2 and newer, so that every request fails",
	},
	"obsolete": {
		"severity": "warning",
		"message": "%s calls %s with %s; SSLv3 must not be among them",
	},
}
