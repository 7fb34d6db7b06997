package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const ciExamples = "../../docs/ci"

// Every example is YAML that parses; .ci/run holds GitHub's against their
// schema.
func TestExamplesParse(t *testing.T) {
	files, err := filepath.Glob(ciExamples + "/*.y*ml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	own, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, own...) {
		decoder := yaml.NewDecoder(strings.NewReader(content(t, file)))
		for {
			var document map[string]any
			if err := decoder.Decode(&document); err != nil {
				if !errors.Is(err, io.EOF) {
					t.Errorf("%s: %v", file, err)
				}
				break
			}
		}
		for _, used := range regexp.MustCompile(`uses: (\S+)`).FindAllStringSubmatch(content(t, file), -1) {
			if !fullCommit.MatchString(used[1]) && !strings.HasPrefix(used[1], "gatelint/gatelint@") {
				t.Errorf("%s: %s is not pinned", file, used[1])
			}
		}
	}
}

// TestExamplesGate runs the commands of the examples on a sound and on a broken
// definition, and holds that they write the files that the example hands on.
func TestExamplesGate(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh here")
	}
	plans, err := filepath.Abs("../../testdata/plans")
	if err != nil {
		t.Fatal(err)
	}
	for name, handedOn := range map[string]*regexp.Regexp{
		"gitlab-ci.yml":     regexp.MustCompile(`(?:codequality|junit): (\S+)`),
		"Jenkinsfile":       regexp.MustCompile(`(?:testResults|pattern): '(\S+)'`),
		"atlantis.yaml":     nil,
		"terraform-plan.sh": nil,
	} {
		t.Run(name, func(t *testing.T) {
			text := content(t, filepath.Join(ciExamples, name))
			command := regexp.MustCompile(`(?m)(?:terraform show .*\| )?gatelint check [^'\n]*`).FindString(text)
			if command == "" {
				t.Fatal("the example checks nothing")
			}
			for _, c := range []struct {
				definition, plan string
				want             int
			}{{soundAPI, "rest", exitClean}, {brokenAPI, "broken", exitFindings}} {
				dir := t.TempDir()
				work := &repository{t, dir}
				work.write("infra/template.yaml", c.definition)
				work.write("bin/terraform", "#!/bin/sh\ncat '"+plans+"/"+c.plan+"/plan.json'\n")
				if err := os.Chmod(filepath.Join(dir, "bin/terraform"), 0o700); err != nil {
					t.Fatal(err)
				}
				run := work.command("sh", "-c", command)
				run.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"), "PLANFILE=plan.bin")
				out, _ := run.CombinedOutput()
				if got := run.ProcessState.ExitCode(); got != c.want {
					t.Errorf("%s ended with %d, want %d: %s", command, got, c.want, out)
				}
				if handedOn == nil {
					continue
				}
				files := handedOn.FindAllStringSubmatch(text, -1)
				if len(files) < 2 {
					t.Errorf("the example hands on %v", files)
				}
				for _, file := range files {
					if written := content(t, filepath.Join(dir, file[1])); written == "" {
						t.Errorf("%s is empty", file[1])
					}
				}
			}
		})
	}
}

// A plan that terraform cannot show is no success, though a pipe hides how
// terraform ended.
func TestNoPlanIsNoSuccess(t *testing.T) {
	var out, said bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &said}
	if code := a.run([]string{"check", "-"}, nil); code != exitIncomplete {
		t.Errorf("ended with %d: %s", code, said.String())
	}
}
