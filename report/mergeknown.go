package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// joinKnown adds up what baselines and comparisons with commits did, each part
// by its own.
func joinKnown(merged *Report, parts []Part) {
	var files, revisions, commits []string
	for _, part := range parts {
		if b := part.Report.Baseline; b != nil {
			if merged.Baseline == nil {
				merged.Baseline = &Baseline{}
			}
			files = append(files, b.File)
			merged.Baseline.Hidden += b.Hidden
			merged.Baseline.Stale = append(merged.Baseline.Stale, b.Stale...)
		}
		if s := part.Report.Since; s != nil {
			if merged.Since == nil {
				merged.Since = &Since{Complete: true}
			}
			revisions, commits = append(revisions, s.Revision), append(commits, s.Commit)
			merged.Since.Older += s.Older
			merged.Since.Complete = merged.Since.Complete && s.Complete
		}
	}
	if merged.Baseline != nil {
		merged.Baseline.File = names(files)
		slices.SortStableFunc(merged.Baseline.Stale, func(a, b StaleEntry) int {
			return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.ID, b.ID), strings.Compare(a.Resource, b.Resource))
		})
	}
	if merged.Since != nil {
		merged.Since.Revision, merged.Since.Commit = names(revisions), names(commits)
	}
}

// names lists each name once.
func names(list []string) string {
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ", ")
}

// joinNarrowed gives each line of a configuration once: all shards have read the
// same file.
func joinNarrowed(merged *Report, parts []Part) {
	for _, part := range parts {
		merged.Narrowed = append(merged.Narrowed, part.Report.Narrowed...)
	}
	slices.SortStableFunc(merged.Narrowed, func(a, b Narrowing) int {
		return cmp.Or(strings.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Start.Line, b.At.Start.Line), strings.Compare(a.Message, b.Message))
	})
	merged.Narrowed = slices.CompactFunc(merged.Narrowed, func(a, b Narrowing) bool {
		return a.At.File == b.At.File && a.At.Start.Line == b.At.Start.Line && a.Message == b.Message
	})
}

func (n jsonNarrowing) narrowing() Narrowing {
	place := source.Position{Line: n.Line, Column: n.Column}
	return Narrowing{At: source.Range{File: n.File, Start: place, End: place}, Message: n.Message}
}
