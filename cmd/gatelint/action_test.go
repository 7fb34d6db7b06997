package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// action is what the test needs of action.yml.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct{ Steps []actionStep }
}

type actionStep struct {
	Name, ID, Shell, Run, Uses string
	Env                        map[string]string
}

func readAction(t *testing.T) *action {
	t.Helper()
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	return &a
}

var (
	expression = regexp.MustCompile(`\$\{\{\s*(.*?)\s*\}\}`)
	fullCommit = regexp.MustCompile(`@[0-9a-f]{40}$`)
)

// TestActionTakesInputsFromTheEnvironment holds that no expression is part of a
// script, where an input could end a word or a command, and that every action
// it uses is pinned.
func TestActionTakesInputsFromTheEnvironment(t *testing.T) {
	a := readAction(t)
	used := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if expression.MatchString(step.Run) {
			t.Errorf("%s: an expression in the script: %s", step.Name, expression.FindString(step.Run))
		}
		if step.Uses != "" && !fullCommit.MatchString(step.Uses) {
			t.Errorf("%s: %s is not pinned", step.Name, step.Uses)
		}
		for _, value := range step.Env {
			if match := expression.FindStringSubmatch(value); match != nil {
				used[match[1]] = true
			}
		}
	}
	for name := range a.Inputs {
		if !used["inputs."+name] {
			t.Errorf("the input %s is not used", name)
		}
	}
}

// ShellCheck has nothing to say of the scripts.
func TestActionScriptsPassShellCheck(t *testing.T) {
	if _, err := exec.LookPath("shellcheck"); err != nil {
		t.Skip("there is no shellcheck here")
	}
	for _, step := range readAction(t).Runs.Steps {
		command := exec.Command("shellcheck", "--shell=bash", "-")
		command.Stdin = strings.NewReader("set -eo pipefail\n" + step.Run) // as the runner does
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", step.Name, err, out)
		}
	}
}

// runner plays the part of a build server for one step.
type runner struct {
	t    *testing.T
	work string // the checkout
	temp string
	// path holds programs that stand in for others.
	path string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash here, so the action is not tried")
	}
	return &runner{t, t.TempDir(), t.TempDir(), t.TempDir()}
}

// stand makes a program that notes its arguments, each ended by a NUL, and ends
// with the code in the file "code".
func (r *runner) stand(name string) {
	script := "#!/bin/sh\nprintf '%s\\0' \"$@\" >\"$(dirname \"$0\")/" + name + ".args\"\nexit \"$(cat \"$(dirname \"$0\")/code\")\"\n"
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.path, name), []byte(script), 0o755); err != nil {
		r.t.Fatal(err)
	}
	r.ends("0")
}

func (r *runner) ends(code string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.path, "code"), []byte(code), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

func (r *runner) arguments(name string) []string {
	r.t.Helper()
	return strings.Split(strings.TrimSuffix(content(r.t, filepath.Join(r.path, name+".args")), "\x00"), "\x00")
}

// step runs the script of a step as GitHub's runner does, and gives its output
// and its exit code. The files that the runner offers are empty before.
func (r *runner) step(step actionStep, a *action, inputs map[string]string) (out string, code int) {
	r.t.Helper()
	script := filepath.Join(r.temp, "step.sh")
	if err := os.WriteFile(script, []byte(step.Run), 0o600); err != nil {
		r.t.Fatal(err)
	}
	source, err := filepath.Abs("../..")
	if err != nil {
		r.t.Fatal(err)
	}
	command := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	command.Dir = r.work
	command.Env = append(os.Environ(), "PATH="+r.path+string(os.PathListSeparator)+os.Getenv("PATH"), "RUNNER_TEMP="+r.temp)
	for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"} {
		if err := os.WriteFile(r.offered(name), nil, 0o600); err != nil {
			r.t.Fatal(err)
		}
		command.Env = append(command.Env, name+"="+r.offered(name))
	}
	for name, value := range step.Env {
		command.Env = append(command.Env, name+"="+expression.ReplaceAllStringFunc(value, func(text string) string {
			what := expression.FindStringSubmatch(text)[1]
			if what == "github.action_path" {
				return source
			}
			input, isInput := strings.CutPrefix(what, "inputs.")
			if _, declared := a.Inputs[input]; !isInput || !declared {
				r.t.Fatalf("%s: what is %s?", step.Name, what)
			}
			if value, given := inputs[input]; given {
				return value
			}
			return a.Inputs[input].Default
		}))
	}
	written, err := command.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		r.t.Fatal(err)
	}
	return string(written), command.ProcessState.ExitCode()
}

