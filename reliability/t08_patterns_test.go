package reliability

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T08: patterns and texts that make a matcher which backtracks take for ever.
// Those of Terraform's functions come from the definition; the rules' own meet
// its texts.

// patterns are known for it, each with what it chokes on.
var patterns = []struct {
	pattern, text string
	// quadratic says that finding all matches has no linear way.
	quadratic bool
}{
	{`(a+)+$`, "a", false},
	{`([a-zA-Z]+)*$`, "a", false},
	{`(a|aa)+$`, "a", false},
	{`(a|a?)+$`, "a", false},
	{`(.*a){20}`, "a", false},
	{`^(([a-z])+.)+[A-Z]([a-z])+$`, "a", false},
	{`(x+x+)+y`, "x", false},
	{`^(\\d+)*$`, "1", false},
	{`(\\w*\\.)*\\w*@`, "a.", false},
	{`^\\s+|\\s+$`, " ", false},
	{`(?:[0-9a-f]{1,4}:)*:`, "f:", true},
	{`(((((((((a*)*)*)*)*)*)*)*)*)*b`, "a", false},
}

const million = 1_000_000

func TestPatternsOfDefinitions(t *testing.T) {
	for i, attack := range patterns {
		text := strings.Repeat(attack.text, million/len(attack.text)) + "!"
		for name, call := range map[string]string{
			"regex":    `regex("%s", file("a.txt"))`,
			"regexall": `length(regexall("%s", file("a.txt")))`,
			"replace":  `replace(file("a.txt"), "/%s/", "y")`,
		} {
			t.Run(fmt.Sprintf("%s/%d", name, i), func(t *testing.T) {
				run := gatelint(t, write(t, map[string]string{
					"main.tf": attribute(fmt.Sprintf(call, attack.pattern)), "a.txt": text,
				}), "check", "--format", "json", "--fail-on", "never")
				if run.code != 0 && run.code != 3 || run.memory > 768<<20 || run.cpu.Seconds() > 30 {
					run.seen(t)
					t.Errorf("exit %d: %.500s", run.code, run.stderr)
				}
				if attack.quadratic && name != "regex" && run.code != 3 {
					t.Errorf("exit %d, where each match looks at all that follows", run.code)
				}
			})
			tally.Count(t, "T08", "patterns", 1)
		}
	}
}

// The texts stand wherever rules look into texts.
func TestPatternsOfRules(t *testing.T) {
	const shape = `resource "aws_api_gateway_rest_api" "a" {
  name   = "a"
  policy = "%[1]s"
}
resource "aws_api_gateway_resource" "r" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  parent_id   = aws_api_gateway_rest_api.a.root_resource_id
  path_part   = "%[1]s"
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.r.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i" {
  rest_api_id             = aws_api_gateway_rest_api.a.id
  resource_id             = aws_api_gateway_resource.r.id
  http_method             = aws_api_gateway_method.m.http_method
  type                    = "MOCK"
  uri                     = "%[1]s"
  request_templates       = { "application/json" = "%[1]s", "%[1]s" = "a" }
}
resource "aws_lambda_permission" "p" {
  action        = "lambda:InvokeFunction"
  function_name = "%[1]s"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "%[1]s"
}
resource "aws_api_gateway_domain_name" "d" {
  domain_name = "%[1]s"
}
`
	texts := []string{"a", "/", "{a}", "*", "arn:", ".", "a.", "$context.", "1", " ", "{proxy+}", "\\u00e9"}
	for _, unit := range texts {
		text := strings.Repeat(unit, million/8/len(unit)) // eight of them fill a file
		run := gatelint(t, write(t, map[string]string{"main.tf": fmt.Sprintf(shape, text)}), "check", "--format", "json", "--fail-on", "never")
		run.seen(t)
		if run.code != 0 && run.code != 3 || run.cpu.Seconds() > 30 || run.memory > 1<<30 {
			t.Errorf("%q: exit %d: %.500s", unit, run.code, run.stderr)
		}
		tally.Count(t, "T08", "texts", 1)
	}
}
