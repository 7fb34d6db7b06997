package reliability

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T01: YAML in which aliases of aliases make a document of a few hundred bytes
// billions of values large, or lead back to themselves.

// aliasBombs are the ways to write level i of a bomb: an anchor of its own over
// the level below, ways times.
var aliasBombs = map[string]func(i, ways int) string{
	"list": func(i, ways int) string {
		return fmt.Sprintf("a%d: &a%d [%s]\n", i, i, repeated(fmt.Sprintf("*a%d", i-1), ways, ", "))
	},
	"block list": func(i, ways int) string {
		return fmt.Sprintf("a%d: &a%d\n", i, i) + strings.Repeat(fmt.Sprintf("  - *a%d\n", i-1), ways)
	},
	"mapping": func(i, ways int) string {
		var pairs []string
		for k := range ways {
			pairs = append(pairs, fmt.Sprintf("k%d: *a%d", k, i-1))
		}
		return fmt.Sprintf("a%d: &a%d {%s}\n", i, i, strings.Join(pairs, ", "))
	},
	"merge keys": func(i, ways int) string {
		var pairs []string
		for k := range ways {
			pairs = append(pairs, fmt.Sprintf("k%d: {<<: *a%d}", k, i-1))
		}
		return fmt.Sprintf("a%d: &a%d {%s}\n", i, i, strings.Join(pairs, ", "))
	},
	"merged lists": func(i, ways int) string {
		return fmt.Sprintf("a%d: &a%d {<<: [%s], k%d: [%s]}\n", i, i,
			repeated(fmt.Sprintf("*a%d", i-1), ways, ", "), i, repeated(fmt.Sprintf("*a%d", i-1), ways, ", "))
	},
}

func repeated(text string, n int, separator string) string {
	return strings.TrimSuffix(strings.Repeat(text+separator, n), separator)
}

// hosts are the places in which YAML is read as a definition: each makes the
// files of one out of the text of a mapping at the outermost level.
var hosts = map[string]func(text string) map[string]string{
	"cloudformation": func(text string) map[string]string {
		return map[string]string{"template.yaml": text + "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n"}
	},
	"sam": func(text string) map[string]string {
		return map[string]string{"template.yaml": "Transform: AWS::Serverless-2016-10-31\n" + text +
			"Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: a}}}\n"}
	},
	"openapi": func(text string) map[string]string {
		return map[string]string{"openapi.yaml": "openapi: 3.0.1\n" + text +
			"paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}\n"}
	},
	"openapi of a template": func(text string) map[string]string {
		return map[string]string{
			"template.yaml": "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {BodyS3Location: api.yaml}}}\n",
			"api.yaml":      "openapi: 3.0.1\n" + text + "paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}\n",
		}
	},
	"include": func(text string) map[string]string {
		return map[string]string{
			"template.yaml": "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Body: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: part.yaml}}}}}}\n",
			"part.yaml":     text,
		}
	},
	"nested stack": func(text string) map[string]string {
		return map[string]string{
			"template.yaml": "Resources: {A: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: inner.yaml}}}\n",
			"inner.yaml":    text + "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n",
		}
	},
	"yamldecode": func(text string) map[string]string {
		return map[string]string{
			"main.tf":  "locals {\n  a = yamldecode(file(\"${path.module}/a.yaml\"))\n}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  name = local.a.a0\n}\n",
			"a.yaml":   text,
			"other.tf": "",
		}
	},
	"body": func(text string) map[string]string {
		return map[string]string{"main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = <<E\nopenapi: 3.0.1\n" + text + "paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}\nE\n}\n"}
	},
}

// into puts the files of an attack into a folder of a tree.
func into(tree map[string]string, folder string, files map[string]string) {
	for name, text := range files {
		tree[folder+"/"+name] = text
	}
}

// selfAliases lead back to themselves.
var selfAliases = []string{
	"a: &a [*a]\n", "a: &a {b: *a}\n", "a: &a {<<: *a}\n", "a: &a [[[[*a]]]]\n",
	"a: &a {b: [1, {c: *a}]}\n", "a: &a\n  - b: &b [*a]\n    c: *b\n",
}

// bomb gives the text of one.
func bomb(level func(i, ways int) string, levels int) string {
	text := "a0: &a0 {x: y}\n"
	for i := 1; i <= levels; i++ {
		text += level(i, 9)
	}
	return text
}

func TestAliasBombs(t *testing.T) {
	tree := map[string]string{"good/template.yaml": "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n"}
	// refused says of each folder whether it must be; lists of five levels come
	// to 130,000 values, which some readers take.
	refused := map[string]bool{}
	for host, of := range hosts {
		for style, level := range aliasBombs {
			for levels := 5; levels <= 20; levels++ {
				folder := fmt.Sprintf("%s/%s/%d", host, style, levels)
				refused[folder] = levels > 5
				into(tree, folder, of(bomb(level, levels)))
			}
		}
		for i, text := range selfAliases {
			folder := fmt.Sprintf("%s/itself/%d", host, i)
			refused[folder] = true
			into(tree, folder, of(text))
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
		if must && len(problems) == 0 {
			t.Errorf("%s is not reported", folder)
		}
		for _, p := range problems {
			if p.Range.Start.Line == 0 || p.Kind == "internal" {
				t.Errorf("%s: %+v", folder, p)
			}
		}
	}
	if len(r.about("good")) > 0 {
		t.Errorf("what lies beside them: %v", r.about("good"))
	}
	tally.Count(t, "T01", "bombs", len(refused))
}

// One bomb costs no more than any small file.
func TestAliasBombsCostNothing(t *testing.T) {
	for host, of := range hosts {
		for _, style := range []string{"list", "merge keys"} {
			run := gatelint(t, write(t, of(bomb(aliasBombs[style], 12))), "check", "--fail-on", "never")
			if run.code != 3 || run.memory > 64<<20 {
				run.seen(t)
				t.Errorf("%s in %s: exit %d, %d MiB\n%s", style, host, run.code, run.memory>>20, run.stderr)
			}
		}
	}
}

// A file of parameters is no definition, and is read by other means.
func TestAliasBombsInParameters(t *testing.T) {
	files := map[string]string{"template.yaml": "Parameters: {A: {Type: String}}\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref A}}}\n"}
	for i, text := range selfAliases {
		files[fmt.Sprintf("itself%d.params", i)] = text
	}
	for style, level := range aliasBombs {
		files[style+".params"] = bomb(level, 12)
	}
	dir := write(t, files)
	for name := range files {
		if name == "template.yaml" {
			continue
		}
		if run := gatelint(t, dir, "check", "--parameter-file", name); run.code != 2 || !strings.Contains(run.stderr, name) {
			t.Errorf("%s: exit %d: %s", name, run.code, run.stderr)
		}
	}
	tally.Count(t, "T01", "bombs", len(files)-1)
}
