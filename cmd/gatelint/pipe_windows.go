package main

import (
	"errors"
	"syscall"
)

// keepClosedPipes does nothing: no signal tells of closed pipes here.
func keepClosedPipes() {}

// noData is ERROR_NO_DATA of Windows: the pipe is being closed.
const noData = syscall.Errno(232)

// closedPipe reports whether nobody reads what was written any more.
func closedPipe(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, noData)
}
