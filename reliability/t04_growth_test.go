package reliability

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T04, T05, T06: definitions of which a few lines take long to evaluate, or
// come to values that fill the memory: each step doubles the one before, loops
// run in loops, functions repeat what they are given.

// doubling writes n locals of which each is made of the one before.
func doubling(n int, first, next string) map[string]string {
	var text strings.Builder
	fmt.Fprintf(&text, "locals {\n  x0 = %s\n", first)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&text, "  x%d = %s\n", i, strings.ReplaceAll(next, "PREV", fmt.Sprintf("local.x%d", i-1)))
	}
	fmt.Fprintf(&text, "}\n%s", attribute(fmt.Sprintf("local.x%d", n)))
	return map[string]string{"main.tf": text.String()}
}

func evaluated(expression string) map[string]string {
	return map[string]string{"main.tf": attribute(expression)}
}

// modules writes a chain of modules of which each calls the next twice.
func modules(depth int) map[string]string {
	files := map[string]string{"main.tf": "module \"a\" {\n  source = \"./m0\"\n}\n" + attribute("module.a.o")}
	for i := range depth {
		files[fmt.Sprintf("m%d/main.tf", i)] = fmt.Sprintf(
			"module \"a\" {\n  source = \"../m%[1]d\"\n}\nmodule \"b\" {\n  source = \"../m%[1]d\"\n}\noutput \"o\" {\n  value = \"${module.a.o}${module.b.o}\"\n}\n", i+1)
	}
	files[fmt.Sprintf("m%d/main.tf", depth)] = "output \"o\" {\n  value = \"xxxxxxxx\"\n}\n"
	return files
}

func template(text string) map[string]string { return map[string]string{"template.yaml": text} }

// quadratic refers to a parameter of 4 KB in many places.
func quadratic(places int) map[string]string {
	return template("Parameters: {P: {Type: String, Default: " + strings.Repeat("x", 4096) + "}}\nResources:\n  X:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Tags:\n" +
		strings.Repeat("      - !Sub '${P}-'\n", places))
}

// forEach nests loops over ten items.
func forEach(levels int) map[string]string {
	inner := `"k": v`
	for i := range levels {
		inner = fmt.Sprintf("'Fn::ForEach::L%[1]d': [N%[1]d, [a, b, c, d, e, f, g, h, i, j], {'k${N%[1]d}': {%[2]s}}]", i, inner)
	}
	return template("Transform: AWS::LanguageExtensions\nResources:\n  X:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Tags: {" + inner + "}\n")
}

// references writes an OpenAPI document in which each definition refers to the
// next several times.
func references(levels, ways int) map[string]string {
	var text strings.Builder
	text.WriteString("openapi: 3.0.1\npaths:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "  /a%d: {$ref: '#/x-items/i0'}\n", i)
	}
	text.WriteString("x-items:\n")
	for i := range levels {
		fmt.Fprintf(&text, "  i%d: {get: {x-amazon-apigateway-integration: {type: mock}, responses: {", i)
		for k := range ways {
			fmt.Fprintf(&text, "%d: {$ref: '#/x-items/i%d'}, ", 200+k, i+1)
		}
		text.WriteString("}}}\n")
	}
	return map[string]string{"openapi.yaml": text.String()}
}

