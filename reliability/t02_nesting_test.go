package reliability

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T02: texts that are nested so deep, or chain so many operators, that a parser
// or an evaluation that recurses exhausts the stack, which nothing can catch.

// nested gives n openers, a core and n closers.
func nested(open, core, close string, n int) string {
	return strings.Repeat(open, n) + core + strings.Repeat(close, n)
}

// attribute puts an expression where it is parsed and evaluated.
func attribute(expression string) string {
	return "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name        = \"a\"\n  description = " + expression + "\n}\n"
}

// property puts a value of YAML where it is resolved.
func property(value string) string {
	return "Conditions: {C: !Equals [!Ref AWS::Region, a]}\nResources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: a\n      Description: " + value + "\n"
}

// jsonProperty is the same in JSON.
func jsonProperty(value string) string {
	return `{"Resources": {"A": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a", "Description": ` + value + `}}}}`
}

// planned puts a value into a plan.
func planned(value string) string {
	return `{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [` +
		`{"address": "aws_api_gateway_rest_api.a", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "a", "values": {"name": "a", "x": ` + value + `}}]}}}`
}

// document puts a value into an OpenAPI document in YAML.
func document(value string) string {
	return "openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}\nx: " + value + "\n"
}

// A shape is a definition that grows with n.
type shape struct {
	name string
	file string
	text func(n int) string
	// beside is another file that the definition needs.
	beside, content string
}

func hcl(name string, expression func(n int) string) shape {
	return shape{name: "hcl " + name, file: "main.tf", text: func(n int) string { return attribute(expression(n)) }}
}

// depthShapes have n levels, and a few around them.
var depthShapes = []shape{
	hcl("parentheses", func(n int) string { return nested("(", `"x"`, ")", n) }),
	hcl("lists", func(n int) string { return nested("[", "", "]", n) }),
	hcl("objects", func(n int) string { return nested("{ a = ", `"x"`, "}", n) }),
	hcl("templates", func(n int) string { return nested(`"${`, `"x"`, `}"`, n) }),
	hcl("calls", func(n int) string { return nested("upper(", `"x"`, ")", n) }),
	hcl("indexes", func(n int) string { return nested("var.x[", "0", "]", n) }),
	hcl("for expressions", func(n int) string { return nested("[for x in [1]: ", "1", "]", n) }),
	hcl("directives", func(n int) string { return `"` + nested("%{if true}", "x", "%{endif}", n) + `"` }),
	hcl("heredocs", func(n int) string {
		return strings.Repeat("<<E\n${\n", n) + "1\n" + strings.Repeat("}\nE\n", n)
	}),
	hcl("json texts", func(n int) string { return `jsondecode("` + nested("[", "", "]", n) + `")` }),
	hcl("yaml texts", func(n int) string { return `yamldecode("` + nested("[", "", "]", n) + `")` }),
	hcl("block yaml texts", func(n int) string { return `yamldecode("` + strings.Repeat("- ", n) + `a")` }),
	{
		name: "hcl blocks", file: "main.tf",
		text: func(n int) string { return nested("b {\n", "", "}\n", n) },
	},
	{
		name: "hcl template file", file: "a.tpl",
		text:   func(n int) string { return "${" + nested("(", `"x"`, ")", n) + "}" },
		beside: "main.tf", content: attribute(`templatefile("a.tpl", {})`),
	},
	{
		name: "hcl variables", file: "terraform.tfvars",
		text:   func(n int) string { return "a = " + nested("[", "", "]", n) + "\n" },
		beside: "main.tf", content: "variable \"a\" {}\n" + attribute("var.a[0]"),
	},
	{
		name: "hcl json", file: "main.tf.json",
		text: func(n int) string {
			return `{"resource": {"aws_api_gateway_rest_api": {"a": {"name": "a", "description": ` + nested("[", "", "]", n) + `}}}}`
		},
	},
	{
		name: "hcl json templates", file: "main.tf.json",
		text: func(n int) string {
			return `{"resource": {"aws_api_gateway_rest_api": {"a": {"name": "a", "description": "${` + nested("(", "1", ")", n) + `}"}}}}`
		},
	},
	{name: "plan", file: "plan.json", text: func(n int) string { return planned(nested("[", "", "]", n)) }},
	{name: "plan objects", file: "plan.json", text: func(n int) string { return planned(nested(`{"a": `, "1", "}", n)) }},
	{name: "yaml flow", file: "t.yaml", text: func(n int) string { return property(nested("[", "", "]", n)) }},
	{name: "yaml flow mappings", file: "t.yaml", text: func(n int) string { return property(nested("{a: ", "b", "}", n)) }},
	{name: "yaml block", file: "t.yaml", text: func(n int) string { return property("\n        " + strings.Repeat("- ", n) + "a") }},
	{name: "Fn::Sub", file: "t.yaml", text: func(n int) string { return property(nested("!Sub ['${A}', {A: ", "x", "}]", (n+1)/2)) }},
	{name: "Fn::If", file: "t.yaml", text: func(n int) string { return property(nested("!If [C, ", "x", ", y]", n)) }},
	{name: "Fn::Join", file: "t.yaml", text: func(n int) string { return property(nested("!Join ['', [", "x", "]]", (n+1)/2)) }},
	{name: "Fn::Not", file: "t.yaml", text: func(n int) string {
		return "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\nConditions: {D: " + nested("!Not [", "!Equals [a, b]", "]", n) + "}\n"
	}},
	{name: "json", file: "t.json", text: func(n int) string { return jsonProperty(nested("[", "", "]", n)) }},
	{name: "json objects", file: "t.json", text: func(n int) string { return jsonProperty(nested(`{"a": `, "1", "}", n)) }},
	{name: "json Fn::If", file: "t.json", text: func(n int) string {
		return jsonProperty(nested(`{"Fn::If": ["C", `, `"x"`, `, "y"]}`, (n+1)/2))
	}},
	{name: "sam", file: "t.yaml", text: func(n int) string {
		return "Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: a, Tags: " + nested("[", "", "]", n) + "}}}\n"
	}},
	{name: "openapi", file: "o.yaml", text: func(n int) string { return document(nested("[", "", "]", n)) }},
	{name: "openapi json", file: "o.json", text: func(n int) string {
		return `{"openapi": "3.0.1", "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}}, "x": ` + nested("[", "", "]", n) + "}"
	}},
	{
		name: "include", file: "part.yaml",
		text:   func(n int) string { return "a: " + nested("[", "", "]", n) + "\n" },
		beside: "t.yaml", content: "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Body: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: part.yaml}}}}}}\n",
	},
	{
		name: "manifest", file: "manifest.json",
		text: func(n int) string {
			return `{"version": "36.0.0", "artifacts": {"S": {"type": "aws:cloudformation:stack"}, "A": ` + nested("[", "", "]", n) + "}}"
		},
		beside: "A.template.json", content: jsonProperty(`"x"`),
	},
}

