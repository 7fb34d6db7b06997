package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// Sort puts findings in the order of reports: file, line, column, id. What is
// equal in these is ordered by all else that a report shows, so that the order
// does not depend on the one before.
func Sort(findings []Finding) { slices.SortStableFunc(findings, Compare) }

// SortSuppressed does the same with suppressed findings.
func SortSuppressed(list []Suppressed) {
	slices.SortStableFunc(list, func(a, b Suppressed) int {
		return cmp.Or(
			Compare(a.Finding, b.Finding),
			strings.Compare(string(a.By), string(b.By)),
			strings.Compare(a.Reason, b.Reason),
		)
	})
}

// Compare is the order of Sort.
func Compare(a, b Finding) int {
	order := cmp.Or(
		strings.Compare(a.At.File, b.At.File),
		comparePosition(a.At.Start, b.At.Start),
		comparePosition(a.At.End, b.At.End),
		strings.Compare(a.Rule.ID, b.Rule.ID),
		strings.Compare(a.Resource, b.Resource),
		strings.Compare(a.Message, b.Message),
	)
	if order != 0 {
		return order
	}
	return cmp.Or(
		compareSeverity(a.Severity, b.Severity),
		slices.Compare(a.When, b.When),
		slices.CompareFunc(a.Related, b.Related, compareRelated),
		strings.Compare(a.Fingerprint, b.Fingerprint),
		strings.Compare(string(a.Dialect), string(b.Dialect)),
		slices.Compare(a.Addresses, b.Addresses),
	)
}

func compareRelated(a, b Related) int {
	return cmp.Or(
		strings.Compare(a.At.File, b.At.File),
		comparePosition(a.At.Start, b.At.Start),
		comparePosition(a.At.End, b.At.End),
		strings.Compare(a.Message, b.Message),
	)
}

func comparePosition(a, b source.Position) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
