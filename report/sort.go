package report

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Sort puts the lists of a report in order, by the names of files that its
// reader sees: a report that was written and read has no others.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Findings, compare)
	slices.SortStableFunc(r.Suppressed, func(a, b rules.Suppressed) int { return compare(a.Finding, b.Finding) })
	slices.SortStableFunc(r.Problems, func(a, b source.Problem) int {
		a.At.File, b.At.File = Text(a.At.File), Text(b.At.File)
		return source.CompareProblems(a, b)
	})
}

func compare(a, b rules.Finding) int {
	a.At.File, b.At.File = Text(a.At.File), Text(b.At.File)
	return rules.Compare(a, b)
}
