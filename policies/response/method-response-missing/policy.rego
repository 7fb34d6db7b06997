# METADATA
# title: Integration response has no method response
# description: >-
#   An integration response maps the backend's answer to a status code, and the method must declare a
#   response of that code. API Gateway accepts the one without the other, and then
#   every answer that is mapped to the code fails. With mapped headers the deployment is refused.
# custom:
#   id: RSP007
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Output mapping refers to an invalid method response: 201"
#   remedy: Declare a method response with the same status code.
#   articles: [K10, K05]
#   sources:
#     - "AWS behaviour recorded by LocalStack's validated test of PutIntegrationResponse without a method response"
#     - "AWS re:Post: internal server errors of API Gateway"
#     - serverless-operations/serverless-apigateway-service-proxy#179
#   needs: [integration, route]
#   since: 0.1.0
#   limitations:
#     - REST APIs only.
#   absence: true
#   fix_safe: false
package gatelint.rules.response.method_response_missing

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.is(integration.protocol, "REST")
	value.one_of(integration.integration_type, {"AWS", "HTTP", "MOCK"})
	some response in integration.responses.items
	some called in integration.routes
	route := input.by_id.routes[called.id]
	set.none_like(route.method_responses, "status_code", response.status_code)
	args := [route, response.status_code, response.status_code]
	evidence := array.concat(
		[integration.protocol, integration.integration_type, route.method_responses],
		[declared.status_code | some declared in route.method_responses.items],
	)
	related := [{"at": route, "message": "the method that lacks the response"}]
	found := finding.detailed(response.status_code, message, args, {"evidence": evidence, "related": related})
}

message := "%s maps answers to status %s, but the method declares no response %s; these calls end in 500"
