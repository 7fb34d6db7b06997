package reliability

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// hush is a secret that looks like any word. %02d is the number of its place, so
// that a leak says where it comes from.
const hush = "Hush%02dCanary"

// keyed is a secret that looks like what it is: the id of a key of AWS.
const keyed = "AKIA" + "CANARY0000%02dABCD"

// leak is a place for a secret. %s in the texts is the secret.
type leak struct {
	name, secret string
	files        map[string]string
	args         []string
}

// verb gives a module whose integration has the fault of a wrong verb, which is
// an expression, with a line above and below it.
func verb(expression, above, below, rest string) map[string]string {
	return map[string]string{"main.tf": strings.NewReplacer(
		"  integration_http_method = var.verb\n", above+"  integration_http_method = "+expression+"\n"+below,
		"variable \"verb\" { default = \"GET\" }\n", rest,
	).Replace(shopAPI + "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n")} // with a provider it is a root, whose defaults hold
}

// oneLine gives a module in a single line, with something right behind the fault.
func oneLine(behind string) map[string]string {
	return map[string]string{"main.tf.json": `{"provider": {"aws": {}}, "resource": {"aws_api_gateway_rest_api": {"shop": {"name": "shop"}}, "aws_api_gateway_method": {"get": ` +
		`{"rest_api_id": "${aws_api_gateway_rest_api.shop.id}", "resource_id": "${aws_api_gateway_rest_api.shop.root_resource_id}", "authorization": "NONE", "http_method": "GET"}}, ` +
		`"aws_api_gateway_integration": {"get": {"rest_api_id": "${aws_api_gateway_rest_api.shop.id}", "resource_id": "${aws_api_gateway_rest_api.shop.root_resource_id}", ` +
		`"http_method": "${aws_api_gateway_method.get.http_method}", "type": "AWS_PROXY", ` +
		`"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations", "integration_http_method": "GET"}}` + behind + `}`}
}

// with adds a file.
func with(files map[string]string, name, text string) map[string]string {
	files[name] = text
	return files
}

// method gives a template whose integration calls its function with a wrong verb.
func wrongVerb(head, verb, beside string) map[string]string {
	return map[string]string{"template.yaml": head + `Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        ` + beside + `
        IntegrationHttpMethod: ` + verb + `
        Uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations
`}
}

const (
	sensitiveVerb  = "variable \"verb\" {\n  sensitive = true\n  default   = \"%s\"\n}\n"
	sensitiveBare  = "variable \"verb\" {\n  type = string\n  sensitive = true\n}\n"
	noEcho         = "Parameters:\n  Verb: {Type: String, NoEcho: true, Default: %s}\n"
	noEchoBare     = "Parameters:\n  Verb: {Type: String, NoEcho: true}\n"
	harmless       = "description: none"
	privateKeyText = "-----BEGIN RSA " + "PRIVATE KEY-----\n%s\n-----END RSA " + "PRIVATE KEY-----\n"
)

// computed are expressions that rest on a sensitive variable.
var computed = []string{
	"var.verb", `"${var.verb}"`, `"x${var.verb}"`, "lower(var.verb)", "upper(var.verb)", `format("%%s", var.verb)`, `join("", [var.verb])`,
	"jsondecode(jsonencode(var.verb))", `true ? var.verb : "GET"`, "[for v in [var.verb] : v][0]", "{ a = var.verb }.a", "local.verb", `replace(var.verb, "x", "y")`,
	"trimspace(var.verb)", "try(var.verb, 1)", "coalesce(var.verb)", "base64decode(base64encode(var.verb))", `split("-", var.verb)[0]`, "one([var.verb])",
	`templatestring("$${v}", { v = var.verb })`,
}

