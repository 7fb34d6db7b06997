//go:build unix

package reliability

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gatelint/gatelint/internal/tally"
)

// TestSignals ends runs that write reports at random moments, half of them right
// when a file is being written. A report is the old one or the new one, nothing
// else is left, and the exit code tells the signal.
func TestSignals(t *testing.T) {
	points := 200
	if full {
		points = 2000
	}
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, mixture(t))
	reports := t.TempDir()
	formats := []string{"text", "json", "sarif", "gitlab", "junit", "checkstyle", "markdown", "html"}
	args := []string{"check", "--select", strings.Join(faultRules, ","), "--write-baseline", filepath.Join(reports, "baseline")}
	for _, format := range formats {
		args = append(args, "--format", format+"="+filepath.Join(reports, format))
	}
	run := func() *exec.Cmd {
		c := exec.Command(name, args...)
		c.Dir, c.Env = dir, bare(dir)
		return c
	}
	start := time.Now()
	if err := run().Run(); err != nil {
		t.Fatal(err) // the baseline hides the findings at once
	}
	usual := time.Since(start)
	whole := map[string]string{}
	for _, file := range append(formats, "baseline") {
		whole[file] = read(t, filepath.Join(reports, file))
	}

	var longest time.Duration
	ended := map[string]int{}
	for i := range points {
		for file := range whole {
			put(t, filepath.Join(reports, file), "old "+file)
		}
		c := run()
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		over := make(chan struct{})
		go func() { _ = c.Wait(); close(over) }()
		await(reports, over, i%2 == 0, time.Duration(rand.Int64N(int64(usual))))
		signal := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i/2%2]
		sent := time.Now()
		_ = c.Process.Signal(signal)
		select {
		case <-over:
		case <-time.After(time.Minute):
			t.Fatalf("a run goes on after %v", signal)
		}
		longest = max(longest, time.Since(sent))
		ended[ending(t, c, signal)]++
		if strings.Contains(said.String(), "panic") || strings.Contains(said.String(), "goroutine") {
			t.Errorf("%v: %s", signal, said.String())
		}
		unharmed(t, reports, whole)
	}
	t.Logf("%d signals: %v; a run takes %v, and ended at most %v after its signal", points, ended, usual, longest)
	if ended["by itself"] > points*3/4 || ended["interrupted"] < points/10 {
		t.Errorf("too few runs were interrupted: %v", ended)
	}
	tally.Count(t, "T30", "signals", points)
}

// await waits for a while, or until a file is being written.
func await(reports string, over <-chan struct{}, forFile bool, pause time.Duration) {
	if !forFile {
		time.Sleep(pause)
		return
	}
	for {
		select {
		case <-over:
			return
		default:
		}
		if begun, _ := filepath.Glob(filepath.Join(reports, ".gatelint-*")); len(begun) > 0 {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// ending says how a run ended, which its exit code must tell.
func ending(t *testing.T, c *exec.Cmd, signal syscall.Signal) string {
	t.Helper()
	status, _ := c.ProcessState.Sys().(syscall.WaitStatus)
	switch code := c.ProcessState.ExitCode(); {
	case status.Signaled() && status.Signal() == signal:
		return "at its start" // a shell gives 128 and the signal for that
	case code == 128+int(signal):
		return "interrupted"
	case code == 0:
		return "by itself"
	default:
		t.Errorf("%v: exit %d, %v", signal, code, c.ProcessState)
		return "otherwise"
	}
}

// unharmed holds that each report is whole, old or new, and that there is nothing
// beside them.
func unharmed(t *testing.T, reports string, whole map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(reports)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		want, ok := whole[entry.Name()]
		if !ok {
			t.Errorf("%s is left behind", entry.Name())
			_ = os.Remove(filepath.Join(reports, entry.Name()))
			continue
		}
		if got := read(t, filepath.Join(reports, entry.Name())); got != want && got != fmt.Sprintf("old %s", entry.Name()) {
			t.Errorf("%s is neither the old nor the new one: %d of %d bytes", entry.Name(), len(got), len(want))
		}
	}
	if len(entries) != len(whole) {
		t.Errorf("there are %d files where there were %d", len(entries), len(whole))
	}
}
