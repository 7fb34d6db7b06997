package lint

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/find"
	"github.com/gatelint/gatelint/suppress"
)

// suppressInline applies the suppressions that stand in the definitions to their
// findings, and adds what is wrong with them as an outcome of its own.
func suppressInline(root *source.Root, found *find.Found, outcomes []outcome, options suppress.Options) []outcome {
	options.Asked = found.Asked
	definitions := make([]suppress.Definition, len(outcomes))
	for i := range outcomes {
		definitions[i] = outcomes[i].definition()
	}
	applied := suppress.Apply(root, definitions, options)
	for i := range outcomes {
		outcomes[i].findings, outcomes[i].suppressed = applied.Findings[i], applied.Suppressed[i]
	}
	return append(outcomes, outcome{findings: applied.About, problems: applied.Problems})
}

func (o *outcome) definition() suppress.Definition {
	files := slices.Sorted(slices.Values(o.files))
	d := suppress.Definition{
		Files:    slices.Compact(files),
		Models:   o.models,
		Findings: o.findings,
		Whole:    o.read && !slices.ContainsFunc(o.problems, source.Problem.Incomplete),
	}
	if len(o.models) > 0 {
		d.Dialect, d.Path = o.models[0].Dialect, o.models[0].Path
	}
	return d
}
