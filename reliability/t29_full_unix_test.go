//go:build unix

package reliability

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// shell runs a line of the shell in a folder, in which "$gatelint" is the
// command.
func shell(t *testing.T, dir, line string, wrapped ...string) outcome {
	t.Helper()
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	args := slices.Concat(wrapped, []string{"sh", "-c", line})
	run := exec.CommandContext(t.Context(), args[0], args[1:]...)
	run.Dir = dir
	run.Env = append(bare(dir), "gatelint="+name)
	var stdout, stderr bytes.Buffer
	run.Stdout, run.Stderr = &stdout, &stderr
	if err := run.Run(); err != nil {
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
			t.Fatal(err)
		}
	}
	return outcome{code: run.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String()}
}

// refused holds that a run said that it could not write, in one line, and left
// what was there.
func refused(t *testing.T, what string, o outcome, dir, reason string) {
	t.Helper()
	if o.code != 2 || !strings.Contains(o.stderr, reason) || strings.Contains(o.stderr, "goroutine") {
		t.Errorf("%s: exit %d, said %q, want %q", what, o.code, o.stderr, reason)
	}
	if dir == "" {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || read(t, filepath.Join(dir, "report")) != "old" {
		t.Errorf("%s: the old report is no longer what it was (%d files, %v)", what, len(entries), err)
	}
}

// TestFullDisks has no room for a report: on a device that is full, behind a
// limit for the size of files, and on a file system that is full.
func TestFullDisks(t *testing.T) {
	dir := write(t, map[string]string{"template.yaml": health})
	cases := 0
	for _, format := range formatList {
		if _, err := os.Stat("/dev/full"); err == nil {
			refused(t, format+" to a full device", shell(t, dir, `exec "$gatelint" check --format `+format+` >/dev/full`), "", "no space left")
			refused(t, format+" to a full device by name", shell(t, dir, `exec "$gatelint" check --format `+format+`=/dev/full`), "", "no space left")
			cases += 2
		}
		out := filepath.Join(t.TempDir(), "out")
		put(t, filepath.Join(out, "report"), "old")
		refused(t, format+" behind a limit", shell(t, dir, `ulimit -f 0; exec "$gatelint" check --format `+format+`='`+out+`/report'`), out, "too large")
		cases++
	}
	out := filepath.Join(t.TempDir(), "out")
	put(t, filepath.Join(out, "report"), "old")
	refused(t, "a baseline behind a limit", shell(t, dir, `ulimit -f 0; exec "$gatelint" check --write-baseline '`+out+`/report'`), out, "too large")
	tally.Count(t, "T29", "full disks", cases+1)
}

// TestAFullFileSystem mounts one of a few pages, in a namespace of its own.
func TestAFullFileSystem(t *testing.T) {
	if runtime.GOOS != "linux" || exec.Command("unshare", "-rm", "true").Run() != nil {
		t.Skip("there are no namespaces of users here, in which to mount a small file system")
	}
	dir := write(t, map[string]string{"template.yaml": health})
	for _, format := range formatList {
		o := shell(t, dir, `mkdir -p small && mount -t tmpfs -o size=8k none small && echo old >small/report && head -c 4096 /dev/zero >small/filler
"$gatelint" check template.yaml --format `+format+`=small/report
code=$?
ls -A small; cat small/report
exit $code`, "unshare", "-rm")
		if strings.Contains(o.stderr, "mount:") {
			t.Skip("nothing may be mounted here: " + o.stderr)
		}
		if o.code != 2 || !strings.Contains(o.stderr, "no space left") || o.stdout != "filler\nreport\nold\n" {
			t.Errorf("%s: exit %d, %q, %q", format, o.code, o.stdout, o.stderr)
		}
		tally.Count(t, "T29", "full disks", 1)
	}
}

// TestReadersThatGo close their end: before anything comes, and after a little.
// That is no fault of the run, and nothing to speak of.
func TestReadersThatGo(t *testing.T) {
	dir := write(t, mixture(t))
	for _, format := range formatList {
		for _, reader := range []string{"true", "head -c 1", "head -c 700", "exec <&-"} {
			o := shell(t, dir, `{ "$gatelint" check --format `+format+`; echo $? >code; } | { `+reader+`; } >/dev/null; cat code`)
			if strings.TrimSpace(o.stdout) != "1" || strings.Contains(o.stderr, "pipe") || strings.Contains(o.stderr, "goroutine") {
				t.Errorf("%s | %s: exit %s, said %q", format, reader, o.stdout, o.stderr)
			}
			tally.Count(t, "T29", "readers that go", 1)
		}
	}
}
