package rules

import (
	"cmp"
	"slices"
	"strings"
)

// Merge makes one list out of the findings of all variants of one definition,
// one slice for each. What every variant has does not depend on the choice of
// variant; what some have keeps the shortest of their assumptions.
func Merge(variants [][]Finding) []Finding {
	type seen struct {
		finding Finding
		count   int
	}
	byKey := map[string]*seen{}
	var order []string
	for _, findings := range variants {
		inThis := map[string]bool{}
		for _, finding := range findings {
			key := placeKey(finding)
			if inThis[key] {
				continue
			}
			inThis[key] = true
			known, ok := byKey[key]
			if !ok {
				known = &seen{finding: finding}
				byKey[key] = known
				order = append(order, key)
			}
			known.count++
			if len(finding.When) < len(known.finding.When) {
				known.finding = finding
			}
		}
	}
	merged := make([]Finding, 0, len(order))
	for _, key := range order {
		known := byKey[key]
		if known.count == len(variants) {
			known.finding.When = known.finding.When[known.finding.variants:]
			known.finding.variants = 0
		}
		merged = append(merged, known.finding)
	}
	return Collapse(merged)
}

// Collapse makes one finding out of those that one rule has at one place: the
// instances of a count or for_each, and the definitions that share a module.
// The one that assumes least speaks for all.
func Collapse(findings []Finding) []Finding {
	findings = slices.Clone(findings)
	sortFindings(findings)
	var collapsed []Finding
	for _, finding := range findings {
		last := len(collapsed) - 1
		if last < 0 || !samePlace(collapsed[last], finding) {
			collapsed = append(collapsed, finding)
			continue
		}
		kept := &collapsed[last]
		instances := kept.Instances
		if kept.Resource != finding.Resource {
			instances += finding.Instances
		}
		if len(finding.When) < len(kept.When) {
			*kept = finding
		}
		kept.Instances = instances
	}
	return collapsed
}

// placeKey tells the findings of one variant apart. The message is no part of
// it: one value that is wrong in two ways is wrong in all variants.
func placeKey(f Finding) string {
	if f.At.IsZero() {
		return f.Fingerprint
	}
	return f.Rule.ID + "\x00" + f.At.String() + "\x00" + f.Resource
}

// samePlace reports whether two findings are of one rule about one stretch of
// one file. Findings that no file shows stay apart.
func samePlace(a, b Finding) bool {
	return a.Rule.ID == b.Rule.ID && a.At == b.At && !a.At.IsZero()
}

// sortFindings puts findings in the order of reports: file, line, column, id.
func sortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.At.File, b.At.File),
			cmp.Compare(a.At.Start.Line, b.At.Start.Line),
			cmp.Compare(a.At.Start.Column, b.At.Start.Column),
			cmp.Compare(a.At.End.Line, b.At.End.Line),
			cmp.Compare(a.At.End.Column, b.At.End.Column),
			strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Resource, b.Resource),
			strings.Compare(a.Message, b.Message),
		)
	})
}
