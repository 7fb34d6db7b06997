# METADATA
# title: Preflight request needs credentials
# description: >-
#   Before a browser calls an API of another origin it asks for permission with an OPTIONS request,
#   and that request never carries credentials: no Authorization header, no signature, no API
#   key. An OPTIONS method that requires them answers 401 or 403, and the browser gives up.
# custom:
#   id: AUT001
#   severity: error
#   phase: run
#   symptoms:
#     - Response to preflight request doesn't pass access control check
#     - 401 {"message":"Unauthorized"}
#     - 403 {"message":"Missing Authentication Token"}
#     - 403 {"message":"Forbidden"}
#   remedy: >-
#     Give the OPTIONS method the authorization NONE and require no API key for it. In SAM set
#     AddDefaultAuthorizerToCorsPreflight or AddApiKeyRequiredToCorsPreflight under Auth to false.
#   articles: [K02]
#   sources:
#     - aws/serverless-application-model#717
#     - aws/serverless-application-model#2136
#     - aws/serverless-application-model#3054
#     - aws/aws-sam-cli#3735
#     - "API Gateway API reference, CreateAuthorizer: identitySource"
#   needs: [route]
#   since: 0.1.0
#   limitations:
#     - A method for ANY that requires credentials answers preflight requests, too, and is not judged.
#     - >-
#       A Lambda authorizer that is given the whole request may let preflight requests through. It is judged only if it
#       keeps its answers and has an identity source that is a caller's credential; API Gateway refuses requests
#       without it itself.
#     - An HTTP API with a CORS configuration answers preflight requests itself and is left alone.
#     - A gateway response that turns the refusal into a success is not considered.
#   absence: false
#   fix_safe: true
package gatelint.rules.auth.preflight_requires_authorization

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some route in asked
	requires(route)
	extra := {"evidence": evidence(route)}
	found := finding.detailed(route.authorization, authorized, [route, route.authorization], extra)
}

# A method with an authorizer of its own may take the key from it.
findings contains found if {
	some route in asked
	value.is(route.protocol, "REST")
	value.is(route.authorization, "NONE")
	value.is(route.key_required, true)
	extra := {"evidence": array.concat(evidence(route), [route.authorization])}
	found := finding.detailed(route.key_required, keyed, [route], extra)
}

# The routes that answer preflight requests.
asked contains route if {
	some route in input.routes
	value.is(route.method, "OPTIONS")
	value.is(route.protocol, "REST")
}

asked contains route if {
	some route in input.routes
	value.is(route.method, "OPTIONS")
	value.is(route.protocol, "HTTP")
	api := input.by_id.apis[route.api_id]
	value.unset(api.cors)
}

requires(route) if value.one_of(route.authorization, {"AWS_IAM", "COGNITO_USER_POOLS", "JWT"})

requires(route) if {
	value.is(route.authorization, "CUSTOM")
	authorizer := input.by_id.authorizers[route.authorizer_id]
	value.is(authorizer.refuses_preflight, true)
}

evidence(route) := array.flatten([
	[route.method, route.protocol],
	[api.cors | value.is(route.protocol, "HTTP"); api := input.by_id.apis[route.api_id]],
	[authorizer.refuses_preflight |
		value.is(route.authorization, "CUSTOM")
		authorizer := input.by_id.authorizers[route.authorizer_id]
	],
])

authorized := "%s requires %s; the preflight requests of browsers carry no credentials and are refused"

keyed := "%s requires an API key; the preflight requests of browsers carry none and are refused with 403"
