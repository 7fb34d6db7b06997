package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/config"
	"github.com/gatelint/gatelint/internal/tally"
)

// broken is an API of which one integration is refused.
const broken = `provider "aws" {}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = var.verb
  uri                     = aws_lambda_function.list.invoke_arn
}

variable "verb" {
  default = "GET"
}

resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
}

resource "aws_lambda_permission" "list" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.list.function_name
  principal     = "apigateway.amazonaws.com"
}
`

// abuses are configurations that a stranger may put into what is linted. None
// is vouched for.
var abuses = []struct {
	name, text string
	code       int
	// out is in the report, said on standard error; "" for nothing of the kind.
	out, said string
}{
	// What may never be said: it is disregarded, and the gate stays as it is.
	{"a report to an absolute path", "formats: [json=/tmp/gatelint-abuse.json]", 1, "INT001", "4:11: disregarded: formats: json=/tmp/gatelint-abuse.json would write a file"},
	{"a report outside", "formats: [json=../abuse.json]", 1, "INT001", "disregarded: formats: json=../abuse.json"},
	{"a report over a definition", "formats: [json=main.tf]", 1, "INT001", "disregarded: formats: json=main.tf"},
	{"a report over the repository", "formats: [text=.git/config]", 1, "INT001", "disregarded: formats: text=.git/config"},
	{"a report over a workflow", "formats: [text, json=.github/workflows/x.yml]", 1, "INT001", "disregarded: formats: json=.github/workflows/x.yml"},
	{"policies outside", "policies: [../../evil]", 1, "INT001", "disregarded: policies: this version runs none of its users (../../evil)"},
	{"policies inside", "policies: [policies]", 1, "INT001", "disregarded: policies: "},
	{"policies from elsewhere", "policies: ['https://example.com/p']", 1, "INT001", "(https://example.com/p)"},
	{"variables from outside", "var-files: [../secret.tfvars]", 1, "INT001", "disregarded: var-files: ../secret.tfvars lies outside"},
	{"variables from the system", "var-files: [/etc/passwd]", 1, "INT001", "disregarded: var-files: /etc/passwd lies outside"},
	{"variables from home", "var-files: [~/.aws/credentials]", 1, "INT001", "disregarded: var-files: ~/.aws/credentials lies outside"},
	{"variables over a link", "var-files: [link.tfvars]", 1, "INT001", "disregarded: var-files: link.tfvars lies outside"},
	{"variables the long way round", "var-files: [a/../../secret.tfvars]", 1, "INT001", "disregarded: var-files: a/../../secret.tfvars lies outside"},
	{"variables on a drive", `var-files: ['C:\secret.tfvars']`, 1, "INT001", `disregarded: var-files: C:\secret.tfvars lies outside`},
	{"a baseline outside", "baseline: ../../x", 1, "INT001", "disregarded: baseline: ../../x lies outside"},
	{"a baseline from the system", "baseline: /etc/passwd", 1, "INT001", "disregarded: baseline: /etc/passwd lies outside"},
	{"a baseline over a link", "baseline: link.tfvars", 1, "INT001", "disregarded: baseline: link.tfvars lies outside"},
	{"a message to the build server", "policies: [\"x\\n::error::y\"]", 1, "INT001", "(x␊::error::y)"},

	// What no configuration may say: that is an error.
	{"emptiness", "allow-empty: true", 2, "", `4:1: "allow-empty" is no key`},
	{"incompleteness", "allow-incomplete: true", 2, "", `4:1: "allow-incomplete" is no key`},
	{"trust", "trust: true", 2, "", `4:1: "trust" is no key`},
	{"an output", "output: /etc/passwd", 2, "", `there is no key "output"`},
	{"all rules off", "rules: {all: off}", 2, "", `there is no key "rules"`},
	{"a rule off", "severity: {INT001: off}", 2, "", "write INT001 under ignore"},
	{"higher limits", "limits: {files: 1000000}", 2, "", `there is no key "limits"`},
	{"exclusion of all", "exclude: ['.']", 2, "", "it is everything"},
	{"exclusion outside", "exclude: [../..]", 2, "", "it leads elsewhere"},
	{"an alias bomb", "select: &a [INT, DEP]\nignore: *a", 2, "", "5:9: ignore is an alias"},
	{"nesting", "variables: {a: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}", 2, "", "nested"},

	// What narrows the gate counts, and the report says so.
	{"no rule fails", "fail-on: never", 0, ".gatelint.yaml:4:10: narrowed: fail-on: never", ""},
	{"a rule left out", "ignore: [INT001]", 0, ".gatelint.yaml:4:10: narrowed: ignore: INT001", ""},
	{"groups left out", "ignore: [integration, permission]", 0, ".gatelint.yaml:4:23: narrowed: ignore: permission", ""},
	{"another rule", "select: [DNS001]", 0, ".gatelint.yaml:4:10: narrowed: select: no rules but DNS001", ""},
	{"a lower severity", "severity: {INT001: info}", 0, ".gatelint.yaml:4:12: narrowed: severity: INT001 (lambda-integration-not-post) is info in place of error", ""},
	{"the definition left out", "exclude: ['*.tf']", 0, `.gatelint.yaml:4:11: narrowed: exclude: *.tf`, ""},
	{"what hides in a message", "exclude: [\"\\e]8;;x\\a*.tf\"]", 1, "narrowed: exclude: ␛]8;;x␇*.tf", ""},

	{"a value", "variables: {verb: POST}", 0, "narrowed: variables: taken for granted: verb\n", ""},
	{"values from a file", "var-files: [inside.tfvars]", 0, "narrowed: var-files: taken for granted: inside.tfvars", ""},
	{"an account", "account: \"111122223333\"", 1, "narrowed: account: taken for granted: 111122223333", ""},

	{"parameters", "parameters: {A: b}", 1, "narrowed: parameters: taken for granted: A", ""},
	{"a region", "regions: [eu-west-1]", 1, "narrowed: regions: taken for granted: eu-west-1", ""},
	{"what is elsewhere", "external: {permissions: all, resources: [aws_lambda_function.list]}", 1, "narrowed: external: what belongs to resources of aws_lambda_function.list", ""},
	{"a configuration that is a link", "", 2, "", "symbolic link that leads out"},

	// What makes it stricter is free.
	{"stricter", "fail-on: info", 1, "INT001", ""},
	{"a higher severity", "severity: {RSP007: error}", 1, "INT001", ""},
}