// growing are the attacks; whatever each is made of, the report names its file.
var growing = map[string]map[string]map[string]string{
	"T04": {
		"doubled text":       doubling(40, `"xxxxxxxx"`, `"${PREV}${PREV}"`),
		"doubled by format":  doubling(40, `"xxxxxxxx"`, `format("%s%s", PREV, PREV)`),
		"doubled by join":    doubling(40, `"xxxxxxxx"`, `join("", [PREV, PREV])`),
		"doubled by replace": doubling(40, `"xxxxxxxx"`, `replace(PREV, "x", "xx")`),
		"doubled by regex":   doubling(40, `"xxxxxxxx"`, `replace(PREV, "/(x)/", "$1$1")`),
		"doubled list":       doubling(40, `["x"]`, `concat(PREV, PREV)`),
		"doubled map":        doubling(40, `{ a = "x" }`, `merge(PREV, { for k, v in PREV : "${k}x" => v })`),
		"nested list":        doubling(40, `["x"]`, `[PREV, PREV]`),
		"nested object":      doubling(40, `{ a = "x" }`, `{ a = PREV, b = PREV }`),
		"deep list":          doubling(600, `["x"]`, `[PREV]`),
		"doubled json":       doubling(60, `"\"\\"`, `jsonencode(PREV)`),
		"doubled yaml":       doubling(60, `"\"\\"`, `yamlencode([PREV, PREV])`),
		"doubled base64":     doubling(90, `"xxxxxxxx"`, `base64encode(PREV)`),
		"doubled url":        doubling(60, `"%%%%"`, `urlencode(PREV)`),
		"long chain":         doubling(20_000, `"x"`, `PREV`),
		"product of sets":    evaluated(`length(setproduct(range(1000), range(1000), range(1000)))`),
		"width":              evaluated(`format("%1000000000d", 1)`),
		"precision":          evaluated(`format("%.1000000000f", 1)`),
		"power":              evaluated(`pow(9, pow(8, pow(9, 9)))`),
		"number":             evaluated(`1e999999999 * 1e999999999 - 1`),
		"separator":          evaluated(`join(join("", [for i in range(1024) : "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]), range(1024))`),
		"cidr subnets":       evaluated(`[for i in range(1024) : cidrsubnets("10.0.0.0/8", [for k in range(1024) : 16]...)]`),
		"instances":          {"main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  count = 100000000\n  name = count.index\n}\n"},
		"modules":            modules(25),
	},
	"T05": {
		"product of three": evaluated(`[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]`),
		"product of four":  evaluated(`[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : [for d in range(1000) : a]]]]`),
		"object of four":   evaluated(`{for a in range(1000) : a => {for b in range(1000) : b => {for c in range(1000) : c => {for d in range(1000) : d => a}}}}`),
		"in conditions":    evaluated(`[for a in range(1000) : a if length([for b in range(1000) : b if length([for c in range(1000) : c]) > 0]) > 0]`),
		"in templates":     evaluated(`"%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}x%{endfor}%{endfor}%{endfor}"`),
		"in locals":        doubling(30, `[1, 2]`, `flatten([for a in PREV : [a, a]])`),
		"nested for_each": {
			"main.tf":   "module \"a\" {\n  source   = \"./m\"\n  for_each = toset([for i in range(1000) : tostring(i)])\n}\n",
			"m/main.tf": "module \"b\" {\n  source   = \"../n\"\n  for_each = toset([for i in range(1000) : tostring(i)])\n}\n",
			"n/main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  for_each = toset([for i in range(1000) : tostring(i)])\n  name     = each.key\n}\n",
		},
		"dynamic blocks": {"main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  dynamic \"x\" {\n    for_each = range(1000)\n    content {\n      dynamic \"y\" {\n        for_each = range(1000)\n        content {\n          dynamic \"z\" {\n            for_each = range(1000)\n            content {\n              a = z.value\n            }\n          }\n        }\n      }\n    }\n  }\n}\n"},
	},
	"T06": {
		"quadratic references": quadratic(20_000),
		"joins":                template(property(nested("!Join ['xxxxxxxxxx', [a, b, ", "x", ", c, d, e]]", 60) + "\n")),
		"subs":                 template(property(nested("!Sub ['${A}${A}${A}', {A: ", "xxxxxxxxx", "}]", 100))),
		"base64":               template(property(nested("{'Fn::Base64': ", strings.Repeat("x", 50), "}", 80))),
		"json strings":         template("Transform: AWS::LanguageExtensions\n" + property(nested("{'Fn::ToJsonString': [", `'""'`, "]}", 100))),
		"splits":               template(property(nested("!Split [',', !Join [',', ", "!Split ['a', '"+strings.Repeat("a", 100_000)+"']", "]]", 20))),
		"loops":                forEach(7),
		"imports":              references(40, 40),
	},
}

// slowBut are attacks that are read to their end, since they come to little.
var slowBut = map[string]bool{
	"joins": true, "splits": true, "imports": true, "doubled url": true, "doubled map": true, "power": true, "number": true,
}

func TestGrowth(t *testing.T) {
	for id, attacks := range growing {
		t.Run(id, func(t *testing.T) {
			for name, files := range attacks {
				t.Run(name, func(t *testing.T) {
					run := gatelint(t, write(t, files), "check", "--format", "json", "--fail-on", "never")
					run.seen(t)
					r := run.report(t)
					if run.memory > 768<<20 {
						t.Errorf("%d MiB", run.memory>>20)
					}
					if run.code == 0 && slowBut[name] {
						return
					}
					if run.code != 3 || len(r.Problems) == 0 {
						t.Errorf("exit %d, problems %v", run.code, r.Problems)
					}
					for _, p := range r.Problems {
						if p.File == "" || p.Kind == "internal" {
							t.Errorf("%+v", p)
						}
					}
				})
			}
			tally.Count(t, id, "attacks", len(attacks))
		})
	}
}
