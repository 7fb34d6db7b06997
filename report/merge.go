package report

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Part is a report that Merge joins with others.
type Part struct {
	// From names the report in errors.
	From string
	// Repository tells runs apart, "" if it has no name. The reports of one
	// are those of all shards of a run, or are of no shard.
	Repository string
	Report     *Report
}

// Merge joins reports. Those of all shards of one run give the report of that
// run; the order of the parts does not matter.
func Merge(parts []Part) (*Report, error) {
	if len(parts) == 0 {
		return nil, errors.New("there is no report to merge")
	}
	if err := checkShards(parts); err != nil {
		return nil, err
	}
	merged := &Report{Version: parts[0].Report.Version, Complete: true}
	for _, step := range steps {
		step(merged, parts)
	}
	return merged, nil
}

// steps say how each thing that a report holds is joined. Later ones count what
// earlier ones have joined.
var steps = []func(merged *Report, parts []Part){
	joinFindings,
	joinProblems,
	joinSuppressed,
	joinKnown,
	joinNarrowed,
	joinSummary,
}

// unanimous are the rules whose findings say that something is nowhere: they
// hold if all parts that have read the file say so.
var unanimous = map[string]bool{
	"SUP001": true, // a suppression that suppresses nothing
}

func joinFindings(merged *Report, parts []Part) {
	var findings []rules.Finding
	for _, part := range parts {
		for _, f := range part.Report.Findings {
			if !unanimous[f.Rule.ID] || agreed(f, parts) {
				findings = append(findings, f)
			}
		}
	}
	merged.Findings = rules.Collapse(findings)
}

// agreed reports whether all parts that have read the file of a finding have the
// finding.
func agreed(f rules.Finding, parts []Part) bool {
	return !slices.ContainsFunc(parts, func(part Part) bool {
		has := func(other rules.Finding) bool {
			return other.Rule.ID == f.Rule.ID && other.At == f.At && other.Message == f.Message
		}
		shard := part.Report.Shard
		return shard != nil && shard.Sum(f.At.File) != "" && !slices.ContainsFunc(part.Report.Findings, has)
	})
}

func joinProblems(merged *Report, parts []Part) {
	for _, part := range parts {
		merged.Problems = append(merged.Problems, part.Report.Problems...)
		merged.Complete = merged.Complete && part.Report.Complete
	}
	merged.Problems = source.Unique(merged.Problems)
}

func joinSuppressed(merged *Report, parts []Part) {
	for _, part := range parts {
		merged.Suppressed = append(merged.Suppressed, part.Report.Suppressed...)
	}
	merged.Suppressed = rules.CollapseSuppressed(merged.Suppressed)
}

// joinSummary adds up, but counts a file once that several shards have read.
func joinSummary(merged *Report, parts []Part) {
	s := &merged.Summary
	files := map[string]bool{}
	for _, part := range parts {
		other := part.Report.Summary
		s.Definitions += other.Definitions
		s.Resources += other.Resources
		s.APIs += other.APIs
		if part.Report.Shard == nil {
			s.Files += other.Files
			continue
		}
		for file := range part.Report.Shard.Files {
			files[file] = true
		}
	}
	s.Files += len(files)
	s.Suppressed = len(merged.Suppressed)
	s.Count(merged.Findings)
}

// Under gives the report with its files named under a folder.
func (r *Report) Under(folder string) *Report {
	at := func(at source.Range) source.Range {
		if at.File != "" {
			at.File = path.Join(folder, at.File)
		}
		return at
	}
	finding := func(f rules.Finding) rules.Finding {
		f.At = at(f.At)
		f.Related = each(f.Related, func(other rules.Related) rules.Related {
			return rules.Related{At: at(other.At), Message: other.Message}
		})
		return f
	}
	moved := *r
	moved.Findings = each(r.Findings, finding)
	moved.Problems = each(r.Problems, func(p source.Problem) source.Problem {
		p.At = at(p.At)
		return p
	})
	moved.Suppressed = each(r.Suppressed, func(s rules.Suppressed) rules.Suppressed {
		s.Finding = finding(s.Finding)
		return s
	})
	if r.Shard != nil {
		shard := *r.Shard
		shard.Files, shard.Others = keysUnder(folder, shard.Files), keysUnder(folder, shard.Others)
		moved.Shard = &shard
	}
	return &moved
}

func keysUnder(folder string, m map[string]string) map[string]string {
	moved := make(map[string]string, len(m))
	for key, item := range m {
		moved[path.Join(folder, key)] = item
	}
	return moved
}

// checkShards refuses what is not the whole of a run: of each repository either
// all shards of one run, or reports that are of no shard.
func checkShards(parts []Part) error {
	byRepository := map[string][]Part{}
	for _, part := range parts {
		byRepository[part.Repository] = append(byRepository[part.Repository], part)
	}
	for _, name := range slices.Sorted(maps.Keys(byRepository)) {
		if err := checkRun(byRepository[name]); err != nil {
			return err
		}
	}
	return nil
}

// checkRun checks the reports of one repository.
func checkRun(parts []Part) error {
	first := parts[0]
	if first.Report.Shard == nil {
		for _, part := range parts {
			if part.Report.Shard != nil {
				return fmt.Errorf("%s is of shard %s and %s is of no shard: one of them has what the other has; "+
					"name reports of several repositories as NAME=FILE", part.From, part.Report.Shard, first.From)
			}
		}
		return nil
	}
	seen := make(map[int]string, len(parts))
	sums := map[string]string{}
	for _, part := range parts {
		if err := sameRun(first, part, sums); err != nil {
			return err
		}
		index := part.Report.Shard.Index
		if other, known := seen[index]; known {
			return fmt.Errorf("%s and %s are both of shard %s; name each shard once", other, part.From, part.Report.Shard)
		}
		seen[index] = part.From
	}
	var missing []string
	for index := range first.Report.Shard.Count {
		if len(missing) > 20 { //nolint:mnd // enough to see what is wrong
			missing = append(missing, "…")
			break
		}
		if _, known := seen[index+1]; !known {
			missing = append(missing, fmt.Sprintf("%d/%d", index+1, first.Report.Shard.Count))
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the report of shard %s is missing; name the reports of all shards", strings.Join(missing, ", "))
	}
	return nil
}

// sameRun refuses a part that is not of the run that the first one is of.
func sameRun(first, part Part, sums map[string]string) error {
	a, b := first.Report.Shard, part.Report.Shard
	switch {
	case b == nil:
		return fmt.Errorf("%s is of shard %s and %s is of no shard: one of them has what the other has; "+
			"name reports of several repositories as NAME=FILE", first.From, a, part.From)
	case a.Count != b.Count:
		return fmt.Errorf("%s is of shard %s and %s of shard %s; split one run into one number of shards", first.From, a, part.From, b)
	case a.Inputs != b.Inputs || a.Base != b.Base:
		return fmt.Errorf("%s and %s are not of one run: their paths, flags or files differ; "+
			"run all shards in the same checkout with the same flags", first.From, part.From)
	}
	for _, files := range []map[string]string{b.Files, b.Others} {
		for _, file := range slices.Sorted(maps.Keys(files)) {
			sum := files[file]
			if known, ok := sums[file]; ok && known != sum {
				return fmt.Errorf("%s has read another %s than the shards before it; run all shards in the same checkout", part.From, Text(file))
			}
			sums[file] = sum
		}
	}
	return nil
}
