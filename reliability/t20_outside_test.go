package reliability

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
)

// canary is what files outside of the root hold, and no output may.
const canary = "canary-4c1f9e"

// form is a way in which a definition names a file. %s in the texts is the name
// as a quoted text, which HCL, JSON and YAML write alike.
type form struct {
	name  string
	files map[string]string
	// target is the name of what is named, and its content holds the canary.
	target string
	// isRead says that a file of that name inside of the root is looked at.
	isRead bool
}

const method = `resource "aws_api_gateway_rest_api" "shop" {
  name        = "shop"
  description = %s
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  authorization = "NONE"
  http_method   = %s
}
`

// function gives the form of a function of Terraform's language, of which %s is
// the argument.
func function(name, call, target string) form {
	isRead := name != "abspath" && name != "fileset pattern" // the one is not known, the other lists the folder around
	return form{name: name, target: target, isRead: isRead, files: map[string]string{
		"main.tf": strings.ReplaceAll(method, "%s", call),
	}}
}

func inTemplate(name, resources, target string) form {
	return form{name: name, target: target, isRead: true, files: map[string]string{"template.yaml": resources}}
}

var forms = []form{
	function("file", "file(%s)", "canary.txt"),
	function("file below path.module", `file("${path.module}/${%s}")`, "canary.txt"),
	function("templatefile", "templatefile(%s, {})", "canary.txt"),
	function("fileset", `join(",", fileset(%s, "**"))`, "folder"),
	function("fileset pattern", `join(",", fileset(path.module, %s))`, "canary.txt"),
	function("filebase64", "filebase64(%s)", "canary.txt"),
	function("filebase64sha256", "filebase64sha256(%s)", "canary.txt"),
	function("filebase64sha512", "filebase64sha512(%s)", "canary.txt"),
	function("filemd5", "filemd5(%s)", "canary.txt"),
	function("filesha1", "filesha1(%s)", "canary.txt"),
	function("filesha256", "filesha256(%s)", "canary.txt"),
	function("filesha512", "filesha512(%s)", "canary.txt"),
	function("fileexists", `fileexists(%s) ? file(%s) : "no"`, "canary.txt"),
	function("pathexpand", "file(pathexpand(%s))", "canary.txt"),
	function("abspath", "file(abspath(%s))", "canary.txt"),
	function("jsondecode", "jsondecode(file(%s)).name", "canary.json"),
	function("yamldecode", "yamldecode(file(%s)).name", "canary.yaml"),
	{name: "module source", target: "module", isRead: true, files: map[string]string{
		"main.tf": "module \"m\" {\n  source = %s\n}\n",
	}},
	{name: "module source in JSON", target: "module", isRead: true, files: map[string]string{
		"main.tf.json": `{"module": {"m": {"source": %s}}}`,
	}},
	{name: "installed modules", target: "module", isRead: true, files: map[string]string{
		"main.tf": "module \"m\" {\n  source = \"example/m/aws\"\n}\n",
		".terraform/modules/modules.json": `{"Modules": [{"Key": "", "Source": "", "Dir": "."},
			{"Key": "m", "Source": "registry.terraform.io/example/m/aws", "Version": "1.0.0", "Dir": %s}]}`,
	}},
	inTemplate("AWS::Include", `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: %s}}
`, "openapi.yaml"),
	inTemplate("AWS::Include on top", `Transform: {Name: AWS::Include, Parameters: {Location: %s}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
`, "openapi.yaml"),
	inTemplate("nested stack", `Resources:
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: %s}}
`, "inner.yaml"),
	inTemplate("asset of a nested stack", `Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: !Sub "https://s3.${AWS::URLSuffix}/x"}
    Metadata: {"aws:asset:property": TemplateURL, "aws:asset:path": %s}
`, "inner.yaml"),
	inTemplate("BodyS3Location", `Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: %s}}
`, "openapi.yaml"),
	inTemplate("DefinitionUri", `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: %s}}
`, "openapi.yaml"),
	inTemplate("DefinitionUri of an HTTP API", `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: %s}}
`, "openapi.yaml"),
	inTemplate("Location of an application", `Transform: AWS::Serverless-2016-10-31
Resources:
  App: {Type: AWS::Serverless::Application, Properties: {Location: %s}}
`, "inner.yaml"),
	inTemplate("CodeUri", `Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: %s, Handler: a.b, Runtime: nodejs22.x}}
`, "folder"), // by the walk alone, as the next one
	inTemplate("$ref", `openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /a: {$ref: %s}
`, "openapi.yaml"),
	{name: "cloud assembly", target: "inner.yaml", isRead: true, files: map[string]string{
		"manifest.json": `{"version": "36.0.0", "artifacts": {"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": %s}}}}`,
	}},
	{name: "configuration of a plan", target: "module", isRead: true, files: map[string]string{
		"main.tf": "module \"m\" {\n  source = %s\n}\n",
		"plan.json": `{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {}}, "configuration":
			{"root_module": {"module_calls": {"m": {"source": %s, "module": {}}}}}}`,
	}},
}

// outsideFiles lie beside the root. Each would make a difference if it were read.
var outsideFiles = map[string]string{
	"canary.txt":        canary,
	"folder/canary.txt": canary,
	"canary.json":       `{"name": "` + canary + `"}`,
	"canary.yaml":       "name: " + canary + "\n",
	"openapi.yaml":      "openapi: 3.0.1\ninfo: {title: " + canary + ", version: '1'}\npaths: {/" + canary + ": {get: {responses: {}}}}\n",
	"inner.yaml":        "Resources:\n  Canary: {Type: AWS::ApiGateway::RestApi, Properties: {Name: " + canary + "}}\n",
	"module/main.tf":    "resource \"aws_api_gateway_rest_api\" \"shop\" {\n  name = \"" + canary + "\"\n}\n",
}

