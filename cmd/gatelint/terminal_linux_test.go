package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"golang.org/x/sys/unix"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/tally"
)

// TestTerminal runs the command in a terminal, on definitions and files that a
// stranger has named, and looks at what the terminal is made to do.
func TestTerminal(t *testing.T) {
	runs, coloured := 0, 0
	for i, payload := range injection.Short() {
		t.Chdir(hostileTree(t, payload))
		commands := [][]string{{"explain", "403 " + payload}, {"check", payload}}
		if i%3 == 0 || soak {
			commands = append(commands, []string{"check", "--verbose", "--stats"})
		}
		for _, args := range commands {
			if strings.ContainsRune(strings.Join(args, ""), 0) {
				continue // no program can be called like that
			}
			seen := inTerminal(t, args)
			for _, misdeed := range seen.misdeeds {
				t.Errorf("%q: gatelint %.60q %s", payload, args, misdeed)
			}
			var both bytes.Buffer
			plain := &app{stdin: strings.NewReader(""), stdout: &both, stderr: &both}
			plain.run(args, nil)
			if shown := strings.Join(seen.lines, "\n"); shown != both.String() {
				t.Errorf("%q: gatelint %.60q shows\n%s\nand prints\n%s", payload, args, shown, both.String())
			}
			runs++
			coloured += seen.colours
		}
	}
	if coloured < 1000 {
		t.Errorf("%d colours: that is no terminal", coloured)
	}
	tally.Count(t, "T50", "runs in a terminal", runs)
}

// TestScreenSeesMisdeeds holds the terminal of the tests against the payloads
// that are made for terminals: of each it has to note something, or to show
// something else than what was sent.
func TestScreenSeesMisdeeds(t *testing.T) {
	isForTerminals := func(r rune) bool {
		return r != '\n' && !unicode.IsGraphic(r) && r != '\t' && !unicode.Is(unicode.Co, r)
	}
	for _, payload := range injection.Short() {
		if !strings.ContainsFunc(payload, isForTerminals) {
			continue
		}
		s := newScreen()
		s.feed("a" + payload + "b")
		if len(s.misdeeds) == 0 && strings.Join(s.lines, "\n") == "a"+payload+"b" {
			t.Errorf("%q passes", payload)
		}
	}
}

// inTerminal runs the command with both streams on a terminal.
func inTerminal(t *testing.T, args []string) *screen {
	t.Helper()
	master, terminal := openTerminal(t)
	run := exec.Command("gatelint", args...)
	run.Stdout, run.Stderr = terminal, terminal
	run.Env = []string{"PATH=" + os.Getenv("PATH"), "TERM=xterm-256color"}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close()
	output, err := io.ReadAll(master)
	if err != nil && !errors.Is(err, syscall.EIO) { // nobody has the terminal open any more
		t.Fatal(err)
	}
	_ = run.Wait() // the exit code is not what is looked at
	s := newScreen()
	s.feed(string(output))
	return s
}

// openTerminal makes a terminal that leaves what is written as it is.
func openTerminal(t *testing.T) (master, terminal *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there are no terminals here: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	terminal, err = os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there are no terminals here: %v", err)
	}
	mode, err := unix.IoctlGetTermios(int(terminal.Fd()), unix.TCGETS)
	if err == nil {
		mode.Oflag &^= unix.OPOST
		err = unix.IoctlSetTermios(int(terminal.Fd()), unix.TCSETS, mode)
	}
	if err != nil {
		t.Fatal(err)
	}
	return master, terminal
}
