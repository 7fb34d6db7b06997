package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// shells complete the words of "$@" after they have loaded what gatelint gives
// them, and print one offer on each line.
var shells = map[string]struct{ needs, script string }{
	"bash": {"/usr/share/bash-completion/bash_completion", `
source /usr/share/bash-completion/bash_completion
source <(gatelint completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_TYPE=9 COMP_KEY=9
COMP_POINT=${#COMP_LINE}
__start_gatelint 2>/dev/null
printf '%s\n' "${COMPREPLY[@]}"`},
	"fish": {"", `
gatelint completion fish | source
complete --do-complete (string join " " -- $argv)`},
}

func TestShellsComplete(t *testing.T) {
	for shell, client := range shells {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(shell); err != nil {
				t.Skipf("there is no %s here", shell)
			}
			if _, err := os.Stat(client.needs); client.needs != "" && err != nil {
				t.Skipf("there is no %s here", client.needs)
			}
			t.Setenv("HOME", t.TempDir()) // fish keeps files there
			t.Chdir(t.TempDir())
			for line, want := range map[string][]string{
				"gatelint chec":                         {"check"},
				"gatelint check --form":                 {"--format"},
				"gatelint check --fail-on ":             {"error", "info", "never", "warning"},
				"gatelint check --format sari":          {"sarif"},
				"gatelint explain RSP01":                {"RSP011", "RSP014", "RSP015"},
				"gatelint explain mock-without":         {"mock-without-status-code"},
				"gatelint check --select respon":        {"response"},
				"gatelint check --ignore INT001,RSP011": {"INT001,RSP011"},
				"gatelint check --ignore RSP014,RSP01":  {"RSP014,RSP011", "RSP014,RSP015"},
				"gatelint version --format j":           {"json"},
			} {
				arguments := []string{"-c", client.script}
				if shell == "bash" {
					arguments = append(arguments, shell)
				}
				out, err := exec.Command(shell, append(arguments, strings.Split(line, " ")...)...).Output()
				if err != nil {
					t.Fatal(err)
				}
				got := []string{}
				for offer := range strings.Lines(string(out)) {
					if fields := strings.Fields(offer); len(fields) > 0 { // the rest describes it
						got = append(got, strings.ReplaceAll(fields[0], `\`, "")) // bash quotes commas
					}
				}
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("%q is completed with %q, want %q", line, got, want)
				}
			}
		})
	}
}

// The script for zsh is at least one that zsh takes.
func TestZshLoadsTheCompletion(t *testing.T) {
	if _, err := exec.LookPath("zsh"); err != nil {
		t.Skip("there is no zsh here")
	}
	t.Setenv("HOME", t.TempDir())
	out, err := exec.Command("zsh", "-f", "-c", "autoload -U compinit && compinit -D -u && source <(gatelint completion zsh) && print $_comps[gatelint]").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "_gatelint" {
		t.Errorf("%v, %s", err, out)
	}
}