// ways are the names that lead out of a folder which is three levels below the
// folder that holds the root, from what is named and the absolute path of the
// folder outside.
var ways = []struct {
	name string
	path func(target, outside string) string
}{
	{"absolute", func(target, outside string) string { return outside + "/" + target }},
	{"climbing", func(target, _ string) string { return "../../../outside/" + target }},
	{"climbing later", func(target, _ string) string { return "./a/../../../../outside/" + target }},
	{"home", func(target, _ string) string { return "~/" + target }},
	{"link", func(target, _ string) string { return "./link-" + target }},
	{"link to a folder", func(target, _ string) string { return "./out/" + target }},
	{"share", func(target, _ string) string { return `\\server\share\` + target }},
	{"drive", func(target, _ string) string { return `C:\outside\` + target }},
	{"backslashes", func(target, _ string) string { return `..\..\..\outside\` + target }},
	{"URL", func(target, outside string) string { return "file://" + outside + "/" + target }},
	{"address", func(target, _ string) string { return "http://127.0.0.1:9/" + target }},
	{"NUL", func(target, outside string) string { return outside + "/" + target + "\x00.txt" }},
	{"encoded", func(target, _ string) string { return "%2e%2e/%2e%2e/%2e%2e/outside/" + target }},
	{"inside", func(target, _ string) string { return "./" + target }},
}

// hostileTree makes a folder of cases beside the folder that they try to reach,
// and gives both.
func hostileTree(t *testing.T) (root, outside string, cases int) {
	t.Helper()
	base := resolved(t, t.TempDir())
	root, outside = filepath.Join(base, "root"), filepath.Join(base, "outside")
	for name, text := range outsideFiles {
		put(t, filepath.Join(outside, name), text)
	}
	for i, f := range forms {
		for j, way := range ways {
			dir := filepath.Join(root, fmt.Sprintf("f%d", i), fmt.Sprintf("w%d", j))
			quoted, err := json.Marshal(way.path(f.target, outside))
			if err != nil {
				t.Fatal(err)
			}
			for name, text := range f.files {
				put(t, filepath.Join(dir, name), strings.ReplaceAll(text, "%s", string(quoted)))
			}
			link(t, filepath.Join(outside, f.target), filepath.Join(dir, "link-"+f.target))
			link(t, outside, filepath.Join(dir, "out"))
			if way.name == "inside" {
				for name, text := range outsideFiles {
					put(t, filepath.Join(dir, name), strings.ReplaceAll(text, canary, "harmless"))
				}
				continue
			}
			cases++
		}
	}
	link(t, filepath.Join(outside, "canary.txt"), filepath.Join(root, ".gitignore"))
	put(t, filepath.Join(root, ".git"), "gitdir: "+outside+"\n")
	return root, outside, cases
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t testing.TB, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

// TestNothingOutsideIsNamed watches what is asked of the file system while every
// form of naming a file names something outside in every way. What lies inside
// is read, so that the test would notice if a form were never looked at.
func TestNothingOutsideIsNamed(t *testing.T) {
	dir, _, cases := hostileTree(t)
	watched := spyOn(t, dir, nil)
	root := source.OpenTree(watched, source.DefaultLimits())
	defer root.Close()
	result, err := lint.Run(context.Background(), root, []string{"."}, lint.Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, a := range watched.accesses() {
		asked[a.name] = true
		if !fs.ValidPath(a.name) || strings.ContainsAny(a.name, "\x00") {
			t.Errorf("%s of %q", a.op, a.name)
		}
	}
	for i, f := range forms {
		inside := fmt.Sprintf("f%d/w%d/%s", i, len(ways)-1, f.target)
		if asked[inside] != f.isRead {
			t.Errorf("%s: that the file inside was looked at is %v", f.name, asked[inside])
		}
	}
	for _, m := range result.Models {
		text, err := m.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), canary) {
			t.Errorf("the model of %s holds what is outside: %s", m.Path, text)
		}
	}
	tally.Count(t, "T20", "cases", cases)
}

// TestNothingOutsideIsOpened asks the system what the command opens, starts and
// connects to, and looks for what is outside in all that it prints.
func TestNothingOutsideIsOpened(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("strace is a tool of Linux")
	}
	dir, outside, _ := hostileTree(t)
	reports := t.TempDir()
	args := []string{"check", ".", "--verbose", "--write-baseline", filepath.Join(reports, "baseline.json"), "--format", "text"}
	for _, format := range []string{"json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "html"} {
		args = append(args, "--format", format+"="+filepath.Join(reports, "report."+format))
	}
	for _, args := range [][]string{args, {"model", "."}} {
		seen := traced(t, dir, bare(outside), args...)
		if seen.code == 2 {
			t.Fatalf("%s", seen.stderr)
		}
		if len(seen.forbidden) > 0 {
			t.Errorf("it started or connected: %q", seen.forbidden)
		}
		for _, file := range seen.outside(t, dir) {
			if !strings.HasPrefix(file, resolved(t, reports)) {
				t.Errorf("%s opened %s", args[0], file)
			}
		}
		if strings.Contains(seen.stdout+seen.stderr, canary) {
			t.Errorf("%s prints what is outside", args[0])
		}
		tally.Count(t, "T24", "traced runs", 1)
	}
	entries, err := os.ReadDir(reports)
	if err != nil || len(entries) != 9 {
		t.Fatalf("%d reports, %v", len(entries), err)
	}
	for _, entry := range entries {
		if strings.Contains(read(t, filepath.Join(reports, entry.Name())), canary) {
			t.Errorf("%s holds what is outside", entry.Name())
		}
	}
}
