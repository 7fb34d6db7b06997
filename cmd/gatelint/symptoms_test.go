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

// shownFirst is how many rules a reader looks at.
const shownFirst = 3

// What people paste, with all that is around it in logs and answers, leads to a
// rule that can cause it among the first.
func TestPastedTextsLeadToRules(t *testing.T) {
	permission := []string{"INT001", "PRM001", "PRM002", "PRM003", "PRM007"}
	anonymous := []string{"POL004", "POL005", "POL006", "POL016", "POL017", "POL018"}
	internal := []string{"INT001", "PRM001", "DEP008"}
	unmatched := []string{"RSP001", "RSP002", "RSP003"}
	certificate := []string{"DNS001", "CRT003"}
	catalogue := rules.Catalogue()
	for text, want := range map[string][]string{
		"500":                     internal,
		"HTTP/1.1 500":            internal,
		"504":                     {"INT015"},
		"< HTTP/2 504":            {"INT015"},
		"HTTP/1.1 403 Forbidden":  {"CDN001", "CDN003", "AUT001"},
		"http/2 429":              {"DEP007"},
		"429 Too Many Requests":   {"DEP007"},
		"503 Service Unavailable": {"INT015"},
		"x-amzn-ErrorType: MissingAuthenticationTokenException": {"AUT001", "CDN001", "CDN002"},
		"< x-amzn-errortype: ForbiddenException":                {"AUT001", "CDN001", "CDN003"},
		"x-amzn-errortype: AccessDeniedException":               anonymous,
		"x-amzn-errortype: InternalServerErrorException":        internal,
		"'x-amzn-ErrorType': 'TooManyRequestsException'":        {"DEP007"},
		`{"message":"Missing Authentication Token"}`:            {"AUT001", "CDN001", "CDN002"},
		`{"message":"Internal server error"}`:                   internal,
		`{"message": "Internal Server Error"}`:                  internal,
		`{"message":"Not Found"}`:                               {"CDN001", "DEP005"},
		`{"message":"Endpoint request timed out"}`:              {"INT015"},
		`{"message":"Service Unavailable"}`:                     {"INT015"},
		`{"message":"Too Many Requests"}`:                       {"DEP007"},
		`{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abc123/prod/GET/orders"}`:                           anonymous,
		`User: arn:aws:sts::111122223333:assumed-role/caller/i is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:abc/prod/GET/`:            anonymous,
		`{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abc123/prod/GET/orders with an explicit deny"}`:     {"POL023", "POL024"},
		"(3a1b2c3d-1234-11ee-be56-0242ac120002) Execution failed due to configuration error: Invalid permissions on Lambda function":                                                              permission,
		"execution failed due to configuration error: invalid permissions on lambda":                                                                                                              permission,
		"Execution failed due to configuration error: Invalid perm":                                                                                                                               permission,
		"2024-01-02T03:04:05.678Z (f2b1c0de-0000-4a4a-9c9c-123456789abc) Execution failed due to configuration error: No match for output mapping and no default output mapping configured. Endp": unmatched,
		"Execution failed due to configuration error: no default endpoint response configured":                                                                                                    unmatched,
		"(abc) Execution failed due to configuration error: Output mapping refers to an invalid method response: 404":                                                                             {"RSP007"},
		"Thu Jan 01 00:00:00 UTC 1970 : Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.":                {"RSP011"},
		"statusCode should be an integer which defined in request template":                                                                                                                       {"RSP011"},
		"(f2b1c0de-0000-4a4a-9c9c-123456789abc) Execution failed due to a timeout error":                                                                                                          {"INT015"},
		"curl: (60) SSL: no alternative certificate subject name matches target host name 'api.example.com'":                                                                                      certificate,
		"NET::ERR_CERT_COMMON_NAME_INVALID":                                                                                                                        certificate,
		"SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]":                                                                                   certificate,
		"curl: (28) Failed to connect to abc.execute-api.eu-west-1.amazonaws.com port 443: Connection timed out":                                                   {"NET009"},
		"connect ETIMEDOUT 10.0.1.2:443":                                                                                                                           {"NET009"},
		"Error: creating API Gateway Deployment: BadRequestException: No integration defined for method":                                                           {"DEP001"},
		"error creating API Gateway Deployment: BadRequestException: The REST API doesn't contain any methods":                                                     {"DEP001"},
		"Error: deleting API Gateway VPC Link (a): BadRequestException: Cannot delete vpc link. Vpc link 'a', is referenced in [GET:z:prod] in format of [Method:": {"VPL010"},
		"Cannot delete VPC link referenced in format of [Method:Resource].":                                                                                        {"VPL010"},
		"Error putting API Gateway Integration: BadRequestException: Enumeration value for HttpMethod must be non-empty":                                           {"INT002"},
		`Resource handler returned message: "AWS ARN for integration must contain path or action (Service: ApiGateway, Status Code: 400, Request ID: 12-ab)"`:      {"INT003"},
		"Access to fetch at 'https://a.execute-api.eu-west-1.amazonaws.com/prod/x' from origin 'http://localhost:3000' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.": {"AUT001", "POL017"},
		"The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.":                                                                                                                                              {"PRM001", "PRM003"},
		"502 ERROR The request could not be satisfied. CloudFront wasn't able to connect to the origin.":                                                                                                                                                                                                {"CDN010", "CDN017"},
		"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: x]":                                                                                                                                                          {"RSP014"},
		"Private REST API doesn't have a resource policy attached to it":                                                                                                                                                                                                                                {"NET001"},
	} {
		causes := rankCauses(catalogue, text)
		var first []string
		for _, c := range causes[:min(len(causes), shownFirst)] {
			first = append(first, c.rule.ID)
		}
		if !slices.ContainsFunc(want, func(id string) bool { return slices.Contains(first, id) }) {
			t.Errorf("%q leads to %v first, want one of %v", text, first, want)
		}
	}
	for _, text := range []string{`{"message":null}`, "the printer is out of paper"} {
		if causes := rankCauses(catalogue, text); len(causes) > 0 {
			t.Errorf("%q leads to %s, want nothing", text, causes[0].rule.ID)
		}
	}
}
