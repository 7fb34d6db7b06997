# METADATA
# title: Function may run longer than API Gateway waits
# description: >-
#   API Gateway waits 29 seconds for the answer of a REST API's integration and 30 for that of an
#   HTTP API, unless the integration has a timeout of its own. A function whose timeout is longer
#   runs on when the caller has long been answered with an error, and is billed for it.
# custom:
#   id: INT015
#   severity: warning
#   phase: run
#   symptoms:
#     - 504 {"message":"Endpoint request timed out"}
#     - 503 {"message":"Service Unavailable"}
#     - Execution failed due to a timeout error
#   remedy: >-
#     Set the function's timeout to what API Gateway waits, or below. For work that takes longer, call the
#     function asynchronously; for a Regional or private REST API the quota for integration timeouts can be raised.
#   articles: [K05]
#   sources:
#     - aws/chalice#1580
#     - serverless/serverless#3171
#     - serverless/serverless#4500
#     - "API Gateway developer guide: quotas"
#   needs: [function]
#   since: 0.1.0
#   limitations:
#     - >-
#       A function that something else in the configuration may invoke (an event source, a function URL, a state
#       machine, another function) is left alone, because its timeout may be meant for that.
#     - That a function ever runs that long is not known; the finding is about what its timeout allows.
#     - Integrations that stream the answer, or may call the function asynchronously, are left alone.
#     - Functions of WebSocket APIs are left alone; they may answer through the connection later.
#     - Of authorizers, those of HTTP APIs are judged, which have 10 seconds.
#   absence: true
#   fix_safe: false
package gatelint.rules.integration.lambda_outlives_integration

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some pair in pairs
	value.written(pair.of.timeout_seconds)
	related := [{"at": pair.caller, "message": "what API Gateway calls it for"}]
	extra := {"evidence": evidence(pair), "related": related}
	found := finding.detailed(pair.of.timeout_seconds, messages[pair.kind], arguments(pair), extra)
}

findings contains found if {
	some pair in pairs
	value.defaulted(pair.of.timeout_seconds)
	found := finding.detailed(pair.caller, messages[pair.kind], arguments(pair), {"evidence": evidence(pair)})
}

# The functions with what calls them and does not wait for them to end.
pairs contains {"of": function, "caller": integration, "kind": protocol} if {
	some integration in input.integrations
	some protocol in ["REST", "HTTP"]
	value.is(integration.protocol, protocol)
	function := input.by_id.functions[integration.backend.function_id]
	outlives(function, integration)
}

pairs contains {"of": function, "caller": authorizer, "kind": "authorizer"} if {
	some authorizer in input.authorizers
	function := input.by_id.functions[authorizer.backend.function_id]
	outlives(function, authorizer)
}

outlives(function, caller) if {
	value.is(function.shared, false)
	value.exceeds(function.timeout_seconds, caller.wait_seconds)
}

evidence(pair) := [pair.of.shared, pair.of.permissions, pair.caller.protocol]

arguments(pair) := [pair.of, pair.of.timeout_seconds, pair.caller, pair.caller.wait_seconds]

# A function of a WebSocket API may answer through the connection, at any time.
messages := {
	"REST": "%s may run for %s seconds, but API Gateway gives up on %s after %s seconds and answers 504",
	"HTTP": "%s may run for %s seconds, but API Gateway gives up on %s after %s seconds and answers 503",
	"authorizer": "%s may run for %s seconds, but an HTTP API gives up on %s after %s seconds and refuses the call",
}
