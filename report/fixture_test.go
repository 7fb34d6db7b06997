package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// mainTF is the file that the findings of the fixture are about.
//
//nolint:gosmopolitan // wide characters are what is tested
const mainTF = `resource "aws_api_gateway_integration" "orders" {
	rest_api_id             = aws_api_gateway_rest_api.shop.id
	integration_http_method = "GET"
  comment = "注文 é" # after wide runes
}
`

var post = &rules.Rule{
	ID: "INT001", Name: "lambda-integration-not-post", Group: "integration",
	Title:       "Lambda integration is not called with POST",
	Description: "API Gateway invokes Lambda with POST only. Another method deploys, and every call is answered with 500.",
	Severity:    rules.Error, Phase: rules.Run,
	Symptoms: []string{"500 Internal server error"},
	Remedy:   "Set the integration's HTTP method to POST.",
	Sources:  []string{"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html"},
}

var stale = &rules.Rule{
	ID: "DEP002", Name: "deployment-without-trigger", Group: "deployment",
	Title:       "Deployment has no trigger",
	Description: "The stage keeps serving what it served.",
	Severity:    rules.Warning, Phase: rules.Stale,
}

func place(file string, line, column, endLine, endColumn int) source.Range {
	return source.Range{
		File:  file,
		Start: source.Position{Line: line, Column: column},
		End:   source.Position{Line: endLine, Column: endColumn},
	}
}

// fixture is a report with everything in it that a report may have.
func fixture() *report.Report {
	findings := []rules.Finding{{
		Rule: post, Severity: rules.Error,
		Message: "POST /orders calls Lambda with GET",
		At:      place("api/main.tf", 3, 28, 3, 33), Resource: "aws_api_gateway_integration.orders",
		Instances: 3, Dialect: resource.Terraform,
		When:     []string{`var.env == "prod"`, "the stage is deployed"},
		Symptoms: post.Symptoms,
		Related: []rules.Related{
			{At: place("api/main.tf", 1, 1, 1, 48), Message: "the integration"},
			{At: place("other.tf", 7, 1, 7, 2), Message: "the function it calls"},
		},
		Fix: "set integration_http_method to POST", Fingerprint: "5f2a",
	}, {
		Rule: stale, Severity: rules.Warning,
		Message: "nothing redeploys the API",
		At:      place("api/main.tf", 4, 14, 4, 18), Resource: "aws_api_gateway_deployment.d",
		Instances: 1, Dialect: resource.Terraform, Fingerprint: "77aa",
	}}
	known := findings[0]
	known.At = place("api/main.tf", 9, 3, 9, 7)
	r := &report.Report{
		Version:  "0.1.0",
		Findings: findings,
		Problems: []source.Problem{
			{Kind: source.Unreadable, At: place("api/main.tf", 1, 1, 1, 9), Message: "an argument is missing; write it"},
			{Kind: source.UnresolvedModule, At: place("net.tf", 2, 3, 2, 9), Message: "module.vpc is not here; run terraform init"},
			{Kind: source.Limit, At: source.Range{File: "big.json"}, Message: "is larger than 2 MiB"},
		},
		Suppressed: []rules.Suppressed{{Finding: known, Reason: "known", By: rules.Inline}},
		Summary:    report.Summary{Files: 12, Definitions: 3, Resources: 80, APIs: 2, Suppressed: 1},
	}
	r.Summary.Count(findings)
	return r
}

// lines serves main.tf and nothing else.
func lines(file string, line int) (string, bool) {
	all := strings.Split(mainTF, "\n")
	if file != "api/main.tf" || line < 1 || line > len(all) {
		return "", false
	}
	return all[line-1], true
}

func write(t testing.TB, format string, r *report.Report, o report.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, format, r, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// many gives n findings whose severities take turns.
func many(n int) []rules.Finding {
	severities := []rules.Severity{rules.Info, rules.Error, rules.Warning}
	list := make([]rules.Finding, n)
	for i := range list {
		list[i] = rules.Finding{
			Rule: post, Severity: severities[i%len(severities)], Message: fmt.Sprint("finding ", i),
			At: place("a.tf", i+1, 1, i+1, 2),
		}
	}
	return list
}
