package reliability

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T03: files so large, or with lines so long, that reading them is the attack.
// They are refused by their size, ahead of reading; what is read of them is the
// head that tells what they are.
func TestHugeFiles(t *testing.T) {
	const template = "Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}}\n"
	files := []struct {
		name, head string
		size       int64 // what follows the head up to here are zeros that take no place on disk
	}{
		{"sparse/main.tf", "", 10 << 30},
		{"sparse/other.tf.json", "{", 10 << 30},
		{"sparse/terraform.tfvars", "a = 1\n", 10 << 30},
		{"template/t.yaml", template, 10 << 30},
		{"template/t.json", `{"Resources": {"A": {"Type": "AWS::ApiGateway::RestApi"}}}`, 10 << 30},
		{"sam/t.yaml", "Transform: AWS::Serverless-2016-10-31\n" + template, 10 << 30},
		{"openapi/o.yaml", "openapi: 3.0.1\nx-amazon-apigateway-policy: {}\npaths: {}\n", 10 << 30},
		{"plan/plan.json", `{"format_version": "1.2", "planned_values": {}}`, 10 << 30},
		{"line/t.yaml", template + "# " + strings.Repeat("x", 100_000_000), 0},
		{"line/main.tf", "# " + strings.Repeat("x", 100_000_000), 0},
	}
	if full {
		files = append(files,
			struct {
				name, head string
				size       int64
			}{"spaces/main.tf", strings.Repeat(" ", 1<<30), 0},
			struct {
				name, head string
				size       int64
			}{"spaces/t.yaml", template + strings.Repeat(" ", 1<<30), 0},
		)
	}
	dir := t.TempDir()
	for i := range files {
		file := &files[i]
		place := filepath.Join(dir, file.name)
		if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(file.head), 0o600); err != nil {
			t.Fatal(err)
		}
		if file.size > 0 {
			if err := os.Truncate(place, file.size); err != nil {
				t.Skipf("no sparse files here: %v", err)
			}
		}
		file.head = ""
	}
	run := gatelint(t, dir, "check", "--format", "json")
	run.seen(t)
	r := run.report(t)
	if run.code != 3 || r.Complete {
		t.Errorf("exit %d, complete %v", run.code, r.Complete)
	}
	for _, file := range files {
		problems := r.about(file.name)
		if filepath.Ext(file.name) == ".tfvars" {
			continue // read only where it belongs to what can be read
		}
		if len(problems) != 1 || problems[0].Kind != "limit" || !strings.Contains(problems[0].Message, "larger than") {
			t.Errorf("%s: problems %v", file.name, problems)
		}
	}
	if run.memory > 64<<20 {
		t.Errorf("%d MiB", run.memory>>20)
	}
	tally.Count(t, "T03", "files", len(files))
}

// A file of parameters and a document on standard input are read by other means.
func TestHugeInputs(t *testing.T) {
	dir := write(t, map[string]string{
		"t.yaml": "Parameters: {A: {Type: String}}\nResources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: !Ref A}}}\n",
		"p.yaml": "A: a\n", "p.json": `{"A": "a"}`, "v.tfvars": "a = 1\n", "main.tf": "variable \"a\" {}\n",
	})
	for _, name := range []string{"p.yaml", "p.json", "v.tfvars"} {
		if err := os.Truncate(filepath.Join(dir, name), 10<<30); err != nil {
			t.Skipf("no sparse files here: %v", err)
		}
	}
	for _, args := range [][]string{
		{"--parameter-file", "p.yaml"}, {"--parameter-file", "p.json"}, {"--var-file", "v.tfvars"},
	} {
		run := gatelint(t, dir, append([]string{"check", "--fail-on", "never"}, args...)...)
		if run.code != 2 && run.code != 3 || run.memory > 64<<20 || !strings.Contains(run.stderr+run.stdout, "larger than") {
			run.seen(t)
			t.Errorf("%v: exit %d: %s", args, run.code, run.stderr)
		}
		tally.Count(t, "T03", "files", 1)
	}
}
