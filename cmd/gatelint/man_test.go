package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

const manual = "../../docs/man/gatelint.1"

func TestTheManualPageIsCurrent(t *testing.T) {
	var out, said bytes.Buffer
	a := &app{stdout: &out, stderr: &said}
	if code := a.run([]string{"man"}, nil); code != exitClean {
		t.Fatalf("ended with %d: %s", code, said.String())
	}
	if content(t, manual) != out.String() {
		t.Error("the commands have changed since docs/man/gatelint.1 was made; run make docs")
	}
}

func TestManShowsThePage(t *testing.T) {
	if _, err := exec.LookPath("man"); err != nil {
		t.Skip("there is no man here")
	}
	command := exec.Command("man", "--warnings", "--no-hyphenation", "--local-file", manual)
	var out, warnings bytes.Buffer
	command.Stdout, command.Stderr = &out, &warnings
	command.Env = append(command.Environ(), "MANWIDTH=100", "LC_ALL=C.UTF-8")
	if err := command.Run(); err != nil || warnings.Len() > 0 {
		t.Errorf("%v, %s", err, warnings.String())
	}
	shown := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"gatelint check [OPTION...] [PATH...]", "gatelint completion bash | fish | powershell | zsh", "--fail-on LEVEL", "info, never (default warning)",
		"-q, --quiet", "gatelint check infra/ --var env=prod", `gatelint explain "Invalid permissions on Lambda function"`,
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
}

func TestEscaped(t *testing.T) {
	for text, want := range map[string]string{
		".SH x\n'y":    `\&.SH x` + "\n" + `\&'y`,
		`a\b--c.d'e`:   `a\eb\-\-c.d'e`,
		"täglich …":    `t\[u00E4]glich \[u2026]`,
		"plain text\n": "plain text\n",
	} {
		if got := escaped(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
