# METADATA
# title: Selection pattern is the console's placeholder
# description: >-
#   The console shows the default integration response as "-" or "default". In a definition the
#   default is the response without a selection pattern; one that holds the placeholder is a
#   regular expression which matches no answer of a backend.
# custom:
#   id: RSP003
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - >-
#       Execution failed due to configuration error: No match for output mapping and no default output
#       mapping configured. Endpoint Response Status Code: 200
#   remedy: Remove the selection pattern; the response is then the default.
#   articles: [K10]
#   sources:
#     - "AWS API reference, API Gateway, IntegrationResponse: selectionPattern"
#     - hashicorp/terraform#10599
#   needs: [integration]
#   since: 0.1.0
#   limitations:
#     - In an OpenAPI document the key "default" is right, and is left alone.
#   absence: false
#   fix_safe: true
package gatelint.rules.response.selection_pattern_is_placeholder

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.one_of(integration.integration_type, {"AWS", "HTTP", "MOCK"})
	some response in integration.responses.items
	value.one_of(response.selection_pattern, {"-", "default"})
	found := finding.detailed(response.selection_pattern, message, [response.selection_pattern, integration], {"evidence": [integration.integration_type]})
}

message := "selection pattern \"%s\" of %s does not mark the default; what no other response matches ends in 500"
