package main

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
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

// A report of many megabytes comes through a pipe whole, however little the
// reader takes at once.
func TestALongReportThroughAPipe(t *testing.T) {
	long := strings.Repeat("a", 4000)
	finding := rules.Finding{Rule: rules.Catalogue()[0], Severity: rules.Error, Message: long, Symptoms: []string{long}, Fix: long}
	r := &report.Report{Complete: true, Findings: slices.Repeat([]rules.Finding{finding}, 4500)}
	var want bytes.Buffer
	if err := report.Write(&want, "sarif", r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if want.Len() < 50<<20 {
		t.Fatalf("only %d bytes", want.Len())
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	got := sha256.New()
	done := make(chan error)
	go func() {
		_, err := io.CopyBuffer(struct{ io.Writer }{got}, struct{ io.Reader }{read}, make([]byte, 4000))
		done <- err
	}()
	if err := (&app{stdout: write}).writeAll([]output{{format: "sarif"}}, r, report.Options{}, false); err != nil {
		t.Fatal(err)
	}
	write.Close()
	if err := <-done; err != nil || [32]byte(got.Sum(nil)) != sha256.Sum256(want.Bytes()) {
		t.Errorf("the reader has something else (%v)", err)
	}
}
