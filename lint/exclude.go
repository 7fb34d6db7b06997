package lint

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/find"
	"github.com/gatelint/gatelint/rules"
)

// include drops the definitions that are excluded, and the problems with finding
// any in what is. What stays reads files that are excluded all the same, so that
// nothing is taken to be missing that is only passed over.
func (o *Options) include(found *find.Found, units []unit) []unit {
	if o.Excluded == nil {
		return units
	}
	found.Problems = slices.DeleteFunc(found.Problems, func(p source.Problem) bool { return o.Excluded(p.At.File) })
	return slices.DeleteFunc(units, func(u unit) bool { return o.Excluded(u.path) })
}

// leaveOut drops the findings in files that are excluded.
func (o *Options) leaveOut(result *Result) {
	if o.Excluded == nil {
		return
	}
	excluded := func(at source.Range) bool { return at.File != "" && o.Excluded(at.File) }
	result.Findings = slices.DeleteFunc(result.Findings, func(f rules.Finding) bool { return excluded(f.At) })
	result.Undecided = slices.DeleteFunc(result.Undecided, func(u rules.Undecided) bool { return excluded(u.At) })
	result.Suppressed = slices.DeleteFunc(result.Suppressed, func(s rules.Suppressed) bool { return excluded(s.Finding.At) })
}