func (r *runner) offered(name string) string { return filepath.Join(r.temp, name) }

func (a *action) step(t *testing.T, name string) actionStep {
	t.Helper()
	i := slices.IndexFunc(a.Runs.Steps, func(s actionStep) bool { return s.Name == name })
	if i < 0 || a.Runs.Steps[i].Shell != "bash" {
		t.Fatalf("action.yml has no step %q in bash", name)
	}
	return a.Runs.Steps[i]
}

// hostile are texts that would do something if a script took them for more than
// a text. Each would leave a file.
var hostile = []string{
	`"; touch pwned; "`,
	`'; touch pwned; '`,
	"$(touch pwned)",
	"`touch pwned`",
	"; touch pwned",
	"&& touch pwned #",
	"${IFS}touch${IFS}pwned",
	"*",
	"a b",
	"--help",
	`\`,
}

func (r *runner) untouched(what string) {
	r.t.Helper()
	for _, dir := range []string{r.work, "../.."} {
		if _, err := os.Lstat(filepath.Join(dir, "pwned")); err == nil {
			r.t.Fatalf("%s was run", what)
		}
	}
}

func TestActionBuildsTheVersionAskedFor(t *testing.T) {
	a, r := readAction(t), newRunner(t)
	build := a.step(t, "Build gatelint")

	r.stand("go")
	for _, version := range append([]string{"v0.1.0", "latest"}, hostile...) {
		if out, code := r.step(build, a, map[string]string{"version": version}); code != 0 {
			t.Errorf("%q ended with %d: %s", version, code, out)
		}
		want := []string{"install", "github.com/gatelint/gatelint/cmd/gatelint@" + version}
		if diff := cmp.Diff(want, r.arguments("go")); diff != "" {
			t.Errorf("%q: %s", version, diff)
		}
		r.untouched(version)
	}
	r.ends("1")
	if _, code := r.step(build, a, nil); code == 0 || content(t, r.offered("GITHUB_PATH")) != "" {
		t.Errorf("a build that fails ended with %d", code)
	}
}

// Without a version the action builds its own source, and the steps that follow
// find what it built.
func TestActionBuildsItself(t *testing.T) {
	a, r := readAction(t), newRunner(t)
	if out, code := r.step(a.step(t, "Build gatelint"), a, nil); code != 0 {
		t.Fatalf("ended with %d: %s", code, out)
	}
	bin := strings.TrimSpace(content(t, r.offered("GITHUB_PATH")))
	out, err := exec.Command(filepath.Join(bin, "gatelint"), "version").Output()
	if err != nil || !strings.HasPrefix(string(out), "gatelint "+version) {
		t.Errorf("%v, %s", err, out)
	}
}

func TestActionHandsInputsOn(t *testing.T) {
	a, r := readAction(t), newRunner(t)
	lint := a.step(t, "Lint")
	r.stand("gatelint")
	summary := "markdown=" + filepath.Join(r.temp, "gatelint-summary.md")

	for _, c := range []struct {
		name   string
		inputs map[string]string
		want   []string
	}{
		{"defaults", nil, []string{"check", "--fail-on", "warning", "--format", "github", "--format", summary, "--format", "sarif=gatelint.sarif", "--", "."}},
		{
			"all of them",
			map[string]string{"paths": "infra\nmy api/main.tf\n", "fail-on": "error", "sarif-file": "out/x.sarif", "args": "--var-file=prod.tfvars\n\n--region\neu-west-1\n"},
			[]string{
				"check", "--fail-on", "error", "--format", "github", "--format", summary, "--format", "sarif=out/x.sarif",
				"--var-file=prod.tfvars", "--region", "eu-west-1", "--", "infra", "my api/main.tf",
			},
		},
		{"no report", map[string]string{"sarif-file": ""}, []string{"check", "--fail-on", "warning", "--format", "github", "--format", summary, "--", "."}},
	} {
		if out, code := r.step(lint, a, c.inputs); code != 0 {
			t.Errorf("%s: ended with %d: %s", c.name, code, out)
		}
		if diff := cmp.Diff(c.want, r.arguments("gatelint")); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	for _, text := range hostile {
		r.step(lint, a, map[string]string{"paths": text, "fail-on": text, "sarif-file": text, "args": text})
		want := []string{"check", "--fail-on", text, "--format", "github", "--format", summary, "--format", "sarif=" + text, text, "--", text}
		if diff := cmp.Diff(want, r.arguments("gatelint")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		r.untouched(text)
	}
}

func TestActionOutputs(t *testing.T) {
	a, r := readAction(t), newRunner(t)
	lint := a.step(t, "Lint")
	for name := range a.Outputs {
		if want := "${{ steps." + lint.ID + ".outputs." + name + " }}"; a.Outputs[name].Value != want {
			t.Errorf("the output %s is %s, want %s", name, a.Outputs[name].Value, want)
		}
	}
	r.stand("gatelint")
	for code, file := range map[string]string{"0": "gatelint.sarif", "1": "gatelint.sarif", "2": "", "3": "gatelint.sarif", "130": ""} {
		r.ends(code)
		_, got := r.step(lint, a, nil)
		if want := "exit-code=" + code + "\nsarif-file=" + file + "\n"; content(t, r.offered("GITHUB_OUTPUT")) != want {
			t.Errorf("code %s gives the outputs %q", code, content(t, r.offered("GITHUB_OUTPUT")))
		}
		if (got == 0) != (code == "0") {
			t.Errorf("the step ended with %d, gatelint with %s", got, code)
		}
	}

	// A second line would be an output of its own.
	out, code := r.step(lint, a, map[string]string{"sarif-file": "x\nexit-code=0"})
	if code != exitUsage || content(t, r.offered("GITHUB_OUTPUT")) != "" {
		t.Errorf("a name of two lines ended with %d: %s", code, out)
	}
}

// TestActionWithGatelint runs the step with the real thing.
func TestActionWithGatelint(t *testing.T) {
	a, r := readAction(t), newRunner(t)
	lint := a.step(t, "Lint")
	file := filepath.Join(r.work, "template.yaml")
	for _, c := range []struct {
		definition string
		code       int
	}{{brokenAPI, exitFindings}, {soundAPI, exitClean}} {
		if err := os.WriteFile(file, []byte(c.definition), 0o600); err != nil {
			t.Fatal(err)
		}
		out, code := r.step(lint, a, nil)
		if code != c.code {
			t.Fatalf("ended with %d: %s", code, out)
		}
		broken := code == exitFindings
		if strings.Contains(out, "::error ") != broken || strings.Contains(content(t, r.offered("GITHUB_STEP_SUMMARY")), "RSP011") != broken {
			t.Errorf("printed %s, and as summary %s", out, content(t, r.offered("GITHUB_STEP_SUMMARY")))
		}
		if strings.Contains(content(t, filepath.Join(r.work, "gatelint.sarif")), "RSP011") != broken {
			t.Error("the report for code scanning is wrong")
		}
	}
}

// What is suppressed would be an open alert.
func TestActionUploadsNothingSuppressed(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("there is no jq here")
	}
	a, r := readAction(t), newRunner(t)
	if err := os.WriteFile(filepath.Join(r.work, "template.yaml"), []byte(brokenAPI), 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := r.step(a.step(t, "Lint"), a, map[string]string{"args": "--write-baseline=baseline.json"})
	if code != exitClean {
		t.Fatalf("ended with %d: %s", code, out)
	}
	report := content(t, filepath.Join(r.work, "gatelint.sarif"))
	if strings.Contains(report, `"ruleId"`) || !strings.Contains(report, `"results": []`) {
		t.Errorf("it is to be uploaded: %s", report)
	}
}
