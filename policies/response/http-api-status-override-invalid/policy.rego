# METADATA
# title: Status code is overwritten with what is none
# description: >-
#   A change of the status code of an HTTP API's answers replaces it with a fixed text, or with
#   what an expression gives. A fixed text that is no status code cannot be answered with.
# custom:
#   id: RSP015
#   severity: warning
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal Server Error"}
#   remedy: Write the status code alone, from 100 to 599 and without quotes of its own, such as "404".
#   articles: [K09]
#   sources:
#     - "API Gateway developer guide: transform API requests and responses for HTTP APIs"
#   needs: [protocol-http]
#   since: 0.1.0
#   limitations:
#     - >-
#       What API Gateway does with such a text was not verified: it may refuse it when it is deployed, or fail or
#       ignore it when it is called. So this is a warning, and a guess.
#     - A text that holds an expression ($response.header.x, ${stageVariables.code}) is not judged.
#   absence: false
#   fix_safe: false
package gatelint.rules.response.http_api_status_override_invalid

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.is(integration.protocol, "HTTP")
	some mapping in integration.response_mappings.items
	some change in mapping.changes.items
	value.is(change.destination, "overwrite:statuscode")
	value.unlike(change.source, `^[1-5][0-9][0-9]$|\$`)
	evidence := [integration.protocol, change.destination]
	found := finding.detailed(change.source, message, [integration, change.source], {"evidence": evidence})
}

message := "%s overwrites the status code with \"%s\", which is none"
