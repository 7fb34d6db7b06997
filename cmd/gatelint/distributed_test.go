package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// shop is a repository with some definitions and a finding.
func shop(t *testing.T, dir string) {
	t.Helper()
	for i := range 5 {
		put(t, fmt.Sprintf("%s/infra/stack%d.yaml", dir, i), []byte(strings.ReplaceAll(mockTemplate, "StatusCode: 204", fmt.Sprint("StatusCode: 20", i))))
	}
	put(t, dir+"/infra/live/main.tf", []byte("module \"api\" {\n  source = \"../modules/api\"\n}\n"))
	put(t, dir+"/infra/modules/api/main.tf", []byte(sharedModule))
}

// script runs lines in a folder, with gatelint on the path and nothing of Go,
// and gives what they print and their exit code.
func script(t *testing.T, dir, text string, environment map[string]string, flags ...string) (out string, code int) {
	t.Helper()
	stands := t.TempDir()
	put(t, stands+"/go", []byte("#!/bin/sh\n"))
	if err := os.Chmod(stands+"/go", 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("sh", append(flags, text)...)
	command.Dir = dir
	command.Env = append(os.Environ(), "PATH="+stands+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, name := range slices.Sorted(maps.Keys(environment)) {
		command.Env = append(command.Env, name+"="+environment[name])
	}
	var said bytes.Buffer
	command.Stderr = &said
	printed, err := command.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	if said.Len() > 0 {
		t.Log(said.String())
	}
	return string(printed), code
}

// decode reads the documents of an example.
func decode[T any](t *testing.T, name string) []T {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell here, so the example is not tried")
	}
	file, err := os.Open("../../docs/ci/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []T
	for decoder := yaml.NewDecoder(file); ; {
		var document T
		switch err := decoder.Decode(&document); {
		case errors.Is(err, io.EOF):
			return list
		case err != nil:
			t.Fatalf("%s: %v", name, err)
		}
		list = append(list, document)
	}
}

type workflow struct {
	Jobs map[string]struct {
		Needs    string
		Strategy struct{ Matrix struct{ Shard []int } }
		Steps    []struct {
			Uses, Run string
			Env, With map[string]string
		}
	}
}

var expressionOf = regexp.MustCompile(`\$\{\{ *([\w.-]+) *\}\}`)

// TestGitHubMatrix runs the commands of the workflow as its jobs would, and
// carries the reports from one to the other.
func TestGitHubMatrix(t *testing.T) {
	jobs := decode[workflow](t, "github-matrix.yml")[0].Jobs
	shards := jobs["shard"].Strategy.Matrix.Shard
	if len(shards) < 2 || jobs["gate"].Needs != "shard" {
		t.Fatalf("shards %v, and the gate needs %q", shards, jobs["gate"].Needs)
	}
	dir := t.TempDir()
	shop(t, dir)
	run := func(job string, context map[string]string) (out string, code int) {
		evaluated := func(text string) string {
			return expressionOf.ReplaceAllStringFunc(text, func(text string) string {
				known, ok := context[expressionOf.FindStringSubmatch(text)[1]]
				if !ok {
					t.Errorf("%s is not known in the job %s", text, job)
				}
				return known
			})
		}
		for _, step := range jobs[job].Steps {
			environment := map[string]string{}
			for name, value := range step.Env {
				environment[name] = evaluated(value)
			}
			switch action, _, _ := strings.Cut(step.Uses, "@"); action {
			case "":
				printed, ended := script(t, dir, step.Run, environment, "-ec")
				out, code = out+printed, max(code, ended)
			case "actions/upload-artifact":
				report, err := os.ReadFile(filepath.Join(dir, evaluated(step.With["path"])))
				if err != nil {
					t.Fatal(err)
				}
				put(t, filepath.Join(dir, "shards", evaluated(step.With["path"])), report)
			}
		}
		return out, code
	}
	for _, shard := range shards {
		context := map[string]string{"matrix.shard": fmt.Sprint(shard), "strategy.job-total": fmt.Sprint(len(shards))}
		if out, code := run("shard", context); code != exitClean {
			t.Fatalf("shard %d ended with %d:\n%s", shard, code, out)
		}
	}
	out, code := run("gate", nil)
	want, wantCode := script(t, dir, "gatelint check infra --format text --format sarif=one.sarif", nil, "-ec")
	if out != want || code != wantCode || code != exitFindings {
		t.Errorf("the gate ended with %d:\n%s\none run with %d:\n%s", code, out, wantCode, want)
	}
	sameFile(t, dir+"/one.sarif", dir+"/gatelint.sarif")
}

type kubernetesJob struct {
	Kind string
	Spec struct {
		CompletionMode string `yaml:"completionMode"`
		Completions    int
		Template       struct {
			Spec struct {
				SecurityContext struct {
					RunAsNonRoot bool `yaml:"runAsNonRoot"`
				} `yaml:"securityContext"`
				Containers []struct {
					Env           []struct{ Name, Value string }
					Command, Args []string
				}
			}
		}
	}
}

// TestKubernetesJob runs the commands of both jobs over two repositories, in as
// many pods as the first one asks for.
func TestKubernetesJob(t *testing.T) {
	jobs := decode[kubernetesJob](t, "kubernetes-job.yaml")
	if len(jobs) != 2 || jobs[0].Spec.CompletionMode != "Indexed" {
		t.Fatalf("%+v", jobs)
	}
	work := t.TempDir()
	shop(t, work+"/repositories/shop")
	shop(t, work+"/repositories/team.billing")
	put(t, work+"/repositories/web/index.html", nil)
	run := func(job kubernetesJob, index int) (out string, code int) {
		pod := job.Spec.Template.Spec
		container := pod.Containers[0]
		environment := map[string]string{"JOB_COMPLETION_INDEX": fmt.Sprint(index)}
		for _, variable := range container.Env {
			environment[variable.Name] = variable.Value
		}
		if !pod.SecurityContext.RunAsNonRoot || container.Command[0] != "sh" || environment["SHARDS"] != fmt.Sprint(jobs[0].Spec.Completions) {
			t.Fatalf("%+v", job)
		}
		for _, folder := range []string{"REPOSITORIES", "REPORTS"} {
			environment[folder] = work + environment[folder]
		}
		return script(t, work, container.Args[0], environment, container.Command[1:]...)
	}
	for index := range jobs[0].Spec.Completions {
		if out, code := run(jobs[0], index); code != exitClean {
			t.Fatalf("pod %d ended with %d:\n%s", index, code, out)
		}
	}
	out, code := run(jobs[1], 0)
	want, wantCode := script(t, work+"/repositories", "gatelint check shop team.billing web --format text --format sarif=../one.sarif", nil, "-ec")
	if out != want || code != wantCode || code != exitFindings {
		t.Errorf("the merging job ended with %d:\n%s\none run over all with %d:\n%s", code, out, wantCode, want)
	}
	merged, err := filepath.Glob(work + "/reports/*/all.sarif")
	if err != nil || len(merged) != 1 {
		t.Fatal(merged, err)
	}
	sameFile(t, work+"/one.sarif", merged[0])
}

func sameFile(t *testing.T, wanted, name string) {
	t.Helper()
	want, errWant := os.ReadFile(wanted)
	got, err := os.ReadFile(name)
	if err := errors.Join(errWant, err); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s differs:\n%s", name, firstDifference(string(want), string(got)))
	}
}
