package reliability

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// trace is what a run of the command asked of the system.
type trace struct {
	outcome
	// opened are the files and folders that were opened, as the system names
	// them; written those of them that were opened for more than reading.
	opened, written []string
	// forbidden are the calls that start a program or connect to something.
	forbidden []string
}

var (
	openedCall = regexp.MustCompile(`^\d+ +open(?:at2?)?\((.*)\) = \d+<(.*)>$`)
	socketCall = regexp.MustCompile(`^\d+ +(execve|execveat|socket|socketpair|connect|bind|sendto|sendmsg)\(`)
	deletedEnd = regexp.MustCompile(`\(deleted\)$`)
)

// traced runs the command under strace, with no more of the environment than is
// given. It skips the test where there is no strace, or none that may trace.
func traced(t *testing.T, dir string, environment []string, args ...string) trace {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("there is no strace here, which shows what the command asks of the system")
	}
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "trace")
	full := []string{"-f", "-y", "-qq", "-s", "4096", "-e", "signal=none", "-e", "trace=open,openat,openat2,execve,execveat,%network", "-o", log, name}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	run := exec.CommandContext(ctx, strace, append(full, args...)...)
	run.Dir, run.Env = dir, environment
	var stdout, stderr bytes.Buffer
	run.Stdout, run.Stderr = &stdout, &stderr
	if err := run.Run(); err != nil {
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
			t.Fatal(err)
		}
	}
	if ctx.Err() != nil {
		t.Fatalf("gatelint %s hangs", strings.Join(args, " "))
	}
	if strings.Contains(stderr.String(), "PTRACE_TRACEME") || strings.Contains(stderr.String(), "Operation not permitted") {
		t.Skip("strace may not trace here: " + stderr.String())
	}
	result := trace{outcome: outcome{code: run.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String()}}
	isStart := true
	for line := range strings.Lines(join(read(t, log))) {
		line = strings.TrimSuffix(line, "\n")
		if call := openedCall.FindStringSubmatch(line); call != nil {
			file := deletedEnd.ReplaceAllString(call[2], "")
			result.opened = append(result.opened, file)
			if strings.Contains(call[1], "O_WRONLY") || strings.Contains(call[1], "O_RDWR") || strings.Contains(call[1], "O_CREAT") {
				result.written = append(result.written, file)
			}
		}
		if socketCall.MatchString(line) {
			if !isStart { // the first execve is the start of the command itself
				result.forbidden = append(result.forbidden, line)
			}
			isStart = false
		}
	}
	if len(result.opened) == 0 || isStart {
		t.Fatalf("the trace shows nothing: %.500s", read(t, log))
	}
	return result
}

var (
	unfinished = regexp.MustCompile(`^(\d+) +(.*) <unfinished \.\.\.>$`)
	resumed    = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)
)

// join puts calls together that strace shows in two lines, because another
// thread came in between.
func join(log string) string {
	var b strings.Builder
	begun := map[string]string{}
	for line := range strings.Lines(log) {
		line = strings.TrimSuffix(line, "\n")
		if part := unfinished.FindStringSubmatch(line); part != nil {
			begun[part[1]] = part[2]
			continue
		}
		if part := resumed.FindStringSubmatch(line); part != nil {
			line = part[1] + " " + begun[part[1]] + part[2]
			delete(begun, part[1])
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// startUp lists what the system and Go's runtime open for every program: the
// loader and its libraries, the size of pages and of the share of the processor,
// the time zone, and the program itself.
var startUp = regexp.MustCompile(`^(/etc/ld\.so\.(cache|preload)|/(usr/)?lib(32|64)?/[^ ]*\.so[.0-9]*|/proc/(self|\d+)/(maps|cgroup|mountinfo|stat|status)|` +
	`/sys/kernel/mm/transparent_hugepage/hpage_pmd_size|/sys/fs/cgroup/.*|/sys/devices/system/cpu/.*|/etc/localtime|/usr/share/zoneinfo/.*)$`)

// outside gives what was opened that is neither below a folder nor of the
// start-up list.
func (r *trace) outside(t *testing.T, dir string) []string {
	t.Helper()
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	dir = resolved(t, dir)
	var list []string
	for _, file := range r.opened {
		if file != dir && !strings.HasPrefix(file, dir+"/") && !startUp.MatchString(file) && file != resolved(t, name) {
			list = append(list, file)
		}
	}
	return list
}

// resolved gives a path with its links followed.
func resolved(t *testing.T, name string) string {
	t.Helper()
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// bare is an environment with what a program needs to start.
func bare(home string) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "NO_COLOR=1"}
}
