# METADATA
# title: Lambda integration is not called with POST
# description: >-
#   API Gateway invokes Lambda with POST only, whatever verb the client used.
#   A REST API accepts an integration with another method and deploys it, and
#   then every call of it fails; an HTTP API refuses it at deployment.
# custom:
#   id: INT001
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - "Execution failed due to configuration error: Invalid permissions on Lambda function"
#     - <AccessDeniedException> Unable to determine service/operation name to be authorized
#     - HttpMethod must be POST for AWS_PROXY IntegrationType
#   remedy: >-
#     Set the integration's method to POST and deploy the API again. The verb that clients
#     use stays as it is: it is another attribute, that of the method or route.
#   articles: [K05]
#   sources:
#     - "AWS API reference, API Gateway, PutIntegration: for Lambda the integration method must be POST"
#     - hashicorp/terraform#9271
#     - hashicorp/terraform-provider-aws#1214
#     - hashicorp/terraform-provider-aws#42391
#     - aws/serverless-application-model#430
#   needs: [integration, lambda]
#   since: 0.1.0
#   limitations:
#     - On a WebSocket API it was not verified whether another method is refused at deployment or fails when called.
#   absence: false
#   fix_safe: true
package gatelint.rules.integration.lambda_integration_not_post

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.one_of(integration.integration_type, {"AWS", "AWS_PROXY"})
	value.is(integration.backend.service, "lambda")
	value.unset(integration.subtype)
	value.differs_fold(integration.method, "POST")
	evidence := [integration.integration_type, integration.backend.service, integration.subtype]
	found := finding.detailed(integration.method, message, [integration, integration.method], {"evidence": evidence})
}

message := "%s calls Lambda with %s; API Gateway invokes Lambda only with POST (else 500; HTTP APIs refuse it)"