func TestNobodyVouchesForAConfiguration(t *testing.T) {
	tally.Count(t, "T43", "configurations", len(abuses))
	for _, abuse := range abuses {
		t.Run(abuse.name, func(t *testing.T) {
			outside := t.TempDir()
			dir := filepath.Join(outside, "repository")
			place(t, dir, map[string]string{
				"main.tf":       broken,
				"inside.tfvars": "verb = \"POST\"\n",
				".git/config":   "[core]\n",
				config.Name:     "# One of\n# abuses.\nversion: 1\n" + abuse.text + "\n",
			})
			place(t, outside, map[string]string{"secret.tfvars": "verb = \"POST\"\n"})
			if err := os.Symlink("../secret.tfvars", filepath.Join(dir, "link.tfvars")); err != nil {
				t.Fatal(err)
			}
			if abuse.text == "" {
				place(t, outside, map[string]string{config.Name: "version: 1\nignore: [INT001]\n"})
				if err := os.Remove(filepath.Join(dir, config.Name)); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink("../"+config.Name, filepath.Join(dir, config.Name)); err != nil {
					t.Fatal(err)
				}
			}
			before := snapshot(t, outside)
			t.Chdir(dir)

			var out, said bytes.Buffer
			a := &app{stdout: &out, stderr: &said}
			if got := a.run([]string{"check"}, nil); got != abuse.code {
				t.Errorf("exit code %d, want %d", got, abuse.code)
			}
			if !strings.Contains(out.String(), abuse.out) || !strings.Contains(said.String(), abuse.said) {
				t.Errorf("output:\n%s\nstandard error:\n%s", out.String(), said.String())
			}
			if abuse.said == "" && said.Len() > 0 {
				t.Errorf("standard error:\n%s", said.String())
			}
			if diff := cmp.Diff(before, snapshot(t, outside)); diff != "" {
				t.Errorf("files have changed:\n%s", diff)
			}
			narrowed := strings.Contains(out.String(), "narrowed: ")
			if narrowed != strings.Contains(abuse.out, "narrowed: ") {
				t.Errorf("output:\n%s", out.String())
			}
		})
	}
}

func place(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// snapshot gives the names of all files with their content.
func snapshot(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		files = append(files, name+"\n"+string(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return files
}
