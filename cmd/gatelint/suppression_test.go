package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
)

// suppressible is an integration that Lambda refuses, with room for a comment
// at the end of the line at fault, in a line above the resource, and in the
// text of a description.
const suppressible = `resource "aws_api_gateway_rest_api" "shop" {
  description = <<-EOT
    TEXT
  EOT
}

# ABOVE
resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  integration_http_method = "GET" # END
  http_method             = "GET"
  type                    = "AWS_PROXY"
  uri                     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:list/invocations"
}
`

// TestSuppressionsAreNotWiderThanTheySay tries to silence a rule in ways that
// would also silence others, or that nobody could answer for.
func TestSuppressionsAreNotWiderThanTheySay(t *testing.T) {
	abuses := []struct{ place, text string }{
		{"END", "gatelint:ignore"},
		{"END", "gatelint:ignore INT001"},
		{"END", "gatelint:ignore INT001 "},
		{"END", "gatelint:ignore INT001 \u200b"},
		{"END", "gatelint:ignore INT001 \u3164\u115f"},
		{"END", "gatelint:ignore INT001 - . …"},
		{"END", "gatelint:ignore * it is fine"},
		{"END", "gatelint:ignore all it is fine"},
		{"END", "gatelint:ignore INT it is fine"},
		{"END", "gatelint:ignore INT00* it is fine"},
		{"END", "gatelint:ignore integration it is fine"},
		{"END", "gatelint:ignore .* it is fine"},
		{"END", "gatelint:ignore INT002 it is fine"},
		{"END", "gatelint:ignore error it is fine"},
		{"END", "gatelint:ignore it is fine"},
		{"END", "gatelint:ignore INT001 expires=2020-01-01 it is fine"},
		{"END", "gatelint:ignore INT001 expires=never it is fine"},
		{"END", "gatelint:ignore INT001 expires=9999-99-99 it is fine"},
		{"END", "gatelint:ignore-file INT001 it is fine"},
		{"END", "gatelint:disable INT001 it is fine"},
		{"END", "gatelint: ignore INT001 it is fine"},
		{"END", "nolint"},
		{"END", "tflint-ignore: all"},
		{"END", "tfsec:ignore:*"},
		{"END", "checkov:skip=INT001: it is fine"},
		{"END", "see gatelint:ignore INT001 it is fine"},
		{"ABOVE", "gatelint:ignore * it is fine"},
		{"ABOVE", "gatelint:ignore INT001"},
		{"ABOVE", "gatelint:ignore all it is fine"},
		{"ABOVE", "gatelint:ignore INT001 it is fine\n\n"},
		{"ABOVE", "gatelint:ignore-all it is fine"},
		{"TEXT", "# gatelint:ignore INT001 it is fine"},
		{"TEXT", "// gatelint:ignore INT001 it is fine"},
		{"TEXT", "/* gatelint:ignore INT001 it is fine */"},
	}
	for _, abuse := range abuses {
		t.Chdir(t.TempDir())
		put(t, "main.tf", []byte(strings.Replace(suppressible, abuse.place, abuse.text, 1)))
		var out bytes.Buffer
		a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &out}
		if code := a.run([]string{"check", "--now", "2026-11-22"}, nil); code != exitFindings || !strings.Contains(out.String(), "[INT001 ") {
			t.Errorf("%q at %s: exit %d\n%s", abuse.text, abuse.place, code, out.String())
		}
	}
	tally.Count(t, "T44", "suppressions", len(abuses))
}

// TestSuppressionsAreSeen holds that formats say that something is suppressed,
// and that the owner of the gate has the last word.
func TestSuppressionsAreSeen(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "main.tf", []byte(strings.Replace(suppressible, "END", "gatelint:ignore INT001 canary-reason", 1)))
	for _, format := range report.Formats() {
		stdout, _ := said(t, "check", "--format", format)
		if format == "gitlab" || format == "checkstyle" {
			continue // they know nothing of the kind
		}
		if !strings.Contains(stdout, "uppress") && !strings.Contains(stdout, "skipped") {
			t.Errorf("%s does not say that something is suppressed:\n%s", format, stdout)
		}
	}
	if stdout, _ := said(t, "check", "--verbose"); !strings.Contains(stdout, "main.tf:11:29: suppressed: canary-reason") {
		t.Errorf("the text does not say what is:\n%s", stdout)
	}
	if stdout, _ := said(t, "check", "--no-inline"); !strings.Contains(stdout, "[INT001 ") {
		t.Errorf("--no-inline:\n%s", stdout)
	}
}
