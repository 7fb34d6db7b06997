package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	// brokenAPI answers every call with 500: no integer statusCode.
	brokenAPI = `Resources:
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
  Health:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      MethodResponses: [{StatusCode: 200}]
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"statusCode": "ok"}'}
        IntegrationResponses: [{StatusCode: 200}]
`
	// callingModule calls the function of another file, which nothing allows.
	callingModule = `resource "aws_api_gateway_rest_api" "shop" {
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
  integration_http_method = "POST"
  uri                     = aws_lambda_function.list.invoke_arn
}
`
	calledFunction = `resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::111122223333:role/list"
}
`
	foreignYAML = "apiVersion: v1\nkind: Pod\n"
)

var soundAPI = strings.Replace(brokenAPI, `"ok"`, "200", 1)

// TestHooks commits to a repository with the real pre-commit, for which both
// hooks come from a clone of this one, as a user has them.
func TestHooks(t *testing.T) {
	for _, client := range []string{"git", "pre-commit"} {
		if _, err := exec.LookPath(client); err != nil {
			t.Skipf("there is no %s here, so the hooks are not tried", client)
		}
	}
	cache := goEnv(t, "GOMODCACHE")
	t.Setenv("GOMODCACHE", cache) // or pre-commit would download all modules anew
	t.Setenv("GOFLAGS", "")
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	t.Setenv("PRE_COMMIT_COLOR", "never")
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "someone")
		t.Setenv("GIT_"+who+"_EMAIL", "someone@example.com")
	}
	hooks := cloneOfThis(t)
	for _, hook := range []string{"gatelint", "gatelint-system"} {
		t.Run(hook, func(t *testing.T) { tryHook(t, hooks, hook) })
	}
}

func tryHook(t *testing.T, hooks *repository, hook string) {
	user := newRepository(t)
	user.write(".pre-commit-config.yaml", "repos:\n  - repo: "+hooks.dir+"\n    rev: "+hooks.git("rev-parse", "HEAD")+"\n    hooks: [{id: "+hook+"}]\n")
	user.run("pre-commit", "install", "--install-hooks")

	// An old fault elsewhere is not what a commit is asked about.
	user.write("old/template.yaml", brokenAPI)
	user.git("add", ".")
	user.git("commit", "--quiet", "--no-verify", "--message", "old")

	user.write("shop/template.yaml", brokenAPI)
	out := user.commit(false)
	if !strings.Contains(out, "shop/template.yaml:13:") || !strings.Contains(out, "RSP011") || strings.Contains(out, "old/") {
		t.Errorf("a broken definition: %s", out)
	}

	user.write("shop/template.yaml", soundAPI)
	user.write("shop/README.md", "Shop\n")
	user.commit(true)

	// A file that is ours in nothing but its type. --verbose would list what is
	// linted on its behalf.
	user.write("deploy/pod.yaml", foreignYAML)
	user.write("package.json", "{}\n")
	user.commit(true)
	user.write("deploy/pod.yaml", foreignYAML+"# again\n")
	user.git("add", ".")
	out = user.run("pre-commit", "run", "--verbose", hook)
	if !strings.Contains(out, "Nothing to lint in 0 files") || strings.Contains(out, "template.yaml") {
		t.Errorf("a foreign template: %s", out)
	}
	user.commit(true)

	// What no hook is called for, and what no hook may stumble over.
	user.git("rm", "--quiet", "deploy/pod.yaml")
	user.write("--fail-on=never.yaml", foreignYAML)
	user.write("two words/täglich.yaml", foreignYAML)
	if err := os.Symlink("/nowhere/main.tf", filepath.Join(user.dir, "gone.tf")); err != nil {
		t.Fatal(err)
	}
	user.commit(true)

	// A file of a module, which breaks another that the commit does not touch.
	user.write("orders/api.tf", callingModule)
	user.git("add", ".")
	user.git("commit", "--quiet", "--no-verify", "--message", "old")
	user.write("orders/function.tf", calledFunction)
	if out := user.commit(false); !strings.Contains(out, "orders/api.tf:16:") || !strings.Contains(out, "PRM001") {
		t.Errorf("half of a module: %s", out)
	}
	user.git("rm", "--quiet", "--force", "-r", "orders")

	// Two modules in one commit; what breaks the second is reported with it.
	user.write("one/main.tf", "resource \"aws_api_gateway_rest_api\" \"one\" {\n  name = \"one\"\n}\n")
	user.write("two/template.yaml", brokenAPI)
	if out := user.commit(false); !strings.Contains(out, "two/template.yaml:13:") {
		t.Errorf("two definitions: %s", out)
	}

	// What cannot be read is no success.
	user.write("two/template.yaml", "Resources:\n  A: {Type: AWS::ApiGateway::RestApi\n")
	if out := user.commit(false); !strings.Contains(out, "two/template.yaml") || !strings.Contains(out, "exit code: 3") {
		t.Errorf("an unreadable definition: %s", out)
	}
}

// repository is a git repository in a folder of its own.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) *repository {
	t.Helper()
	r := &repository{t, t.TempDir()}
	r.git("init", "--quiet")
	return r
}

// cloneOfThis gives the working tree, with what is not committed yet, as a
// repository with one commit.
func cloneOfThis(t *testing.T) *repository {
	t.Helper()
	r := newRepository(t)
	listed, err := exec.Command("git", "-C", "../..", "ls-files", "--cached", "--others", "--exclude-standard", "-z").Output()
	if err != nil {
		t.Skip("this is no working tree of git, so the hooks are not tried")
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(listed), "\x00"), "\x00") {
		if text, err := os.ReadFile(filepath.Join("../..", name)); err == nil { // it may be deleted
			r.write(name, string(text))
		}
	}
	r.git("add", "--all", "--force")
	r.git("commit", "--quiet", "--message", "all")
	return r
}

func (r *repository) write(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// commit tries to commit all there is, which is to succeed or to be refused,
// and gives what was printed.
func (r *repository) commit(succeeds bool) string {
	r.t.Helper()
	r.git("add", "--all")
	out, err := r.command("git", "commit", "--message", "change").CombinedOutput()
	if (err == nil) != succeeds {
		r.t.Fatalf("git commit: %v\n%s", err, out)
	}
	return string(out)
}

func (r *repository) git(args ...string) string {
	r.t.Helper()
	return r.run("git", args...)
}

func (r *repository) run(name string, args ...string) string {
	r.t.Helper()
	out, err := r.command(name, args...).CombinedOutput()
	if err != nil {
		r.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(bytes.TrimSpace(out))
}

func (r *repository) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(name, args...)
	command.Dir = r.dir
	return command
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	value, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(value))
}
