//go:build unix

package main

import (
	"errors"
	"os/signal"
	"syscall"
)

// keepClosedPipes has a write to a closed pipe end in an error, where it would
// end the program.
func keepClosedPipes() { signal.Ignore(syscall.SIGPIPE) }

// closedPipe reports whether nobody reads what was written any more.
func closedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
