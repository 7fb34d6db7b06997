package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// ReadError says which file was not read, and why.
type ReadError struct {
	Kind ProblemKind
	// Path is relative to the root, or as it was asked for if it lies outside.
	Path string
	// Reason completes the sentence "<path> ..." and says what to do.
	Reason string
	// Err is the cause, nil if gatelint itself refused.
	Err error
	// At is where in the file the cause stands, zero if that says nothing.
	At Position
	// Head is the beginning of a file that was there but was refused, as far
	// as it was read: enough to tell what it would have been.
	Head []byte
}

// Error gives the path, the place where there is one, and the reason.
func (e *ReadError) Error() string {
	if e.At.Line > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.At.Line, e.At.Column, e.Reason)
	}
	return e.Path + ": " + e.Reason
}

// Unwrap gives the cause, so that errors.Is(err, fs.ErrNotExist) works.
func (e *ReadError) Unwrap() error { return e.Err }

// SystemFailed reports whether err says that the system failed to read something
// that is there, or denied it, and not that gatelint refused it.
func SystemFailed(err error) bool {
	failed, ok := errors.AsType[*ReadError](err)
	return ok && failed.Err != nil && !errors.Is(err, fs.ErrNotExist) && !OutsideRoot(err)
}

// Problem gives what the report says about the file.
func (e *ReadError) Problem() Problem {
	return Problem{Kind: e.Kind, At: Range{File: e.Path, Start: e.At, End: e.At}, Message: "it " + e.Reason}
}

// ProblemOf gives what the report says about an error from this package or one
// that wraps it.
func ProblemOf(err error) Problem {
	if failed, ok := errors.AsType[*ReadError](err); ok {
		return failed.Problem()
	}
	return Problem{Kind: Internal, Message: err.Error()}
}

// reasonOf gives the reason of a ReadError without its path.
func reasonOf(err error) string { return strings.TrimPrefix(ProblemOf(err).Message, "it ") }
