# METADATA
# title: No integration response is the default
# description: >-
#   API Gateway picks the integration response whose selection pattern matches what the backend
#   answered, and the one without a pattern if none does. Where every response has a pattern, an
#   answer that none matches ends in 500. For a Lambda function the patterns are compared with the text
#   of an error; a call that succeeds has none, so that all successes end in 500.
# custom:
#   id: RSP002
#   severity: error
#   phase: run
#   symptoms:
#     - 500 {"message":"Internal server error"}
#     - >-
#       Execution failed due to configuration error: No match for output mapping and no default output
#       mapping configured. Endpoint Response Status Code: 200
#   remedy: Leave the selection pattern out of the response for success; it is then the default.
#   articles: [K10]
#   sources:
#     - "API Gateway developer guide: set up an integration response"
#     - "AWS API reference, API Gateway, IntegrationResponse: selectionPattern"
#     - "AWS behaviour recorded by LocalStack's validated test of status code selection"
#   needs: [integration]
#   since: 0.1.0
#   limitations:
#     - >-
#       For backends other than Lambda it is a warning: they may never give the answers that are left out. It is
#       given where no success (2xx) is matched, and for HTTP backends where no error of the caller (4xx) is.
#     - Whether a pattern has to match the whole text is not documented; what it matches in part counts as matched.
#     - A pattern that Java's regular expressions may take in another way than Go's is not judged.
#     - Mock integrations are not judged.
#   absence: true
#   fix_safe: false
package gatelint.rules.response.default_response_missing

import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value

findings contains found if {
	some integration in unmatched
	value.is(integration.backend.service, "lambda")
	extra := {"evidence": evidence(integration)}
	found := finding.detailed(integration, message, [integration, integration.unmatched], extra)
}

findings contains found if {
	some integration in unmatched
	value.differs(integration.backend.service, "lambda")
	extra := {"evidence": evidence(integration), "severity": "warning"}
	found := finding.detailed(integration, message, [integration, integration.unmatched], extra)
}

# A placeholder for the default is a finding of its own.
unmatched contains integration if {
	some integration in input.integrations
	value.present(integration.unmatched)
	set.none(integration.responses, "selection_pattern", "-")
	set.none(integration.responses, "selection_pattern", "default")
}

evidence(integration) := [integration.responses, integration.integration_type, integration.backend.service]

message := "%s has no default response: %s match none of its selection patterns and end in 500"
