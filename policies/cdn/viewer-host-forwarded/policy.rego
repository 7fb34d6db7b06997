# METADATA
# title: CloudFront forwards the viewer's Host header to API Gateway
# description: >-
#   API Gateway finds the API by the Host header. If CloudFront sends on the header of its viewer, that is the name
#   of the distribution, which API Gateway does not know. An origin that is an API's default endpoint must get its own
#   name; a custom domain may get the viewer's, if that is the domain's name.
# custom:
#   id: CDN003
#   severity: error
#   phase: run
#   symptoms:
#     - 403 {"message":"Forbidden"}
#   remedy: >-
#     Use the managed origin request policy AllViewerExceptHostHeader
#     (b689b0a8-53d0-40ab-baf2-68738e2966ac) and a cache policy without Host. With the older settings, list the headers
#     that the API needs in place of "*".
#   articles: [K12]
#   sources:
#     - "Amazon CloudFront developer guide: use managed origin request policies"
#     - "AWS re:Post: configure CloudFront to forward the Host header"
#     - brefphp/bref#682
#     - Droplr/serverless-api-cloudfront#15
#     - aws-cloudformation/cloudformation-coverage-roadmap#571
#   needs: [distribution]
#   since: 0.1.0
#   limitations:
#     - >-
#       For origins that are custom domains it is a warning, because a custom domain with the alias's name may be
#       made by another definition.
#     - Behaviors with a function that may rewrite requests, and policies that are not in view, are left alone.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.viewer_host_forwarded

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some behavior in distribution.behaviors.items
	value.is(behavior.forwarding.host, true)
	some origin in distribution.origins.items
	origin.id == behavior.origin_id
	value.is(origin.host.class, "stage")
	found := sent(behavior, origin, stage_message, [behavior, origin], "error")
}

findings contains found if {
	some distribution in input.distributions
	value.present(distribution.foreign_alias)
	some behavior in distribution.behaviors.items
	value.is(behavior.forwarding.host, true)
	some origin in distribution.origins.items
	origin.id == behavior.origin_id
	value.one_of(origin.host.class, {"regional", "custom-domain"})
	found := sent(behavior, origin, domain_message, [behavior, origin, distribution.foreign_alias], "warning")
}

sent(behavior, origin, message, args, severity) := finding.detailed(behavior.forwarding.host, message, args, {
	"evidence": [behavior.forwarding.host, origin.host.class],
	"related": [{"at": origin.domain_name, "message": "the origin"}],
	"severity": severity,
})

stage_message := "%s forwards the viewer's Host header to %s, an API's default endpoint, which then answers 403"

domain_message := "%s forwards the viewer's Host header to %s, and no custom domain of this configuration is named %s"
