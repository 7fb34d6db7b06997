package main

import (
	"slices"
	"testing"

	"github.com/gatelint/gatelint/rules"
)

// What people find in logs and answers leads to the rules that can cause it: one
// of those named is the likeliest.
func TestSymptomsLeadToRules(t *testing.T) {
	catalogue := rules.Catalogue()
	for text, want := range map[string][]string{
		"Execution failed due to configuration error: Invalid permissions on Lambda function":                               {"INT001", "PRM001", "PRM002", "PRM003", "PRM007"},
		"<AccessDeniedException> Unable to determine service/operation name to be authorized":                               {"INT001"},
		"The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration":        {"PRM001", "PRM002", "PRM003"},
		"Execution failed due to configuration error: No match for output mapping and no default output mapping configured": {"RSP001", "RSP002", "RSP003"},
		"Output mapping refers to an invalid method response: 201":                                                          {"RSP007"},
		"Unable to parse statusCode. It should be an integer that is defined in the request template.":                      {"RSP011"},
		"Endpoint request timed out":                             {"INT015"},
		"429 Too Many Requests":                                  {"DEP007"},
		"BadRequestException: No integration defined for method": {"DEP001"},
		"The REST API doesn't contain any methods":               {"DEP001"},
		"Cannot delete vpc link. Vpc link 'x', is referenced in [ANY:res:stage] in format of [Method:Resource:Stage]": {"VPL010"},
		"Enumeration value for HttpMethod must be non-empty":                                                          {"INT002"},
		"HttpMethod must be POST for AWS_PROXY IntegrationType":                                                       {"INT001"},
		"AWS ARN for integration must contain path or action":                                                         {"INT003"},
		"User: anonymous is not authorized to perform: execute-api:Invoke on resource":                                {"POL004", "POL016", "POL017", "POL018"},
		"User: anonymous is not authorized to perform: execute-api:Invoke on resource: x with an explicit deny":       {"POL023", "POL024"},
		"Connection timed out": {"NET009"},
	} {
		causes := rankCauses(catalogue, text)
		if len(causes) == 0 || !slices.Contains(want, causes[0].rule.ID) {
			got := "nothing"
			if len(causes) > 0 {
				got = causes[0].rule.ID
			}
			t.Errorf("%q leads to %s first, want one of %v", text, got, want)
		}
	}
}