func leaks() []leak {
	list := []leak{
		{"comment on the line", keyed, verb(`"GET" # %s`, "", "", ""), nil},
		{"comment above", keyed, verb(`"GET"`, "  # %s\n", "", ""), nil},
		{"password in a comment above", hush, verb(`"GET"`, "  # password: %s\n", "", ""), nil},
		{"header for an API key", hush, verb(`"GET"`, "", "  request_parameters = { \"integration.request.header.x-api-key\" = \"'%s'\" }\n", ""), nil},
		{"password in a URL", hush, verb(`"GET"`, "", "  # see https://shop:%s@example.com/\n", ""), nil},
		{"token", "gh" + "p_0123456789abcdefghijABCDEFGHIJ0123%02d", verb(`"GET"`, "  # %s\n", "", ""), nil},
		{"the wrong verb itself", keyed, verb(`"%s"`, "", "", ""), nil},
		{"name of a resource", keyed, map[string]string{"main.tf": strings.ReplaceAll(strings.ReplaceAll(shopAPI, "aws_api_gateway_integration\" \"get", "aws_api_gateway_integration\" \"%s"), "var.verb\n", "\"GET\"\n")}, nil},
		{"marked literal", hush, verb(`sensitive("%s")`, "", "", ""), nil},
		{"file of variables", hush, with(verb("var.verb", "", "", sensitiveBare), "terraform.tfvars", "verb = \"%s\"\n"), nil},
		{"another file of variables", hush, with(verb("var.verb", "", "", sensitiveBare), "a.auto.tfvars", "verb = \"%s\"\n"), nil},
		{"JSON file of variables", hush, with(verb("var.verb", "", "", sensitiveBare), "terraform.tfvars.json", "{\"verb\": \"%s\"}\n"), nil},
		{"named file of variables", hush, with(verb("var.verb", "", "", sensitiveBare), "named.hcl", "verb = \"%s\"\n"), []string{"--var-file", "named.hcl"}},
		{"option", hush, verb("var.verb", "", "", sensitiveBare), []string{"--var", "verb=%s"}},
		{"call of a module", hush, map[string]string{"main.tf": "provider \"aws\" {}\nmodule \"m\" {\n  source = \"./m\"\n  verb = \"%s\"\n}\n", "m/main.tf": strings.ReplaceAll(shopAPI, "{ default = \"GET\" }", "{\n  sensitive = true\n}")}, nil},
		{"output of a module", hush, with(verb("module.m.verb", "", "", "module \"m\" {\n  source = \"./m\"\n}\n"), "m/main.tf", "output \"verb\" {\n  sensitive = true\n  value = \"%s\"\n}\n"), nil},
		{"default that nothing asks for", hush, verb(`"GET"`, "", "", "variable \"verb\" {\n  sensitive = true\n  default = \"%s\"\n}\n"), nil},
		{"broken file of variables", hush, with(verb(`"GET"`, "", "", ""), "terraform.tfvars", "verb = \"%s\n"), nil},
		{"broken configuration", hush, map[string]string{"main.tf": "locals {\n  password = \"%s\" }\n"}, nil},
		{"broken configuration with a key", keyed, map[string]string{"main.tf": "locals {\n  x = \"%s\n}\n"}, nil},
		{"private key of a certificate", hush, verb(`"GET"`, "", "", "resource \"aws_acm_certificate\" \"c\" {\n  private_key = \"%s\"\n}\n"), nil},
		{"value of an API key", hush, verb(`"GET"`, "", "", "resource \"aws_api_gateway_api_key\" \"k\" {\n  name = \"k\"\n  value = \"%s\"\n}\n"), nil},
		{"private key in a text", "MIIEpAIBAAKCAQEA%02dabcdefXYZ", verb(`"GET"`, "", "", "locals {\n  x = <<EOT\n"+privateKeyText+"EOT\n}\n"), nil},
		{"private key above", "MIIEpAIBAAKCAQEA%02dabcdefXYZ", verb(`"GET"`, "  # -----BEGIN "+"PRIVATE KEY-----\n  # %s\n", "", ""), nil},
		{"secret key of AWS", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", verb(`"GET"`, "  # %s\n", "", ""), nil},
		{"reason of a suppression", keyed, verb(`"GET" # gatelint:ignore INT001 %s`, "", "", ""), nil},
		{"default of a parameter", hush, wrongVerb(noEcho, "!Ref Verb", harmless), nil},
		{"parameter in a Sub", hush, wrongVerb(noEcho, "!Sub \"${Verb}\"", harmless), nil},
		{"parameter in a Join", hush, wrongVerb(noEcho, "!Join [\"\", [!Ref Verb]]", harmless), nil},
		{"parameter in a Select", hush, wrongVerb(noEcho, "!Select [0, [!Ref Verb]]", harmless), nil},
		{"parameter option", hush, wrongVerb(noEchoBare, "!Ref Verb", harmless), []string{"--parameter", "Verb=%s"}},
		{"file of parameters", hush, with(wrongVerb(noEchoBare, "!Ref Verb", harmless), "parameters.json", `{"Verb": "%s"}`), []string{"--parameter-file", "parameters.json"}},
		{"parameter of a nested stack", hush, map[string]string{
			"root.yaml":  "Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: inner.yaml\n      Parameters:\n        Verb: %s\n",
			"inner.yaml": wrongVerb(noEchoBare, "!Ref Verb", harmless)["template.yaml"],
		}, nil},
		{"description in a template", keyed, wrongVerb("", "GET", "description: %s"), nil},
		{"password in a template", hush, wrongVerb("", "GET", "MasterUserPassword: %s"), nil},
		{"broken template", keyed, map[string]string{"template.yaml": "Resources:\n  A: {Type: AWS::ApiGateway::RestApi\n  B: \"%s\n"}, nil},
		{"OpenAPI document", keyed, map[string]string{"openapi.yaml": strings.Replace(shopDocument, "        httpMethod: GET", "        # %s\n        httpMethod: GET", 1)}, nil},
		{"default in the same line", hush, oneLine(`}, "variable": {"v": {"default": "%s", "sensitive": true}}`), nil},
		{"value of an API key in the same line", hush, oneLine(`, "aws_api_gateway_api_key": {"k": {"value": "%s", "name": "k"}}}`), nil},
		{"call of a module in the same line", hush, with(oneLine(`}, "module": {"m": {"verb": "%s", "source": "./m"}}`), "m/main.tf", "variable \"verb\" {\n  sensitive = true\n}\n"), nil},
		{"parameter in the same line", hush, map[string]string{"template.json": `{"Resources": {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "shop"}}, "Get": {"Type": "AWS::ApiGateway::Method", ` +
			`"Properties": {"RestApiId": {"Ref": "Api"}, "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "HttpMethod": "GET", "AuthorizationType": "NONE", "Integration": {"Type": "AWS_PROXY", ` +
			`"Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations", ` +
			`"IntegrationHttpMethod": "GET"}}}}, "Parameters": {"P": {"Default": "%s", "NoEcho": true}}}`}, nil},
		{"web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM%02dIn0.dozjgNryP4J3jVmNHl0w5N", verb(`"GET"`, "  # %s\n", "", ""), nil},
	}
	for _, expression := range computed {
		rest := sensitiveVerb
		if strings.Contains(expression, "local.") {
			rest += "locals {\n  verb = var.verb\n}\n"
		}
		list = append(list, leak{"computed by " + expression, hush, verb(strings.ReplaceAll(expression, "%%", "%"), "", "", rest), nil})
	}
	return list
}

// TestSecretsAreCovered puts secrets where people put them, next to a fault, so
// that reports would quote the line, and looks for them in all that is written.
func TestSecretsAreCovered(t *testing.T) {
	hits, faults := 0, 0
	list := leaks()
	formats := []string{"text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "html"}
	for i, l := range list {
		secret := l.secret
		if strings.Contains(secret, "%") {
			secret = fmt.Sprintf(secret, i)
		}
		files := map[string]string{}
		for name, text := range l.files {
			files[name] = strings.ReplaceAll(text, "%s", secret)
		}
		dir, reports := write(t, files), t.TempDir()
		args := []string{"check", "--verbose", "--format", "text", "--format", "html=" + filepath.Join(reports, "again.html")}
		for _, format := range formats {
			if format != "text" && format != "html" {
				args = append(args, "--format", format+"="+filepath.Join(reports, format))
			}
		}
		var inputs []string
		for _, arg := range l.args {
			inputs = append(inputs, strings.ReplaceAll(arg, "%s", secret))
		}
		seen := gatelint(t, dir, append(args, inputs...)...)
		model := gatelint(t, dir, append([]string{"model"}, inputs...)...)
		quoted := gatelint(t, dir, append([]string{"check", "--write-baseline", filepath.Join(reports, "baseline")}, inputs...)...)
		if seen.code == 2 || model.code == 2 {
			t.Fatalf("%s: %s%s", l.name, seen.stderr, model.stderr)
		}
		if seen.code != 0 {
			faults++
		}
		texts := map[string]string{"text": seen.stdout, "errors": seen.stderr, "model": model.stdout, "errors of model": model.stderr, "text of baseline": quoted.stdout + quoted.stderr}
		entries, err := os.ReadDir(reports)
		if err != nil || len(entries) < len(formats)-1 {
			t.Fatalf("%s: %d reports, %v", l.name, len(entries), err)
		}
		for _, entry := range entries {
			texts[entry.Name()] = read(t, filepath.Join(reports, entry.Name()))
		}
		for where, text := range texts {
			if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				hits++
				at := strings.Index(strings.ToLower(text), strings.ToLower(secret))
				t.Errorf("%s: the %s holds the secret: …%.200s", l.name, where, text[max(0, at-100):])
			}
		}
		tally.Count(t, "T21", "outputs", len(texts))
	}
	if hits == 0 && faults < len(list)-3 {
		t.Errorf("only %d of %d places are next to a fault", faults, len(list))
	}
	tally.Count(t, "T21", "places", len(list))
}
