# METADATA
# title: Integration has no integration response
# description: >-
#   An integration that is not a proxy needs at least one integration response, which says what the
#   client gets. Without one API Gateway calls the backend and then has no answer to give.
# custom:
#   id: RSP001
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - >-
#       Execution failed due to configuration error: No match for output mapping and no default output
#       mapping configured. Endpoint Response Status Code: 200
#   remedy: >-
#     Add an integration response without a selection pattern, with status code 200, and a method
#     response for the same code. If the backend answers in the proxy format, use the type
#     AWS_PROXY or HTTP_PROXY instead, which needs neither.
#   articles: [K10, K05]
#   sources:
#     - "API Gateway developer guide: set up an integration response"
#     - serverless/serverless#4705
#     - aws/serverless-application-model#2459
#     - aws/aws-cdk#21787
#   needs: [integration]
#   since: 0.1.0
#   limitations:
#     - REST APIs only; integration responses of WebSocket APIs follow other rules.
#   absence: true
#   fix_safe: false
package gatelint.rules.response.integration_response_missing

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.is(integration.protocol, "REST")
	value.one_of(integration.integration_type, {"AWS", "HTTP", "MOCK"})
	set.empty(integration.responses)
	evidence := [integration.protocol, integration.responses]
	found := finding.detailed(integration, message, [integration, integration.integration_type], {"evidence": evidence})
}

message := "%s is of type %s and has no integration response; every call ends in 500"
