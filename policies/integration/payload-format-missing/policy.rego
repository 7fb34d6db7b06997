# METADATA
# title: Payload format version is missing
# description: >-
#   An integration of an HTTP API, and a Lambda authorizer of one, say in which format the event is
#   sent. CloudFormation applies no default to either, nor does Terraform to the authorizer's; the template
#   or the plan is valid, and API Gateway refuses it.
# custom:
#   id: INT017
#   severity: error
#   phase: deploy
#   symptoms:
#     - PayloadFormatVersion is a required parameter for integration
#     - AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer
#   remedy: >-
#     Set PayloadFormatVersion of the integration: "2.0" or "1.0" for a Lambda function, as its code
#     expects, and "1.0" for all else. For a Lambda authorizer set AuthorizerPayloadFormatVersion
#     (authorizer_payload_format_version) to "2.0" or "1.0".
#   articles: [K09]
#   sources:
#     - "AWS API reference, API Gateway V2, CreateIntegration: payloadFormatVersion is required for HTTP APIs"
#     - localstack/localstack#9184
#     - hashicorp/terraform-provider-aws#15181
#   needs: [protocol-http]
#   since: 0.1.0
#   limitations:
#     - In Terraform an integration without a version gets 1.0 from the provider, and is sound.
#     - What the import of an OpenAPI document makes of a missing version is not documented; it is not judged.
#   absence: true
#   fix_safe: false
package gatelint.rules.integration.payload_format_missing

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.is(integration.protocol, "HTTP")
	value.unset(integration.payload_format)
	found := finding.detailed(integration.payload_format, message, [integration], {"evidence": [integration.protocol]})
}

findings contains found if {
	some authorizer in input.authorizers
	value.is(authorizer.protocol, "HTTP")
	value.is(authorizer.authorizer_type, "REQUEST")
	value.unset(authorizer.payload_format)
	evidence := [authorizer.protocol, authorizer.authorizer_type]
	found := finding.detailed(authorizer.payload_format, message, [authorizer], {"evidence": evidence})
}

message := "%s has no payload format version, which an HTTP API requires; API Gateway refuses it"
