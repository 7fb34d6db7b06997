// Package reliability tries to break the program as a whole: bytes go in at one
// end, and what is looked at is the report, the exit code and what it cost.
// There is a file for each kind of attack; docs/reliability.md lists them.
package reliability

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// full says that tests do all that they are made for, not just what fits into
// every run.
var full = os.Getenv("GATELINT_SOAK") != ""

// patience is when a run counts as hanging. It measures nothing.
const patience = 5 * time.Minute

// outcome is what a run of the command came to.
type outcome struct {
	code           int
	stdout, stderr string
	wall, cpu      time.Duration
	// memory is the most that was resident, in bytes; 0 where the system does
	// not say.
	memory int64
}

// command gives the built command.
var command = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gatelint-reliability-")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "gatelint")
	built := exec.Command("go", "build", "-o", name, "../cmd/gatelint")
	if output, err := built.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return name, nil
})

// measured is the environment variable that makes the tests' own program run a
// command and write to the file of that name what it came to. On Linux, a process
// counts as at least as large as the one that started it, and tests are large.
const measured = "GATELINT_RELIABILITY_MEASURED"

func TestMain(m *testing.M) {
	if name := os.Getenv(measured); name != "" {
		os.Exit(measure(name, os.Args[1:]))
	}
	code := m.Run()
	if name, err := command(); err == nil {
		_ = os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// gatelint runs the command in a folder. Nothing of the environment reaches it
// but what a program needs to start.
func gatelint(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	costs := filepath.Join(t.TempDir(), "costs")
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	run := exec.CommandContext(ctx, self, append([]string{name}, args...)...)
	run.Dir = dir
	run.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "NO_COLOR=1", measured + "=" + costs}
	var stdout, stderr bytes.Buffer
	run.Stdout, run.Stderr = &stdout, &stderr
	start := time.Now()
	err = run.Run()
	if ctx.Err() != nil {
		t.Fatalf("gatelint %s hangs", strings.Join(args, " "))
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var memory int64
	if _, err := fmt.Sscan(read(t, costs), &memory); err != nil {
		t.Fatal(err)
	}
	return outcome{
		code:   run.ProcessState.ExitCode(),
		stdout: stdout.String(),
		stderr: stderr.String(),
		wall:   time.Since(start),
		cpu:    run.ProcessState.UserTime() + run.ProcessState.SystemTime(),
		memory: memory,
	}
}

// measure runs a command and gives its exit code.
func measure(costs string, command []string) int {
	run := exec.Command(command[0], command[1:]...)
	run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stdout, os.Stderr
	_ = os.Unsetenv(measured)
	if err := run.Run(); run.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 125
	}
	if err := os.WriteFile(costs, []byte(strconv.FormatInt(peak(run.ProcessState), 10)), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return run.ProcessState.ExitCode()
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// seen says what a run cost, for whoever reads the log.
func (o *outcome) seen(t *testing.T) {
	t.Helper()
	t.Logf("exit %d, %v wall, %v CPU, %d MiB", o.code, o.wall.Round(time.Millisecond), o.cpu.Round(time.Millisecond), o.memory>>20)
}

// jsonReport is what a run wrote with --format json.
type jsonReport struct {
	Complete bool      `json:"complete"`
	Findings []finding `json:"findings"`
	Problems []problem `json:"problems"`
}

type finding struct {
	ID    string `json:"id"`
	File  string `json:"file"`
	Range place  `json:"range"`
}

type problem struct {
	Kind    string `json:"kind"`
	File    string `json:"file"`
	Range   place  `json:"range"`
	Message string `json:"message"`
}

type place struct {
	Start struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	} `json:"start"`
}

func (o *outcome) report(t *testing.T) *jsonReport {
	t.Helper()
	var r jsonReport
	if err := json.Unmarshal([]byte(o.stdout), &r); err != nil {
		t.Fatalf("exit %d, no report: %v\n%.2000s", o.code, err, o.stderr)
	}
	return &r
}

// about gives the problems of the files below a folder.
func (r *jsonReport) about(dir string) []problem {
	var list []problem
	for _, p := range r.Problems {
		if p.File == dir || strings.HasPrefix(p.File, dir+"/") {
			list = append(list, p)
		}
	}
	return list
}

// write puts files, given by slash path, under a new folder, which it gives.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
