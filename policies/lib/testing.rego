# METADATA
# title: Builders for tests
# description: Small models, as policies see them, for the tests of rules. This file is not part of the program.
package gatelint.testing

# known, unknown and absent build values; the index tells them apart in findings.
known(x) := {"known": x, "at": 1}

known_at(x, index) := {"known": x, "at": index}

unknown := {"unknown": "variable", "at": 2}

absent := {"absent": true, "at": 3}

# reference builds a value that is known to point at an attribute of a resource.
reference(address, attr) := {
	"unknown": "computed",
	"at": 4,
	"parts": [{"ref": {"resource": address, "attr": attr}}],
	"refs": [{"resource": address, "attr": attr}],
}

# complete and open build sets.
complete(items) := {"complete": true, "items": items, "at": 5}

open(items) := {"complete": false, "items": items, "at": 6}

# entity builds what all entities have; header has the given index.
entity(label, index) := {
	"id": label,
	"address": label,
	"label": label,
	"type": "",
	"module": "",
	"conditional": false,
	"origin": "",
	"tainted": false,
	"header": known_at(label, index),
}

# but gives the object with other fields in place of its own.
but(base, fields) := object.union(object.remove(base, object.keys(fields)), fields)

# inside gives the object with another value at one field of one of its objects.
inside(base, name, fields) := but(base, {name: but(base[name], fields)})

# model puts entities into the input: lists by kind, and the maps by id.
model(lists) := object.union(lists, {"by_id": {kind: {entity.id: entity | some entity in list} |
	some kind, list in lists
}})

# lambda_integration is a sound REST integration with Lambda.
lambda_integration := object.union(entity("GET /orders", 10), {
	"api_id": "api",
	"protocol": known("REST"),
	"route_method": known("GET"),
	"routes": [{"id": "GET /orders", "label": "GET /orders"}],
	"integration_type": known("AWS_PROXY"),
	"method": known("POST"),
	"uri": object.union(reference("aws_lambda_function.f", "invoke_arn"), {"at": 11}),
	"subtype": absent,
	"credentials": absent,
	"request_templates": absent,
	"passthrough": absent,
	"content_handling": absent,
	"timeout_millis": absent,
	"responses": complete([]),
	"backend": {
		"service": known("lambda"),
		"form": known("invocation"),
		"function_id": "f",
		"qualifier": absent,
	},
	"mock_status": absent,
	"invocation": {"state": known("covered"), "uncovered": [], "examined": []},
})

# deployment is one that waits for all, of an API without triggers; stage serves it.
deployment := object.union(entity("aws_api_gateway_deployment.d", 80), {
	"api_id": "api",
	"stage": absent,
	"triggers": {"absent": true, "at": 81},
	"created_first": known(false),
	"awaited": complete([]),
	"unawaited": complete([]),
	"unawaited_names": known_at("GET /orders", 82),
	"untracked": complete([]),
	"untracked_names": known_at("GET /orders", 83),
	"untracked_links": complete([]),
	"planned": complete([]),
	"planned_names": known_at("GET /orders", 84),
	"planned_links": complete([]),
})

stage := object.union(entity("aws_api_gateway_stage.s", 95), {
	"api_id": "api",
	"name": known("prod"),
	"auto_deploy": known_at(false, 96),
	"deployment": reference("aws_api_gateway_deployment.d", "id"),
	"deployments": complete([{"id": "aws_api_gateway_deployment.d"}]),
})

# function is the one that it calls.
function := object.union(entity("f", 30), {"name": known("orders"), "permissions": complete([])})

# statement is a sound permission for it.
statement := object.union(entity("p", 40), {
	"function_id": "f",
	"api_id": "api",
	"function_name": reference("aws_lambda_function.f", "name"),
	"qualifier": absent,
	"action": known("lambda:InvokeFunction"),
	"principal": known("apigateway.amazonaws.com"),
	"source_arn": object.union(reference("aws_api_gateway_rest_api.api", "execution_arn"), {"at": 41}),
	"source_account": absent,
	"mismatch": absent,
})

# uncovered is the integration where the statement was looked at in vain.
uncovered := inside(lambda_integration, "invocation", {
	"state": known_at("uncovered", 12),
	"uncovered": [{"label": "GET /orders"}],
	"examined": [{"permission_id": "p", "address": "p", "reason": "no", "header": known_at("p", 40)}],
})

# policy_with is a resource policy of an API with one statement.
policy_with(statement_fields) := object.union(entity("aws_api_gateway_rest_api_policy.p", 50), {
	"carrier": "api",
	"api_id": "api",
	"document": known_at({}, 52),
	"statements": complete([but(
		{
			"block": known_at({}, 51),
			"effect": known("Allow"),
			"principal": known("*"),
			"not_principal": absent,
			"actions": known_at(["execute-api:Invoke"], 53),
			"targets": [],
			"principals": [],
			"principal_empty": known(false),
			"grants_invoke": known(true),
			"grants_management": known(false),
			"misses_invoke": known(false),
		},
		statement_fields,
	)]),
	"refusals": [],
})

# refusing is a model with the policy of a regional API that refuses calls of a
# route.
refusing(refusal) := model({
	"apis": [object.union(entity("api", 90), {"endpoint_type": known_at("REGIONAL", 91)})],
	"routes": [entity("GET /orders", 10)],
	"policies": [but(policy_with({}), {"refusals": [but(
		{
			"cause": known("none"),
			"decisive": known_at("decisive", 54),
			"explicit": false,
			"doubtful": false,
			"routes": [{"id": "GET /orders", "label": "GET /orders"}],
			"calls": "GET /orders",
		},
		refusal,
	)]})],
})

# origin is the default endpoint of an API, behavior what sends requests to it.
origin := object.union(entity("origin api", 60), {
	"name": known("api"),
	"domain_name": known_at("abcde12345.execute-api.eu-west-1.amazonaws.com", 61),
	"host": {"class": known("stage"), "owner_id": "api", "bare": known(true)},
	"path": known_at("/prod", 62),
	"protocol_policy": known_at("https-only", 63),
	"ssl_protocols": known_at([known("TLSv1.2")], 64),
	"headers": complete([]),
	"path_fault": absent,
	"path_fault_of": [],
	"tls_fault": absent,
})

behavior := object.union(entity("the default behavior", 70), {
	"origin_id": "origin api",
	"path_pattern": absent,
	"viewer_protocol": known_at("redirect-to-https", 71),
	"forwarding": {
		"host": known_at(false, 72),
		"authorization": known(false),
		"queries": known("all"),
	},
})

distribution := object.union(entity("aws_cloudfront_distribution.d", 75), {"aliases": absent, "foreign_alias": absent})

parts := {"origin": origin, "behavior": behavior}

# distribution_with is a model with a distribution in front of that API.
distribution_with(fields, origin_fields, behavior_fields) := model({
	"apis": [entity("api", 90)],
	"distributions": [but(distribution, object.union(fields, {
		"origins": complete([but(parts.origin, origin_fields)]),
		"behaviors": complete([but(parts.behavior, behavior_fields)]),
	}))],
})

# hosted gives the host of an origin of another class.
hosted(class) := {"host": {"class": class, "owner_id": "", "bare": known(true)}}
