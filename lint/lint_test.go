package lint_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// uncovered is an API whose function has no permission.
const uncovered = `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "cart" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.cart.arn
}
resource "aws_apigatewayv2_route" "cart" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /cart"
  target    = "integrations/${aws_apigatewayv2_integration.cart.id}"
}
resource "aws_lambda_function" "cart" {
  function_name = "cart"
  role          = "arn:aws:iam::111122223333:role/cart"
}
`

const output = `
output "function" {
  value = aws_lambda_function.cart.arn
}
`

// lintFiles lints some files and gives the ids of the findings, in order.
func lintFiles(t *testing.T, files map[string]string, paths ...string) []string {
	t.Helper()
	var archive txtar.Archive
	for name, text := range files {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	result, err := lint.Run(context.Background(), unpack(t, &archive), paths, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, finding := range result.Findings {
		found = append(found, finding.Rule.ID+" "+finding.At.File)
	}
	return found
}

// Nobody can say that a permission is missing from a function that is handed
// on: by a module that is made to be called, but not by a root that is deployed.
func TestHandedOutFunctions(t *testing.T) {
	const provider = "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n"
	const caller = "module \"shop\" {\n  source = \"./shop\"\n}\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"no output":                    {map[string]string{"main.tf": uncovered}, "PRM001 main.tf"},
		"an output of a module":        {map[string]string{"main.tf": uncovered + output}, ""},
		"the name in an output":        {map[string]string{"main.tf": uncovered + strings.ReplaceAll(output, "arn", "function_name")}, ""},
		"an output of a deployed root": {map[string]string{"main.tf": provider + uncovered + output}, "PRM001 main.tf"},
		"an output that a root takes":  {map[string]string{"shop/main.tf": uncovered + output, "main.tf": caller}, "PRM001 shop/main.tf"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(lintFiles(t, test.files), ", "); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

// A default is known where it is certainly kept: not in a module whose caller is
// somewhere else.
func TestDefaults(t *testing.T) {
	const verb = `
variable "verb" {
  default = "GET"
}
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
resource "aws_api_gateway_integration" "cart" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = "GET"
  type                    = "AWS_PROXY"
  integration_http_method = var.verb
  uri                     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:cart/invocations"
}
`
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a module on its own":      {map[string]string{"main.tf": verb}, ""},
		"a root with a provider":   {map[string]string{"main.tf": verb + "provider \"aws\" {}\n"}, "INT001 main.tf"},
		"a root with other values": {map[string]string{"main.tf": verb, "terraform.tfvars": "x = 1\n"}, "INT001 main.tf"},
		"a caller that keeps it":   {map[string]string{"shop/main.tf": verb, "main.tf": "module \"shop\" {\n  source = \"./shop\"\n}\n"}, "INT001 shop/main.tf"},
		"a caller that does not": {
			map[string]string{"shop/main.tf": verb, "main.tf": "module \"shop\" {\n  source = \"./shop\"\n  verb = \"POST\"\n}\n"}, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(lintFiles(t, test.files), ", "); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

// Nothing is said to be missing from what is certainly a piece of something.
func TestFragments(t *testing.T) {
	const stage = "resource \"aws_apigatewayv2_stage\" \"live\" {\n  api_id = aws_apigatewayv2_api.shop.id\n  name = %s\n  auto_deploy = true\n}\n"
	for name, test := range map[string]struct{ more, want string }{
		"nothing more":              {"", "PRM001 main.tf"},
		"what is declared":          {strings.ReplaceAll(stage, "%s", `"live"`), "PRM001 main.tf"},
		"a variable of nowhere":     {strings.ReplaceAll(stage, "%s", "var.stage"), ""},
		"a resource of nowhere":     {strings.ReplaceAll(stage, "%s", "aws_lambda_alias.live.name"), ""},
		"a function declared twice": {"resource \"aws_lambda_function\" \"cart\" {}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(lintFiles(t, map[string]string{"main.tf": uncovered + test.more}), ", "); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

// A file among the paths filters what is reported, not what is read.
func TestFileIsAFilter(t *testing.T) {
	api, function, found := strings.Cut(uncovered, "resource \"aws_lambda_function\"")
	if !found {
		t.Fatal("the function is gone")
	}
	files := map[string]string{
		"shop/api.tf":      api,
		"shop/function.tf": "resource \"aws_lambda_function\"" + function,
		"shop/other.tf":    "locals {}\n",
		"prod/main.tf":     "module \"shop\" {\n  source = \"../shop\"\n}\n",
	}
	for path, want := range map[string]string{
		"shop/api.tf":      "PRM001 shop/api.tf",
		"shop/function.tf": "PRM001 shop/api.tf", // the other end of the fault
		"shop/other.tf":    "",
		"prod":             "PRM001 shop/api.tf",
		".":                "PRM001 shop/api.tf",
	} {
		if got := strings.Join(lintFiles(t, files, path), ", "); got != want {
			t.Errorf("%s: found %q, want %q", path, got, want)
		}
	}
}

// What cannot be read makes the run incomplete and takes nothing from the rest.
func TestOneBrokenFile(t *testing.T) {
	archive := &txtar.Archive{Files: []txtar.File{
		{Name: "a/main.tf", Data: []byte(uncovered)},
		{Name: "b/main.tf", Data: []byte("resource \"aws_lambda_function\" {")},
		{Name: "c/template.yaml", Data: []byte("Resources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n   B: [")},
	}}
	result, err := lint.Run(context.Background(), unpack(t, archive), nil, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) != 1 {
		t.Errorf("%d findings, want the one of the sound directory", len(result.Findings))
	}
	broken := map[string]bool{}
	for _, problem := range result.Problems {
		if problem.Kind != source.Unreadable || problem.At.Start.Line == 0 || !problem.Incomplete() {
			t.Errorf("%s: %s: %s", problem.At, problem.Kind, problem.Message)
		}
		broken[problem.At.File] = true
	}
	if len(broken) != 2 {
		t.Errorf("problems in %v, want both broken files", broken)
	}
}

// An API that is split over two local modules is one world: the integration,
// its function and the permission are joined.
func TestModulesAreJoined(t *testing.T) {
	root := open(t, "../examples/orders")
	defer root.Close()
	result := run(t, root, ".")
	m := result.Models[0]
	function := m.Functions[0]
	if got := function.Address; got != "module.reader.aws_lambda_function.this" {
		t.Errorf("the function is %s", got)
	}
	if m.Integrations[0].Backend.Function != function {
		t.Error("the integration is not joined to the function")
	}
	if len(function.Permissions) != 1 || function.Permissions[0].API != m.APIs[0] {
		t.Errorf("%d permissions are joined to the function, or not to the API", len(function.Permissions))
	}
	if got := len(result.Findings); got != 2 {
		t.Errorf("%d findings, want the two that the example is made for", got)
	}
}
