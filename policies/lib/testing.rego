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
	"statements": complete([but(
		{
			"block": known_at({}, 51),
			"effect": known("Allow"),
			"principal": known("*"),
			"not_principal": absent,
			"grants_invoke": known(true),
			"targets": [],
		},
		statement_fields,
	)]),
})
