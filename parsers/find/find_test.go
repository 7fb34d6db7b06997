package find

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/gatelint/gatelint/internal/source"
)

const (
	bucket = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n"
	spec   = "openapi: 3.0.1\n"
)

// call gives a module call of each path.
func call(paths ...string) string {
	var text strings.Builder
	for i, path := range paths {
		fmt.Fprintf(&text, "module \"m%d\" {\n  source = %q\n}\n", i, path)
	}
	return text.String()
}

func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t testing.TB, dir string) *source.Root {
	t.Helper()
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func find(t *testing.T, files map[string]string, paths ...string) *Found {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	found, err := Find(open(t, dir), paths)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func check(t *testing.T, got *Found, want Found) {
	t.Helper()
	if diff := cmp.Diff(&want, got, cmpopts.IgnoreUnexported(Found{}), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestFindTellsDialectsApart(t *testing.T) {
	found := find(t, map[string]string{
		"infra/main.tf":           "",
		"infra/prod.tfvars":       "a = 1\n",
		"infra/.main.tf":          "",
		"infra/main.tf~":          "",
		"sam/template.yaml":       "Transform: AWS::Serverless-2016-10-31\n" + bucket,
		"sam/openapi.yaml":        spec,
		"cfn/stack.template":      `{"AWSTemplateFormatVersion": "2010-09-09"}`,
		"cfn/broken.yaml":         bucket + "  B: [\n",
		"cdk.out/A.json":          `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`,
		"cdk.out/manifest.json":   `{"version": "1", "artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}}}`,
		"api/swagger.json":        `{"swagger": "2.0"}`,
		"plan.json":               `{"format_version":"1.2","planned_values":{}}`,
		"package.json":            `{"name": "x"}`,
		"docker-compose.yml":      "services:\n  x: {}\n",
		"broken.json":             `{"x": `,
		"serverless.yml":          "service: x\nprovider: {name: aws}\nresources:\n  " + strings.ReplaceAll(bucket, "\n", "\n  "),
		"sls/bucket.yml":          bucket + "    Name: ${self:service}\n",
		".github/workflows/x.yml": "on: push\n",
		"node_modules/x/a.yaml":   bucket,
		"notes.txt":               bucket,
	})
	check(t, found, Found{
		Terraform: []TerraformDir{{Path: "infra", Root: true}},
		Templates: []Template{
			{Path: "cdk.out/A.json", JSON: true},
			{Path: "cfn/broken.yaml"},
			{Path: "cfn/stack.template", JSON: true},
			{Path: "sam/template.yaml", SAM: true},
		},
		OpenAPI: []Document{{Path: "api/swagger.json", JSON: true}, {Path: "sam/openapi.yaml"}},
		Plans:   []Document{{Path: "plan.json", JSON: true}},
		Skipped: []source.Skipped{
			{Path: ".github", Reason: "hidden folder"},
			{Path: "node_modules", Reason: "installed packages"},
			{Path: "sls/bucket.yml", Reason: "an input of Serverless Framework, not a definition yet"},
		},
	})
}

func TestFindRoots(t *testing.T) {
	found := find(t, map[string]string{
		"live/prod/main.tf":      call("../../modules/api", "../../modules/missing", "../../../outside", "terraform-aws-modules/x/aws"),
		"live/prod/more.tf":      call("../../modules/api"),
		"live/dev/main.tf":       call("../../modules/api"),
		"modules/api/main.tf":    call("../lambda", "./inner"),
		"modules/api/inner/x.tf": "",
		"modules/lambda/main.tf": "",
		"modules/self/main.tf":   call("./"),
		"circle/a/main.tf":       call("../b", "../0"),
		"circle/0/main.tf":       "",
		"circle/b/main.tf":       call("../a", "../c"),
		"circle/c/main.tf":       "",
		"json/main.tf":           "",
		"json/calls.tf.json":     `{"module": {"x": {"source": "../modules/from-json"}}}`,
		"tofu/main.tf":           call("../modules/replaced"),
		"tofu/main.tofu":         call("../modules/from-tofu"),
		"tofu/calls.tofu.json":   `{"module": {"x": {"source": "../modules/from-json"}}}`,
		"modules/from-tofu/x.tf": "",
		"modules/from-json/x.tf": "",
	})
	check(t, found, Found{
		Terraform: []TerraformDir{
			{Path: "circle/0"},
			{Path: "circle/a", Calls: []string{"circle/0", "circle/b"}, Root: true},
			{Path: "circle/b", Calls: []string{"circle/a", "circle/c"}},
			{Path: "circle/c"},
			{Path: "json", Calls: []string{"modules/from-json"}, Root: true},
			{Path: "live/dev", Calls: []string{"modules/api"}, Root: true},
			{Path: "live/prod", Calls: []string{"modules/api", "modules/missing"}, Root: true},
			{Path: "modules/api", Calls: []string{"modules/api/inner", "modules/lambda"}},
			{Path: "modules/api/inner"},
			{Path: "modules/from-json"},
			{Path: "modules/from-tofu"},
			{Path: "modules/lambda"},
			{Path: "modules/self", Calls: []string{"modules/self"}, Root: true},
			{Path: "tofu", Calls: []string{"modules/from-json", "modules/from-tofu"}, Root: true},
		},
	})
}

func TestFindReportsWhatIsNotRead(t *testing.T) {
	found := find(t, map[string]string{
		"a/one.tf.json":  `{}`,
		"a/two.tf.json":  `{}`,
		"b/main.tofu":    "",
		"c/spec.tf.json": `{"openapi": "3.0.1"}`,
		"utf16.yaml":     "\xff\xfe" + strings.Join(strings.Split(bucket, ""), "\x00") + "\x00",
		"latin1.yaml":    bucket + "# caf\xe9\n",
		"photo.json":     "\xff\xd8\xff\x00\x01",
		"large.yaml":     bucket + strings.Repeat("# x\n", 1<<20),
		"data.json":      "[" + strings.Repeat("1, ", 1<<20) + "1]",
	})
	if diff := cmp.Diff([]TerraformDir{{Path: "a", Root: true}, {Path: "b", Root: true}}, found.Terraform, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Document{{Path: "c/spec.tf.json", JSON: true}}, found.OpenAPI); diff != "" {
		t.Error(diff)
	}
	if len(found.Templates) > 0 {
		t.Errorf("templates: %v", found.Templates)
	}
	var got []string
	for _, p := range found.Problems {
		got = append(got, fmt.Sprintf("%s %s", p.Kind, p.At.File))
	}
	want := []string{"limit large.yaml", "unreadable latin1.yaml", "unreadable utf16.yaml"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

var repository = map[string]string{
	"live/prod/main.tf":      call("../../modules/api"),
	"live/prod/prod.tfvars":  "",
	"live/other/main.tf":     "",
	"modules/api/main.tf":    "body = file(\"${path.module}/spec.yaml\")\n" + call("../lambda"),
	"modules/api/spec.yaml":  spec,
	"modules/lambda/main.tf": "",
	"stacks/parent.yaml":     bucket + "  # TemplateURL: child.yaml\n",
	"stacks/child.yaml":      bucket,
	"stacks/unrelated.yaml":  bucket,
	"stacks/docker-x.yaml":   "services: {}\n",
	"ignored/main.tf":        "",
	"ignored/template.yaml":  bucket,
	".gitignore":             "/ignored\n",
}

func TestFindOfFiles(t *testing.T) {
	tests := []struct {
		name      string
		paths     []string
		terraform []string // roots with an asterisk
		documents []string
		reports   []string
	}{
		{"file of a root", []string{"live/other/main.tf"}, []string{"live/other*"}, nil, []string{"live/other/main.tf"}},
		{"file of a module", []string{"modules/lambda/main.tf"}, []string{"live/prod*", "modules/api", "modules/lambda"}, nil, []string{"modules/lambda/main.tf"}},
		{"variables", []string{"live/prod/prod.tfvars"}, []string{"live/prod*", "modules/api", "modules/lambda"}, nil, []string{"live/prod/prod.tfvars"}},
		{"OpenAPI document that a module reads", []string{"modules/api/spec.yaml"}, []string{"live/prod*", "modules/api", "modules/lambda"}, []string{"modules/api/spec.yaml"}, []string{"modules/api/spec.yaml"}},
		{"template that is nested", []string{"stacks/child.yaml"}, nil, []string{"stacks/child.yaml", "stacks/parent.yaml"}, []string{"stacks/child.yaml"}},
		{"template", []string{"./stacks//unrelated.yaml"}, nil, []string{"stacks/unrelated.yaml"}, []string{"stacks/unrelated.yaml"}},
		{"foreign file", []string{"stacks/docker-x.yaml"}, nil, nil, []string{"stacks/docker-x.yaml"}},
		{"ignored files", []string{"ignored/main.tf", "ignored/template.yaml"}, []string{"ignored*"}, []string{"ignored/template.yaml"}, []string{"ignored/main.tf", "ignored/template.yaml"}},
		{"ignored folder", []string{"ignored"}, []string{"ignored*"}, []string{"ignored/template.yaml"}, nil},
		{"folder", []string{"modules"}, []string{"modules/api*", "modules/lambda"}, []string{"modules/api/spec.yaml"}, nil},
		{"folder and file", []string{"stacks", "live/other/main.tf"}, []string{"live/other*"}, []string{"stacks/child.yaml", "stacks/parent.yaml", "stacks/unrelated.yaml"}, []string{"live/other/main.tf", "stacks/child.yaml", "stacks/parent.yaml", "stacks/unrelated.yaml", "stacks/docker-x.yaml"}},
		{"nothing", nil, []string{"live/other*", "live/prod*", "modules/api", "modules/lambda"}, []string{"modules/api/spec.yaml", "stacks/child.yaml", "stacks/parent.yaml", "stacks/unrelated.yaml"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := find(t, repository, test.paths...)
			var terraform, documents []string
			for _, dir := range found.Terraform {
				terraform = append(terraform, dir.Path+map[bool]string{true: "*"}[dir.Root])
			}
			for _, d := range found.OpenAPI {
				documents = append(documents, d.Path)
			}
			for _, template := range found.Templates {
				documents = append(documents, template.Path)
			}
			if diff := cmp.Diff(test.terraform, terraform); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.documents, documents); diff != "" {
				t.Error(diff)
			}
			if len(found.Skipped) > 0 && !slices.Contains(test.paths, ".") && test.paths != nil {
				t.Errorf("skipped: %v", found.Skipped)
			}
			for name := range repository {
				want := test.reports == nil || strings.Contains(strings.Join(test.reports, " ")+" ", name+" ")
				if got := found.Reports(name); got != want {
					t.Errorf("Reports(%q) = %v", name, got)
				}
			}
		})
	}
}

func TestFindRefusesPathsThatAreNotThere(t *testing.T) {
	root := open(t, t.TempDir())
	if _, err := Find(root, []string{"missing"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := Find(root, []string{".."}); !source.OutsideRoot(err) {
		t.Errorf("got %v", err)
	}
}

func TestFindTakesLinkedFilesOnce(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"b/real.yaml": bucket, "shared.tf": "", "env/main.tf": ""})
	for name, target := range map[string]string{"a.yaml": "b/real.yaml", "env/shared.tf": "../shared.tf"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	found, err := Find(open(t, dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, found, Found{
		Terraform: []TerraformDir{{Path: ".", Root: true}, {Path: "env", Root: true}},
		Templates: []Template{{Path: "a.yaml"}},
		Skipped:   []source.Skipped{{Path: "b/real.yaml", Reason: "the same file as a.yaml"}},
	})
	found, err = Find(open(t, dir), []string{"b/real.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Template{{Path: "b/real.yaml"}}, found.Templates); diff != "" {
		t.Error(diff)
	}
}

func TestFindIsDeterministic(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, repository)
	first, err := Find(open(t, dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		again, err := Find(open(t, dir), []string{"stacks", ".", "live"})
		if err != nil {
			t.Fatal(err)
		}
		check(t, again, Found{Terraform: first.Terraform, Templates: first.Templates, OpenAPI: first.OpenAPI, Skipped: first.Skipped})
	}
}

func BenchmarkFind(b *testing.B) {
	dir := b.TempDir()
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("live/%d/main.tf", i)] = call(fmt.Sprintf("../../modules/%d", i)) + strings.Repeat("resource \"x\" \"y\" {\n  a = 1\n}\n", 30)
		files[fmt.Sprintf("modules/%d/main.tf", i)] = strings.Repeat("resource \"x\" \"y\" {\n  a = 1\n}\n", 30)
		files[fmt.Sprintf("stacks/%d/template.yaml", i)] = bucket + strings.Repeat("  # x\n", 300)
		for j := range 10 {
			files[fmt.Sprintf("data/%d/%d.json", i, j)] = `{"x": [` + strings.Repeat("1, ", 300) + `1]}`
		}
	}
	write(b, dir, files)
	for b.Loop() {
		root, err := source.Open(dir, source.DefaultLimits())
		if err != nil {
			b.Fatal(err)
		}
		found, err := Find(root, nil)
		if err != nil || len(found.Terraform) != 200 || len(found.Templates) != 100 {
			b.Fatal(err, len(found.Terraform), len(found.Templates))
		}
		root.Close()
	}
}
