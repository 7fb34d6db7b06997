package reliability

import (
	"fmt"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T07: references that lead back to where they come from.

const (
	api      = "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = "
	samAPI   = "Transform: AWS::Serverless-2016-10-31\n"
	gateway  = "Resources:\n  A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}\n"
	mockPath = "{get: {x-amazon-apigateway-integration: {type: mock}}}"
)

func hclFile(text string) map[string]string { return map[string]string{"main.tf": text} }

func openAPI(text string) map[string]string {
	return map[string]string{"openapi.yaml": "openapi: 3.0.1\n" + text}
}

// cycles are the shapes. Those that terraform or the service would refuse are
// reported; the others are no fault of the definition, and are read.
var cycles = map[string]map[string]string{
	"local of itself":              hclFile("locals {\n  x = local.x\n}\n" + api + "local.x\n}\n"),
	"local and local":              hclFile("locals {\n  x = \"${local.y}a\"\n  y = \"${local.x}b\"\n}\n" + api + "local.x\n}\n"),
	"local in a function":          hclFile("locals {\n  x = join(\"\", [local.x, \"a\"])\n}\n" + api + "local.x\n}\n"),
	"local in a condition":         hclFile("locals {\n  x = local.x == \"a\" ? \"b\" : \"c\"\n}\n" + api + "local.x\n}\n"),
	"local in a loop":              hclFile("locals {\n  x = [for i in local.x : i]\n}\n" + api + "local.x[0]\n}\n"),
	"locals of five":               hclFile("locals {\n  a = local.b\n  b = local.c\n  c = local.d\n  d = local.e\n  e = local.a\n}\n" + api + "local.a\n}\n"),
	"default of a variable":        hclFile("variable \"x\" {\n  default = var.x\n}\n" + api + "var.x\n}\n"),
	"validation of a variable":     hclFile("variable \"x\" {\n  default = \"a\"\n  validation {\n    condition     = var.x != var.x\n    error_message = var.x\n  }\n}\n" + api + "var.x\n}\n"),
	"resource of itself":           hclFile(api + "aws_api_gateway_rest_api.a.name\n}\n"),
	"resource and resource":        hclFile(api + "aws_api_gateway_rest_api.b.name\n}\nresource \"aws_api_gateway_rest_api\" \"b\" {\n  name = aws_api_gateway_rest_api.a.name\n}\n"),
	"count of itself":              hclFile(api + "\"a\"\n  count = length(aws_api_gateway_rest_api.a)\n}\n"),
	"for_each of itself":           hclFile(api + "\"a\"\n  for_each = aws_api_gateway_rest_api.a\n}\n"),
	"depends_on itself":            hclFile(api + "\"a\"\n  depends_on = [aws_api_gateway_rest_api.a]\n}\n"),
	"data of itself":               hclFile("data \"aws_api_gateway_rest_api\" \"d\" {\n  name = data.aws_api_gateway_rest_api.d.name\n}\n" + api + "data.aws_api_gateway_rest_api.d.id\n}\n"),
	"parent of itself":             hclFile(api + "\"a\"\n}\nresource \"aws_api_gateway_resource\" \"r\" {\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  parent_id   = aws_api_gateway_resource.r.id\n  path_part   = \"r\"\n}\n"),
	"provider of itself":           hclFile("provider \"aws\" {\n  region = local.r\n}\nlocals {\n  r = data.aws_region.current.name\n}\ndata \"aws_region\" \"current\" {}\n" + api + "local.r\n}\n"),
	"module in its own folder":     hclFile("module \"m\" {\n  source = \".\"\n}\n" + api + "\"a\"\n}\n"),
	"module twice in its folder":   hclFile("module \"m\" {\n  source = \"./.\"\n}\nmodule \"n\" {\n  source = \".\"\n}\n" + api + "\"a\"\n}\n"),
	"module and module":            {"main.tf": "module \"a\" {\n  source = \"./a\"\n}\n", "a/main.tf": "module \"b\" {\n  source = \"../b\"\n}\n", "b/main.tf": "module \"a\" {\n  source = \"../a\"\n}\n" + api + "\"a\"\n}\n"},
	"module around its root":       {"main.tf": "module \"a\" {\n  source = \"./a\"\n}\n", "a/main.tf": "module \"r\" {\n  source = \"../\"\n}\n" + api + "\"a\"\n}\n"},
	"outputs into variables":       {"main.tf": "module \"a\" {\n  source = \"./a\"\n  x      = module.a.y\n}\n", "a/main.tf": "variable \"x\" {}\noutput \"y\" {\n  value = var.x\n}\n" + api + "var.x\n}\n"},
	"outputs of two modules":       {"main.tf": "module \"a\" {\n  source = \"./a\"\n  x      = module.b.y\n}\nmodule \"b\" {\n  source = \"./a\"\n  x      = module.a.y\n}\n", "a/main.tf": "variable \"x\" {}\noutput \"y\" {\n  value = var.x\n}\n" + api + "var.x\n}\n"},
	"template file of itself":      {"main.tf": api + "templatefile(\"a.tpl\", {})\n}\n", "a.tpl": "${templatefile(\"a.tpl\", {})}"},
	"condition of itself":          template("Conditions: {C: !Condition C}\n" + gateway),
	"condition and condition":      template("Conditions: {C: !Not [!Condition D], D: !Not [!Condition C]}\n" + gateway),
	"condition deep in itself":     template("Conditions: {C: !Or [!Equals [a, b], !And [!Condition C, !Equals [a, a]]]}\n" + gateway),
	"name of itself":               template("Resources: {A: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Ref A}}, B: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref A}}}\n"),
	"names of each other":          template("Resources: {A: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Ref B}}, B: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Ref A}}, C: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref A}}}\n"),
	"variable of a Sub in itself":  template("Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Sub ['${A}', {A: !Sub '${A}'}]}}}\n"),
	"loop over its counter":        template("Transform: AWS::LanguageExtensions\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Tags: {'Fn::ForEach::L': [N, [!Ref N], {'${N}': a}]}}}}\n"),
	"map in its own map":           template("Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !FindInMap [M, a, b]}}}\n"),
	"parameter of itself":          template("Parameters: {P: {Type: String, Default: !Ref P}}\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref P}}}\n"),
	"stack in itself":              template("Resources: {S: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: template.yaml}}, A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n"),
	"stacks in each other":         {"a.yaml": "Resources: {S: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: b.yaml}}}\n", "b.yaml": "Resources: {S: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: a.yaml}}, A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n"},
	"outputs of stacks":            {"a.yaml": "Resources: {S: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: b.yaml, Parameters: {P: !GetAtt S.Outputs.O}}}}\n", "b.yaml": "Parameters: {P: {Type: String}}\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref P}}}\nOutputs: {O: {Value: !Ref P}}\n"},
	"include in itself":            {"template.yaml": "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: part.yaml}}}}}\n", "part.yaml": "Name: a\n'Fn::Transform': {Name: AWS::Include, Parameters: {Location: part.yaml}}\n"},
	"parent in CloudFormation":     template("Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}, R: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref A, ParentId: !Ref R, PathPart: r}}}\n"),
	"depends on in CloudFormation": template("Resources: {A: {Type: 'AWS::ApiGateway::RestApi', DependsOn: B, Properties: {Name: a}}, B: {Type: 'AWS::ApiGateway::Deployment', DependsOn: [A, B], Properties: {RestApiId: !Ref A}}}\n"),
	"connector of itself":          template(samAPI + "Resources: {A: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: A}, Destination: {Id: A}, Permissions: [Read]}}, B: {Type: 'AWS::Serverless::Api', Properties: {StageName: a}}}\n"),
	"stage of a SAM API":           template(samAPI + "Resources: {B: {Type: 'AWS::Serverless::Api', Properties: {StageName: !Ref B.Stage}}}\n"),
	"reference to itself":          openAPI("paths: {/a: {$ref: '#/paths/~1a'}, /b: " + mockPath + "}\n"),
	"references in a circle":       openAPI("paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1c'}, /c: {$ref: '#/paths/~1a'}, /d: " + mockPath + "}\n"),
	"reference to the whole":       openAPI("paths: {/a: {$ref: '#'}, /b: {get: {$ref: '#/'}}, /c: {$ref: '#/paths'}, /d: " + mockPath + "}\n"),
	"parameters in a circle":       openAPI("paths: {/a: {parameters: [{$ref: '#/components/parameters/P'}], get: {x-amazon-apigateway-integration: {type: mock}}}}\ncomponents: {parameters: {P: {$ref: '#/components/parameters/Q'}, Q: {$ref: '#/components/parameters/P'}}}\n"),
	"schemas in a circle":          openAPI("paths: {/d: " + mockPath + "}\ncomponents: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}, B: {allOf: [{$ref: '#/components/schemas/B'}]}}}\n"),
	"document in a SAM template":   template(samAPI + "Resources: {B: {Type: 'AWS::Serverless::Api', Properties: {StageName: a, DefinitionBody: {openapi: 3.0.1, paths: {/a: {$ref: '#/paths/~1a'}}}}}}\n"),
	"policy document of itself":    hclFile("data \"aws_iam_policy_document\" \"p\" {\n  source_policy_documents = [data.aws_iam_policy_document.p.json]\n  statement {\n    actions = [\"execute-api:Invoke\"]\n  }\n}\n" + api + "\"a\"\n  policy = data.aws_iam_policy_document.p.json\n}\n"),
}

func TestCycles(t *testing.T) {
	tree := map[string]string{"good/main.tf": api + "\"a\"\n}\n"}
	i := 0
	folders := map[string]string{}
	for name, files := range cycles {
		folder := fmt.Sprintf("c%02d", i)
		i++
		folders[folder] = name
		into(tree, folder, files)
	}
	run := gatelint(t, write(t, tree), "check", "--format", "json", "--fail-on", "never")
	run.seen(t)
	r := run.report(t)
	if run.code != 3 {
		t.Errorf("exit %d", run.code)
	}
	for folder, name := range folders {
		problems := r.about(folder)
		if len(problems) == 0 {
			t.Logf("%s: read", name)
		}
		for _, p := range problems {
			if p.Kind == "internal" || p.Range.Start.Line == 0 {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if len(problems) > 4 {
			t.Errorf("%s: %d problems", name, len(problems))
		}
	}
	if len(r.about("good")) > 0 {
		t.Errorf("what lies beside them: %v", r.about("good"))
	}
	tally.Count(t, "T07", "cycles", len(cycles))
}
