// Package source is the only part of gatelint that opens files. It hands out
// the bytes of regular files under one root, each read once, and says where in
// them something stands.
package source

import "fmt"

// Position is a place in a file. Line and Column count from 1; columns count
// Unicode code points. The zero Position means that the place is not known.
type Position struct {
	Line, Column int
}

// Before reports whether p stands earlier in its file than q.
func (p Position) Before(q Position) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Range is a stretch of one file, from Start up to, not including, End. File
// is relative to the root, with forward slashes. The zero Range stands for
// something that no file shows.
type Range struct {
	File       string
	Start, End Position
}

// IsZero reports whether the range stands for nothing that a file shows.
func (r Range) IsZero() bool { return r.File == "" && r.Start.Line == 0 }

// Contains reports whether p lies in r.
func (r Range) Contains(p Position) bool { return !p.Before(r.Start) && p.Before(r.End) }

// Before orders ranges by file, then by start.
func (r Range) Before(other Range) bool {
	if r.File != other.File {
		return r.File < other.File
	}
	return r.Start.Before(other.Start)
}

// String gives file:line:column, the form that editors and terminals link.
func (r Range) String() string {
	return fmt.Sprintf("%s:%d:%d", r.File, r.Start.Line, r.Start.Column)
}

// ProblemKind says why something that is there was not read as a whole.
type ProblemKind string

// The kinds of problems. All but UnresolvedModule make a run incomplete: what
// is simply not there is unknown, never incomplete.
const (
	Unreadable       ProblemKind = "unreadable"
	Unsupported      ProblemKind = "unsupported"
	Limit            ProblemKind = "limit"
	UnresolvedModule ProblemKind = "unresolved-module"
	Internal         ProblemKind = "internal"
)

// Problem is something that could not be read, and what to do about it.
type Problem struct {
	Kind    ProblemKind
	At      Range
	Message string
}

// Incomplete reports whether the problem keeps a run from being complete.
func (p Problem) Incomplete() bool { return p.Kind != UnresolvedModule }
