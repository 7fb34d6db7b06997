package lint_test

import (
	"fmt"
	"strings"
	"testing"
)

// twins is a template with more conditions than are explored, and one method
// in two versions that exclude each other.
func twins() string {
	var parameters, conditions, resources strings.Builder
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "Last"} {
		fmt.Fprintf(&parameters, "  %s: {Type: String}\n", name)
		fmt.Fprintf(&conditions, "  Is%s: !Equals [!Ref %s, x]\n", name, name)
		if name != "Last" {
			fmt.Fprintf(&resources, "  Stage%[1]s: {Type: AWS::ApiGateway::Stage, Condition: Is%[1]s, "+
				"Properties: {RestApiId: !Ref Api, StageName: !If [Is%[1]s, a, b]}}\n", name)
		}
	}
	for name, code := range map[string]int{"IsLast": 200, "NotLast": 204} {
		fmt.Fprintf(&resources, `  Method%[1]s:
    Type: AWS::ApiGateway::Method
    Condition: %[1]s
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      Integration:
        Type: HTTP
        IntegrationHttpMethod: GET
        Uri: https://example.com/
        IntegrationResponses: [{StatusCode: %[2]d}]
      MethodResponses: [{StatusCode: %[2]d}]
`, name, code)
	}
	return "Parameters:\n" + parameters.String() +
		"Conditions:\n" + conditions.String() + "  NotLast: !Not [!Condition IsLast]\n" +
		"Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}\n" + resources.String()
}

// A method keeps the responses that are written in it, even where another of
// the same verb and path may be made in its place.
func TestTwinsKeepTheirResponses(t *testing.T) {
	if found := lintFiles(t, map[string]string{"template.yaml": twins()}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}
