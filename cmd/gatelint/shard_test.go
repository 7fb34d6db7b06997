package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/report"
)

// TestMergedShardsAreTheRun splits runs over all kinds of definitions and holds
// what merge gives against the bytes of the whole run.
func TestMergedShardsAreTheRun(t *testing.T) {
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	architectures := t.TempDir()
	archives, err := filepath.Glob(repository + "/testdata/architectures/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("there are no architectures", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			put(t, filepath.Join(architectures, strings.TrimSuffix(filepath.Base(name), ".txtar"), file.Name), file.Data)
		}
	}
	mixed, hostile := t.TempDir(), t.TempDir()
	for name, text := range mixture() {
		put(t, filepath.Join(mixed, filepath.FromSlash(name)), []byte(text))
	}
	// Names whose order is another one once they are made safe to show.
	for _, name := range []string{"\x01", "a", "\u202e", "é", "~"} {
		put(t, filepath.Join(hostile, name+".yaml"), []byte(mockTemplate))
	}
	corpus := os.Getenv("GATELINT_CORPUS")
	for name, tc := range map[string]struct {
		dir    string
		paths  []string
		counts []int
		// unseen says that merge does not find the files, so that what
		// shows lines lacks them.
		unseen bool
	}{
		"examples":      {repository, []string{"examples"}, []int{1, 2, 3, 7, 100}, false},
		"plans":         {repository, []string{"testdata/plans"}, []int{3}, false},
		"architectures": {architectures, nil, []int{3, 7}, false},
		"mixture":       {mixed, nil, []int{1, 2, 3, 7, 100}, false},
		"one file":      {mixed, []string{"modules/api/main.tf"}, []int{3}, false},
		"hostile names": {hostile, nil, []int{2, 3}, true},
		"several roots": {mixed + "/roots/root00", []string{"..", "../../modules", "../../templates"}, []int{3}, true},
		"corpus":        {corpus, nil, []int{3}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.dir == "" {
				t.Skip("GATELINT_CORPUS names no folder, so there is nothing to split")
			}
			t.Chdir(tc.dir)
			out := t.TempDir()
			want := reports(t, out+"/one", tc.paths, "check")
			for _, count := range tc.counts {
				var parts []string
				for i := range count {
					part := fmt.Sprintf("%s/%d-of-%d.json", out, i+1, count)
					jobs := []string{"--jobs=1", "--jobs=4"}[(i+count)%2]
					flags := []string{"check", fmt.Sprintf("--shard=%d/%d", i+1, count), jobs, "--format=json=" + part}
					if code, said := gatelint(append(flags, tc.paths...)...); code == exitUsage {
						t.Fatal(said)
					}
					parts = append(parts, part)
				}
				rand.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
				got := reports(t, out+"/merged", parts, "merge")
				for format := range want {
					if tc.unseen && slices.Contains([]string{"text", "markdown", "junit", "html"}, format) {
						continue
					}
					if got[format] != want[format] {
						t.Errorf("%s of %d shards is not that of one run:\n%s", format, count, firstDifference(want[format], got[format]))
					}
				}
			}
		})
	}
}

// reports runs a command and gives its reports by format, and its exit code.
func reports(t *testing.T, prefix string, args []string, command string) map[string]string {
	t.Helper()
	written := map[string]string{}
	args = append([]string{command}, args...)
	formats := report.Formats()
	for _, format := range formats {
		args = append(args, "--format="+format+"="+prefix+"."+format)
	}
	code, said := gatelint(args...)
	if code == exitUsage {
		t.Fatal(said)
	}
	written["exit code"] = fmt.Sprint(code)
	for _, format := range formats {
		content, err := os.ReadFile(prefix + "." + format)
		if err != nil {
			t.Fatal(err)
		}
		written[format] = string(content)
	}
	return written
}

// gatelint runs a command line in this process.
func gatelint(args ...string) (code int, said string) {
	var out, err bytes.Buffer
	a := &app{stdout: &out, stderr: &err}
	code = a.run(args, nil)
	return code, err.String()
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-3)
			return fmt.Sprintf("line %d\nwant:\n%s\ngot:\n%s", i+1, strings.Join(a[from:min(i+3, len(a))], "\n"), strings.Join(b[from:min(i+3, len(b))], "\n"))
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

func put(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// mixture is a repository of some sixty definitions of all kinds that share
// modules and nested stacks, or cannot be read.
func mixture() map[string]string {
	files := map[string]string{
		"modules/api/main.tf":       sharedModule,
		"modules/outer/main.tf":     "module \"inner\" {\n  source = \"../api\"\n  count  = 2\n}\n",
		"modules/broken/main.tf":    sharedModule + "\nresource \"aws_sns_topic\" {\n",
		"templates/shared/api.yaml": strings.Replace(mockTemplate, "'{\"status\": 200}'", "'{\"status\": 200}' # gatelint:ignore RSP011,INT001 known", 1),
		"templates/broken.yaml":     mockTemplate + "  X: [\n",
		"templates/no.yaml":         "AWSTemplateFormatVersion: 2010-09-09\n",
		"templates/condition.yaml":  strings.Replace(mockTemplate, "Resources:", "Parameters:\n  Env: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:", 1),
	}
	for i := range 24 {
		// The methods differ: what a root sets assumes nothing, a default does.
		calls := fmt.Sprintf("module \"api%d\" {\n  source = \"../../modules/api\"\n  method = %q\n}\n", i%3, []string{"POST", "GET"}[i%5/3])
		switch i % 4 {
		case 1:
			calls += "module \"outer\" {\n  source = \"../../modules/outer\"\n}\n"
		case 2:
			calls += fmt.Sprintf("# gatelint:ignore INT001 known here %d\n", i%8)
			calls += "module \"more\" {\n  source = \"../../modules/api\"\n  method = \"GET\"\n  for_each = toset([\"a\", \"b\"])\n}\n"
		case 3:
			calls += "module \"broken\" {\n  source = \"../../modules/broken\"\n}\nmodule \"far\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\n"
		}
		files[fmt.Sprintf("roots/root%02d/main.tf", i)] = calls
	}
	for i := range 12 {
		files[fmt.Sprintf("templates/stack%02d.yaml", i)] = mockTemplate +
			"  Nested:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./shared/api.yaml\n"
		files[fmt.Sprintf("alone/stack%02d.yaml", i)] = mockTemplate
		files[fmt.Sprintf("documents/api%02d.yaml", i)] = "openapi: 3.0.1\ninfo: {title: x, version: '1'}\npaths:\n  /a:\n    get:\n" +
			"      x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{\"status\": 1}'}}\n"
	}
	return files
}

const sharedModule = `variable "method" {
  default = "GET"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY" # gatelint:ignore INT001 nothing here
  # gatelint:ignore CRT001 nothing here either
  integration_http_method = var.method # gatelint:ignore INT001 known
  uri                     = aws_lambda_function.list.invoke_arn
}

resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
}
`

const mockTemplate = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: health
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        RequestTemplates:
          application/json: '{"status": 200}'
        IntegrationResponses:
          - StatusCode: 204
`
