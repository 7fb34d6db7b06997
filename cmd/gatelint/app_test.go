package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

// blocked is a standard input on which nothing ever comes.
type blocked struct{}

func (blocked) Read([]byte) (int, error) { select {} }

func TestSignalsEndARunThatWaits(t *testing.T) {
	for signal, want := range map[os.Signal]int{os.Interrupt: 130, syscall.SIGTERM: 143} {
		var out bytes.Buffer
		signals := make(chan os.Signal, 1)
		signals <- signal
		a := &app{stdin: blocked{}, stdout: &out, stderr: io.Discard}
		if got := a.run([]string{"check", "-"}, signals); got != want || out.Len() > 0 {
			t.Errorf("%v: code %d, output %q", signal, got, out.String())
		}
	}
}

func TestAClosedPipeIsNoError(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	read.Close()
	defer write.Close()
	var said bytes.Buffer
	a := &app{stdout: write, stderr: &said}
	if got := a.run([]string{"rules"}, nil); got != exitClean || said.Len() > 0 {
		t.Errorf("code %d, said %q", got, said.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAFullDiskIsAnError(t *testing.T) {
	var said bytes.Buffer
	a := &app{stdout: full{}, stderr: &said}
	if got := a.run([]string{"rules"}, nil); got != exitUsage || !strings.Contains(said.String(), "no space left") {
		t.Errorf("code %d, said %q", got, said.String())
	}
}

func TestWhatIsSaidIsOneSafeLine(t *testing.T) {
	var said bytes.Buffer
	a := &app{stdout: io.Discard, stderr: &said}
	if got := a.run([]string{"check", "no\n::error::such\x1b[31m"}, nil); got != exitUsage {
		t.Errorf("code %d", got)
	}
	if text := said.String(); strings.Count(text, "\n") != 1 || strings.Contains(text, "\x1b") || !strings.HasPrefix(text, "gatelint: ") {
		t.Errorf("said %q", text)
	}
}

// TestTheEnvironmentIsNotRead holds that no variable of the environment, where
// build servers keep secrets, has a way into the output.
func TestTheEnvironmentIsNotRead(t *testing.T) {
	for _, name := range []string{"TF_VAR_verb", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "GITHUB_TOKEN", "HOME", "TF_CLI_ARGS"} {
		t.Setenv(name, "canary-5f1e")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	definition := `variable "verb" {}
resource "aws_api_gateway_rest_api" "shop" {
  name = var.verb
}
`
	if err := os.WriteFile("main.tf", []byte(definition), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "--verbose", "--stats"}, {"check", "--format", "json"}, {"check", "--format", "sarif"}, {"model"}} {
		var out bytes.Buffer
		a := &app{stdout: &out, stderr: &out}
		a.run(args, nil)
		if strings.Contains(out.String(), "canary") || strings.Contains(out.String(), dir) {
			t.Errorf("%v prints what it must not know: %s", args, out.String())
		}
	}
}
