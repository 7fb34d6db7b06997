# METADATA
# title: Integration calls the function's own ARN
# description: >-
#   A REST or WebSocket integration calls Lambda through an invocation ARN
#   (arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations).
#   The function's own ARN in its place is refused when the integration is created.
# custom:
#   id: INT003
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: AWS ARN for integration must contain path or action"
#     - Invalid ARN specified in the request
#   remedy: >-
#     Use the invocation ARN: invoke_arn instead of arn in Terraform; in CloudFormation
#     arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations
#     under Fn::Sub.
#   articles: [K05]
#   sources:
#     - "AWS behaviour recorded by LocalStack's validated test of PutIntegration with Lambda URIs"
#     - "AWS API reference, API Gateway, PutIntegration: uri"
#   needs: [integration, lambda]
#   since: 0.1.0
#   limitations:
#     - HTTP APIs take both forms, and are left alone.
#     - On WebSocket APIs it was not verified that the deployment is refused; there it is a warning.
#   absence: false
#   fix_safe: true
package gatelint.rules.integration.lambda_uri_is_function_arn

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	some protocol, severity in severities
	value.is(integration.protocol, protocol)
	value.one_of(integration.integration_type, {"AWS", "AWS_PROXY"})
	value.is(integration.backend.service, "lambda")
	value.is(integration.backend.form, "function")
	args := [integration, integration.protocol]
	evidence := [integration.integration_type, integration.backend.service, integration.backend.form]
	found := finding.detailed(integration.uri, message, args, {"evidence": evidence, "severity": severity})
}

severities := {"REST": "error", "WEBSOCKET": "warning"}

message := "%s names the function by its own ARN; a %s API needs its invocation ARN and refuses this one"
