# METADATA
# title: Mock integration sets no status code
# description: >-
#   A mock integration answers with the status code that its request template sets. If the
#   template sets none, or sets it as a text, API Gateway cannot answer. A preflight request
#   (OPTIONS) without a template is the common case, and the browser then reports a CORS error.
# custom:
#   id: RSP011
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - >-
#       Execution failed due to configuration error: Unable to parse statusCode. It should be an integer
#       that is defined in the request template.
#     - statusCode should be an integer which defined in request template
#   remedy: >-
#     Add a request template for application/json with the text {"statusCode": 200}: an integer, not in quotes.
#   articles: [K05]
#   sources:
#     - "API Gateway developer guide: set up mock integrations"
#     - hashicorp/terraform#23988
#     - "AWS behaviour recorded by LocalStack's tests of mock integrations"
#   needs: [integration, mock]
#   since: 0.1.0
#   limitations:
#     - A template that computes the code is not judged.
#     - >-
#       Without any template it is an error for OPTIONS, whose requests have no body, and a warning for
#       other verbs, which was not verified.
#   absence: true
#   fix_safe: true
package gatelint.rules.response.mock_without_status_code

import data.gatelint.finding
import data.gatelint.value

# A template is there, and certainly sets no integer.
findings contains found if {
	some integration in mocks
	value.filled(integration.request_templates)
	message := "the request template of %s sets no integer statusCode; every call ends in 500"
	extra := {"evidence": [integration.protocol, integration.integration_type, integration.mock_status]}
	found := finding.detailed(integration.request_templates, message, [integration], extra)
}

findings contains found if {
	some integration in mocks
	no_template(integration)
	value.is(integration.route_method, "OPTIONS")
	message := "%s is a mock without a request template that sets statusCode; preflight requests end in 500"
	found := finding.detailed(integration, message, [integration], {"evidence": evidence(integration)})
}

findings contains found if {
	some integration in mocks
	no_template(integration)
	value.differs(integration.route_method, "OPTIONS")
	message := "%s is a mock without a request template that sets statusCode; calls without a body end in 500"
	extra := {"evidence": evidence(integration), "severity": "warning"}
	found := finding.detailed(integration, message, [integration], extra)
}

mocks contains integration if {
	some integration in input.integrations
	value.is(integration.protocol, "REST")
	value.is(integration.integration_type, "MOCK")
	value.unset(integration.mock_status)
}

no_template(integration) if value.unset(integration.request_templates)

no_template(integration) if value.empty(integration.request_templates)

evidence(integration) := [
	integration.protocol,
	integration.integration_type,
	integration.mock_status,
	integration.request_templates,
	integration.route_method,
]
