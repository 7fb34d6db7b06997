# METADATA
# title: Origin path matches no mapping of the custom domain
# description: >-
#   A custom domain chooses the API and the stage by its mappings. A CloudFront origin that leads to the domain and
#   adds a path, typically the stage's name that its mapping already gives, asks for a path that nothing is
#   mapped to.
# custom:
#   id: CDN002
#   severity: error
#   phase: run
#   symptoms:
#     - 403 {"message":"Missing Authentication Token"}
#     - 403 {"message":"Forbidden"}
#     - 404 {"message":"Not Found"}
#   remedy: >-
#     Leave the origin's path out, or make it the path of a mapping. The stage belongs into the path only
#     where the origin is an API's default endpoint.
#   articles: [K12]
#   sources:
#     - "Amazon CloudFront developer guide: origin path"
#     - "API Gateway developer guide: API mappings for custom domain names"
#   needs: [distribution, domain]
#   since: 0.1.0
#   limitations:
#     - >-
#       Speaks only where all mappings of the domain are in view; where one of them is for the root, also
#       all routes of its API.
#     - Behaviors with a function that may rewrite requests are left alone.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.origin_path_on_custom_domain

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	value.is(origin.path_fault, "not-mapped")
	domain := input.by_id.domains[origin.host.owner_id]
	evidence := [origin.path_fault, origin.host.class, domain.mappings]
	related := [{"at": domain, "message": "the custom domain"}]
	args := [origin, origin.path, domain]
	found := finding.detailed(origin.path, message, args, {"evidence": evidence, "related": related})
}

message := "%s adds the path %s, but no mapping of %s begins with it"
