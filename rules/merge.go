package rules

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// Variant is what was found in one variant of a definition.
type Variant struct {
	// When lists what the variant assumes.
	When     []string
	Findings []Finding
}

// Merge makes one list out of the findings of all variants of one definition.
// What every variant has does not depend on the choice of variant; what some
// have keeps of its assumptions those without which it would not hold. Findings
// at one place stay apart until they are collapsed.
func Merge(variants []Variant) []Finding {
	type seen struct {
		finding Finding
		in      []bool // by variant
	}
	byKey := map[string]*seen{}
	var order []string
	for i, variant := range variants {
		for _, finding := range variant.Findings {
			key := placeKey(finding)
			known, ok := byKey[key]
			if !ok {
				known = &seen{finding: finding, in: make([]bool, len(variants))}
				byKey[key] = known
				order = append(order, key)
			}
			also := fingerprints(known.finding, finding)
			if !known.in[i] && len(finding.When) < len(known.finding.When) {
				known.finding = finding
			}
			known.finding.Also = also
			known.in[i] = true
		}
	}
	merged := make([]Finding, 0, len(order))
	for _, key := range order {
		known := byKey[key]
		finding := known.finding
		assumed := needed(finding.When[:finding.variants], variants, known.in)
		finding.When = slices.Concat(assumed, finding.When[finding.variants:])
		finding.variants = len(assumed)
		merged = append(merged, finding)
	}
	return merged
}

// needed drops the assumptions that a finding does not rest on: without them,
// too, it is in all variants that remain.
func needed(assumed []string, variants []Variant, in []bool) []string {
	for _, word := range slices.Backward(assumed) {
		fewer := slices.DeleteFunc(slices.Clone(assumed), func(other string) bool { return other == word })
		if everywhere(fewer, variants, in) {
			assumed = fewer
		}
	}
	return assumed
}

func everywhere(assumed []string, variants []Variant, in []bool) bool {
	for i, variant := range variants {
		lacks := func(word string) bool { return !slices.Contains(variant.When, word) }
		if !in[i] && !slices.ContainsFunc(assumed, lacks) {
			return false
		}
	}
	return true
}

// Collapse makes one finding out of those that one rule has at one place: the
// instances of a count or for_each, and the definitions that share a module.
// The worst, and of these the one that assumes least, speaks for all.
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
		instances, also := kept.Instances, fingerprints(*kept, finding)
		if kept.Resource != finding.Resource {
			instances += finding.Instances
		}
		if cmp.Or(compareSeverity(finding.Severity, kept.Severity), cmp.Compare(len(finding.When), len(kept.When))) < 0 {
			*kept = finding
		}
		kept.Instances, kept.Also = instances, also
	}
	return collapsed
}

// CollapseSuppressed collapses the findings that are suppressed in the same way.
// One that has several reasons, since several definitions or module calls make
// it, is given with all of them.
func CollapseSuppressed(list []Suppressed) []Suppressed {
	type spot struct {
		by          SuppressedBy
		rule        string
		at          source.Range
		fingerprint string // of a finding that no file shows
	}
	spotOf := func(f Finding, by SuppressedBy) spot {
		s := spot{by: by, rule: f.Rule.ID, at: f.At}
		if f.At.IsZero() {
			s.fingerprint = f.Fingerprint
		}
		return s
	}
	findings, reasons := map[SuppressedBy][]Finding{}, map[spot][]string{}
	for _, s := range list {
		findings[s.By] = append(findings[s.By], s.Finding)
		at := spotOf(s.Finding, s.By)
		if !slices.Contains(reasons[at], s.Reason) {
			reasons[at] = append(reasons[at], s.Reason)
		}
	}
	var collapsed []Suppressed
	for _, by := range slices.Sorted(maps.Keys(findings)) {
		for _, finding := range Collapse(findings[by]) {
			given := slices.Sorted(slices.Values(reasons[spotOf(finding, by)]))
			collapsed = append(collapsed, Suppressed{Finding: finding, Reason: strings.Join(given, "; "), By: by})
		}
	}
	slices.SortStableFunc(collapsed, func(a, b Suppressed) int { return compareFindings(a.Finding, b.Finding) })
	return collapsed
}

// maxAlso is how many fingerprints a finding keeps beside its own.
const maxAlso = 8

// fingerprints gives those of two findings of which one is to stand for both,
// nil if they have but one.
func fingerprints(a, b Finding) []string {
	if a.Fingerprint == b.Fingerprint && a.Also == nil && b.Also == nil {
		return nil
	}
	all := slices.Concat([]string{a.Fingerprint, b.Fingerprint}, a.Also, b.Also)
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clip(all[:min(len(all), maxAlso)])
}

// severities are all of them, worst first.
var severities = []Severity{Error, Warning, Info}

// compareSeverity puts the worse one first.
func compareSeverity(a, b Severity) int {
	return cmp.Compare(slices.Index(severities, a), slices.Index(severities, b))
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
func sortFindings(findings []Finding) { slices.SortStableFunc(findings, compareFindings) }

func compareFindings(a, b Finding) int {
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
}
