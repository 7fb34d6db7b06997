# METADATA
# title: Response parameter that an HTTP API does not have
# description: >-
#   An HTTP API can change the headers and the status code of a backend's answer, by the code that the
#   backend gave. It knows few forms of a change, refuses some headers, and takes codes from 200 to 599;
#   CloudFormation wants the changes as a list. Anything else is refused when it is deployed.
# custom:
#   id: RSP014
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : [...]"
#     - >-
#       Property validation failure: [Encountered unsupported properties in {/ResponseParameters/403}:
#       [overwrite:statuscode]]
#     - "Properties validation failed for resource: [#/ResponseParameters/200: extraneous key [...] is not permitted]"
#   remedy: >-
#     Write changes as append:header.NAME, overwrite:header.NAME, remove:header.NAME or
#     overwrite:statuscode, under a status code from 200 to 599; in CloudFormation as a list of Destination and
#     Source under ResponseParameters of the code. Headers for CORS belong into the API's CORS configuration.
#   articles: [K09]
#   sources:
#     - "API Gateway developer guide: transform API requests and responses for HTTP APIs"
#     - "AWS API reference, API Gateway V2, CreateIntegration: responseParameters"
#     - hashicorp/terraform-provider-aws#17997
#     - aws/aws-cdk#20993
#     - aws-cloudformation/cloudformation-cli#1113
#   needs: [protocol-http]
#   since: 0.1.0
#   limitations:
#     - >-
#       That statuscode has to be written in lower case is how the documentation writes it. Whether API Gateway refuses
#       another case was not verified, so that this is a warning.
#   absence: false
#   fix_safe: false
package gatelint.rules.response.http_api_response_parameters_invalid

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some [integration, mapping] in mappings
	value.unlike(mapping.status_code, `^[2-5][0-9][0-9]$`)
	message := "%s changes answers with the code %s, which is no status code from 200 to 599; API Gateway refuses it"
	extra := {"evidence": [integration.protocol]}
	found := finding.detailed(mapping.status_code, message, [integration, mapping.status_code], extra)
}

findings contains found if {
	some [integration, mapping] in mappings
	mapping.flat == true
	value.matches(mapping.status_code, `^[2-5][0-9][0-9]$`)
	message := "%s has no list of changes under ResponseParameters of the code %s; CloudFormation refuses it"
	found := finding.detailed(mapping, message, [integration, mapping.status_code], {"evidence": [integration.protocol]})
}

findings contains found if {
	some [integration, change] in changes
	value.unlike(change.destination, `(?i)^((append|overwrite|remove):header\..+|overwrite:statuscode)$`)
	message := "%s has the response parameter %s, which an HTTP API does not have; API Gateway refuses it"
	extra := {"evidence": [integration.protocol]}
	found := finding.detailed(change.destination, message, [integration, change.destination], extra)
}

findings contains found if {
	some [integration, change] in changes
	value.matches(change.destination, concat("", [`(?i)^(append|overwrite|remove):header\.(`, concat("|", reserved), ")$"]))
	message := "%s has the response parameter %s, but that header is reserved; API Gateway refuses it"
	extra := {"evidence": [integration.protocol]}
	found := finding.detailed(change.destination, message, [integration, change.destination], extra)
}

findings contains found if {
	some [integration, change] in changes
	value.is_fold(change.destination, "overwrite:statuscode")
	value.differs(change.destination, "overwrite:statuscode")
	message := "%s has the response parameter %s, documented as overwrite:statuscode; API Gateway may refuse it"
	extra := {"evidence": [integration.protocol], "severity": "warning"}
	found := finding.detailed(change.destination, message, [integration, change.destination], extra)
}

mappings contains [integration, mapping] if {
	some integration in input.integrations
	value.is(integration.protocol, "HTTP")
	some mapping in integration.response_mappings.items
}

changes contains [integration, change] if {
	some [integration, mapping] in mappings
	some change in mapping.changes.items
}

# The headers that nobody may change, as patterns.
reserved := [
	"access-control-.*", "apigw-.*", "authorization", "connection", "content-encoding", "content-length",
	"content-location", "forwarded", "keep-alive", "origin", "proxy-authenticate", "proxy-authorization", "te",
	"trailers", "transfer-encoding", "upgrade", "x-amz-.*", "x-amzn-.*", "x-forwarded-for", "x-forwarded-host",
	"x-forwarded-proto", "via",
]
