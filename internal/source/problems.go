package source

import (
	"cmp"
	"slices"
	"strings"
)

// ProblemKinds are all of them.
var ProblemKinds = []ProblemKind{Unreadable, Unsupported, Limit, UnresolvedModule, Internal}

// Unique puts problems in the order of reports and drops repeated ones: a module
// that several roots call is read for each. The outcome does not depend on the
// order they came in.
func Unique(problems []Problem) []Problem {
	slices.SortFunc(problems, CompareProblems)
	return slices.Compact(problems)
}

// CompareProblems orders problems by place, kind and message.
func CompareProblems(a, b Problem) int {
	return cmp.Or(
		strings.Compare(a.At.File, b.At.File),
		cmp.Compare(a.At.Start.Line, b.At.Start.Line),
		cmp.Compare(a.At.Start.Column, b.At.Start.Column),
		cmp.Compare(a.At.End.Line, b.At.End.Line),
		cmp.Compare(a.At.End.Column, b.At.End.Column),
		strings.Compare(string(a.Kind), string(b.Kind)),
		strings.Compare(a.Message, b.Message),
	)
}
