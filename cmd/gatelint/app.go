package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/gatelint/gatelint/report"
)

// The exit codes. The format of the output never changes them.
const (
	exitClean       = 0
	exitFindings    = 1
	exitUsage       = 2
	exitIncomplete  = 3
	exitInterrupted = 130
	exitTerminated  = 143
)

// grace is how long a run may take to end by itself after a signal.
const grace = 500 * time.Millisecond

// app is one run of the command: its streams and its exit code.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	// color says that standard output is a terminal that shows colours.
	color bool
	// ticks says when to show progress on standard error, nil for never.
	ticks func() (ticks <-chan time.Time, stop func())
	// code is the exit code if no error occurs.
	code int
	// writing is held while a file is replaced, so that an interrupt leaves
	// no half of one behind.
	writing sync.Mutex
}

// run executes the command line and gives the exit code. A signal ends it,
// whatever it is waiting for.
func (a *app) run(args []string, signals <-chan os.Signal) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan int, 1)
	go func() { done <- a.execute(ctx, args) }()

	select {
	case code := <-done:
		return code
	case received := <-signals:
		cancel()
		select {
		case <-done:
		case <-time.After(grace):
		}
		a.writing.Lock() // never released: nothing may begin to write any more
		if received == syscall.SIGTERM {
			return exitTerminated
		}
		return exitInterrupted
	}
}

func (a *app) execute(ctx context.Context, args []string) int {
	command := a.rootCommand() //nolint:contextcheck // cobra hands the context to the commands
	command.SetArgs(args)
	command.SetIn(a.stdin)
	command.SetOut(a.stdout)
	command.SetErr(a.stderr)
	err := command.ExecuteContext(ctx)
	switch {
	case err == nil:
		return a.code
	case ctx.Err() != nil:
		return exitInterrupted
	}
	a.sayf("%v", err)
	return exitUsage
}

// sayf writes a line for people to standard error. What it quotes may come from
// a definition or a file name, so it is made safe.
func (a *app) sayf(format string, args ...any) {
	_, _ = fmt.Fprintln(a.stderr, "gatelint: "+report.Text(fmt.Sprintf(format, args...))) // there is nowhere to report that to
}

// print writes a command's output. A reader that has seen enough is no error.
func (a *app) print(output []byte) error {
	_, err := a.stdout.Write(output)
	if err != nil && !closedPipe(err) && !errors.Is(err, io.ErrClosedPipe) {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	return nil
}
