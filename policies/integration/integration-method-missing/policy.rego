# METADATA
# title: Integration has no method for its backend
# description: >-
#   A REST integration with a backend needs the method that it calls the backend with. Without it
#   the definition is valid, and the plan passes, but API Gateway refuses the integration.
# custom:
#   id: INT002
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: Enumeration value for HttpMethod must be non-empty"
#   remedy: >-
#     Set the integration's method: POST for Lambda; for an HTTP backend the verb that it
#     expects, or ANY to pass on the client's.
#   articles: [K05]
#   sources:
#     - "AWS behaviour recorded by LocalStack's validated tests for the types HTTP, HTTP_PROXY and AWS"
#     - hashicorp/terraform#10501
#     - hashicorp/terraform-provider-aws#731
#     - aws/aws-cdk#6404
#   needs: [integration]
#   since: 0.1.0
#   limitations:
#     - REST APIs only. An HTTP API takes POST for Lambda where no method is given.
#     - >-
#       Whether the import of an OpenAPI document fills in the verb of the operation was not verified; there it
#       is a warning.
#   absence: true
#   fix_safe: false
package gatelint.rules.integration.integration_method_missing

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.is(integration.protocol, "REST")
	value.one_of(integration.integration_type, {"AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY"})
	value.unset(integration.method)
	args := [integration, integration.integration_type]
	extra := {"evidence": [integration.protocol], "severity": severity(integration)}
	found := finding.detailed(integration.method, message, args, extra)
}

# What an import makes of a document has an origin: the API that holds it.
severity(integration) := "error" if integration.origin == ""

severity(integration) := "warning" if integration.origin != ""

message := "%s is of type %s but has no method for its backend; the API refuses the integration"
