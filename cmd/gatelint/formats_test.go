package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/gatelint/gatelint/report"
)

// The exit code is that of the run, whatever the format.
func TestFormatsDoNotChangeTheExitCode(t *testing.T) {
	t.Chdir(t.TempDir())
	for file, content := range map[string]string{
		"clean/main.tf":   `resource "aws_api_gateway_rest_api" "a" { name = "a" }`,
		"broken/main.tf":  `resource "aws_api_gateway_rest_api" {`,
		"nothing/read.me": "",
		"faulty/template.yaml": `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration: {Type: AWS_PROXY, IntegrationHttpMethod: GET, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"}
  F: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}, Handler: index.handler, Runtime: nodejs22.x, Role: r}}
`,
	} {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		args []string
		want int
	}{
		{[]string{"clean"}, exitClean},
		{[]string{"faulty"}, exitFindings},
		{[]string{"faulty", "--fail-on", "never"}, exitClean},
		{[]string{"broken"}, exitIncomplete},
		{[]string{"broken", "--allow-incomplete"}, exitClean},
		{[]string{"broken", "faulty"}, exitFindings},
		{[]string{"nothing"}, exitIncomplete},
		{[]string{"nothing", "--allow-empty"}, exitClean},
		{[]string{"missing"}, exitUsage},
	}
	for _, c := range cases {
		for _, format := range report.Formats() {
			a := &app{stdout: io.Discard, stderr: io.Discard}
			if got := a.run(append([]string{"check", "--format", format}, c.args...), nil); got != c.want {
				t.Errorf("%v as %s ended with %d, not %d", c.args, format, got, c.want)
			}
		}
	}
}
