//go:build unix

package main

import (
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestReplaceFileOnAFullDisk has the system refuse to write all of a large file:
// the old report stays as it is, and nothing else is left. The limit holds for
// the whole process, whose log of the test is to stay below it.
func TestReplaceFileOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "report.json")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	limited := before
	const most = 32 << 20
	limited.Cur = most
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limited); err != nil {
		t.Fatal(err)
	}
	failed := replaceFile(file, []byte(strings.Repeat("x", 2*most)))
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if failed == nil || content(t, file) != "old" {
		t.Errorf("error %v; the file holds %q", failed, content(t, file))
	}
	onlyFiles(t, dir, "report.json")
}