// brokenShapes cannot be read at any depth.
var brokenShapes = []shape{
	hcl("brackets that stay open", func(n int) string { return strings.Repeat("[", n) }),
	hcl("closed by another", func(n int) string { return strings.Repeat("(]", n) }),
	{name: "yaml keys", file: "t.yaml", text: func(n int) string { return property("\n        " + strings.Repeat("? ", n) + "a") }},
	{name: "yaml left open", file: "t.yaml", text: func(n int) string { return property(strings.Repeat("[", n)) }},
	{name: "yaml aliases", file: "t.yaml", text: func(n int) string { return property(nested("&a [", "*a", "]", n)) }},
	{name: "json left open", file: "t.json", text: func(n int) string { return jsonProperty(strings.Repeat(`{"a":[`, n)) }},
	{name: "json body", file: "t.json", text: func(n int) string {
		return `{"Resources": {"A": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a", "Body": "` + nested("[", "", "]", n) + `"}}}}`
	}},
	{name: "sam body", file: "t.yaml", text: func(n int) string {
		return "Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: a, DefinitionBody: " + nested("[", "", "]", n) + "}}}\n"
	}},
}

// chainShapes have n operators, and are flat.
var chainShapes = []shape{
	hcl("not", func(n int) string { return strings.Repeat("!", n) + "true" }),
	hcl("minus", func(n int) string { return strings.Repeat("-", n) + "1" }),
	hcl("conditionals", func(n int) string { return "1" + strings.Repeat(" == 1 ? 1 : 1", n/2) }),
	hcl("plus", func(n int) string { return "1" + strings.Repeat("+1", n) }),
	hcl("and", func(n int) string { return "true" + strings.Repeat("&&true", n) }),
	hcl("splats", func(n int) string { return "var.x" + strings.Repeat("[*]", n) }),
	hcl("indexes", func(n int) string { return "var.x" + strings.Repeat("[0]", n) }),
	hcl("in a template", func(n int) string { return `"${1` + strings.Repeat("+1", n) + `}"` }),
	{
		name: "hcl json operators", file: "main.tf.json",
		text: func(n int) string {
			return `{"resource": {"aws_api_gateway_rest_api": {"a": {"name": "a", "description": "${1` + strings.Repeat("+1", n) + `}"}}}}`
		},
	},
}

// steepness are the depths that must be refused.
var steepness = []int{251, 1_000, 10_000, 100_000, 1_000_000}

func TestNesting(t *testing.T) {
	// The most that is read; the levels around it are fewer than ten.
	const allowed, chained = 240, 990
	tree := map[string]string{}
	refused := map[string]bool{}
	add := func(s shape, n int, must bool) {
		text := s.text(n)
		if len(text) > 3<<20 && !full {
			return // refused by its size, which is another test's
		}
		folder := fmt.Sprintf("%s/%d", strings.ReplaceAll(s.name, "::", "-"), n)
		refused[folder] = must
		tree[folder+"/"+s.file] = text
		if s.beside != "" {
			tree[folder+"/"+s.beside] = s.content
		}
	}
	for _, s := range depthShapes {
		add(s, allowed, false)
		for _, n := range steepness {
			add(s, n, true)
		}
	}
	for _, s := range brokenShapes {
		for _, n := range steepness {
			add(s, n, true)
		}
	}
	for _, s := range chainShapes {
		add(s, chained, false)
		for _, n := range steepness {
			if n > 1000 {
				add(s, n, true)
			}
		}
	}
	run := gatelint(t, write(t, tree), "check", "--format", "json", "--fail-on", "never")
	run.seen(t)
	r := run.report(t)
	if run.code != 3 || r.Complete {
		t.Errorf("exit %d, complete %v", run.code, r.Complete)
	}
	for folder, must := range refused {
		problems := r.about(folder)
		if must != (len(problems) > 0) {
			t.Errorf("%s: problems %v", folder, problems)
		}
		for _, p := range problems {
			if p.Kind == "internal" || p.Range.Start.Line == 0 && !strings.Contains(p.Message, "larger than") {
				t.Errorf("%s: %+v", folder, p)
			}
		}
	}
	if run.memory > 1<<30 {
		t.Errorf("%d MiB", run.memory>>20)
	}
	tally.Count(t, "T02", "texts", len(refused))
}
