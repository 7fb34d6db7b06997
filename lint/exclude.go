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

// reported drops the findings in files that are excluded.
func (o *Options) reported(findings []rules.Finding) []rules.Finding {
	if o.Excluded == nil {
		return findings
	}
	return slices.DeleteFunc(findings, func(f rules.Finding) bool { return f.At.File != "" && o.Excluded(f.At.File) })
}
