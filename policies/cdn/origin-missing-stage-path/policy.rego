# METADATA
# title: CloudFront origin lacks the API's stage
# description: >-
#   The default endpoint of an API takes the first segment of the path for the stage, unless it is an HTTP API with
#   a stage $default. A CloudFront origin that adds no stage (origin_path, OriginPath), or adds one that the
#   API does not have, sends requests that reach no stage.
# custom:
#   id: CDN001
#   severity: error
#   phase: run
#   symptoms:
#     - 403 {"message":"Forbidden"}
#     - 403 {"message":"Missing Authentication Token"}
#     - 404 {"message":"Not Found"}
#   remedy: >-
#     Set the origin's path to a slash and the name of the stage, by reference: origin_path in Terraform,
#     OriginPath in CloudFormation.
#   articles: [K12]
#   sources:
#     - "Amazon CloudFront developer guide: origin path"
#     - "API Gateway developer guide: invoke a REST API"
#   needs: [distribution, api]
#   since: 0.1.0
#   limitations:
#     - >-
#       Only a note where the origin has no path and all its behaviors take every path, because viewers may
#       name the stage themselves.
#     - Behaviors with a function that may rewrite requests are left alone.
#   absence: false
#   fix_safe: false
package gatelint.rules.cdn.origin_missing_stage_path

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some distribution in input.distributions
	some origin in distribution.origins.items
	value.is(origin.host.bare, true)
	api := input.by_id.apis[origin.host.owner_id]
	some fault, form in forms
	value.is(origin.path_fault, fault)
	shown := {
		"path": origin.path,
		"behaviors": concat(", ", [behavior.label | some behavior in origin.path_fault_of]),
	}
	args := [origin, api, shown[form.shows]]
	evidence := [origin.path_fault, origin.path, origin.host.class]
	related := [{"at": api, "message": "the API"}]
	extra := {"evidence": evidence, "related": related, "severity": form.severity}
	found := finding.detailed(origin.path, form.message, args, extra)
}

# forms says what is told of each fault, of the origin, the API and a third thing.
forms := {
	"no-stage": {
		"severity": "error",
		"shows": "behaviors",
		"message": "%s is the default endpoint of %s and has no path, so that requests of %s name no stage",
	},
	"other-stage": {
		"severity": "error",
		"shows": "path",
		"message": "%s is the default endpoint of %s and has the path %s, which begins with none of the API's stages",
	},
	"viewers-name-stage": {
		"severity": "info",
		"shows": "behaviors",
		"message": "%s is the default endpoint of %s and has no path; viewers must put the stage in front of every path (%s)",
	},
}
