package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The README shows what its command really prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(readme), "```console\n$ gatelint ")
	command, rest, _ := strings.Cut(rest, "\n")
	want, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("the README shows no console")
	}
	t.Chdir("../..")
	var out, said bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &said}
	if code := a.run(strings.Fields(command), nil); code != 1 {
		t.Errorf("%s ended with %d: %s", command, code, said.String())
	}
	if got := out.String(); got != want {
		t.Errorf("gatelint %s prints:\n%s\nThe README says:\n%s", command, got, want)
	}
}
