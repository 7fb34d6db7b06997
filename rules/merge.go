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
			also := fingerprints([]Finding{known.finding, finding})
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
// The worst, and of these the one that assumes least, speaks for all. The
// outcome does not depend on the order of the findings, nor on which of them
// were collapsed before: shards rest on that.
func Collapse(findings []Finding) []Finding {
	findings = slices.Clone(findings)
	Sort(findings)
	var collapsed []Finding
	for len(findings) > 0 {
		end := 1
		for end < len(findings) && samePlace(findings[0], findings[end]) {
			end++
		}
		collapsed = append(collapsed, speaker(findings[:end]))
		findings = findings[end:]
	}
	return collapsed
}

// speaker makes one finding out of those of one rule at one place, which are in
// order.
func speaker(group []Finding) Finding {
	kept := slices.MinFunc(group, func(a, b Finding) int {
		return cmp.Or(compareSeverity(a.Severity, b.Severity), cmp.Compare(len(a.When), len(b.When)))
	})
	if len(group) == 1 {
		return kept
	}
	var addresses []string
	for i := range group {
		if group[i].Addresses == nil {
			addresses = append(addresses, group[i].Resource)
		}
		addresses = append(addresses, group[i].Addresses...)
	}
	slices.Sort(addresses)
	addresses = slices.Compact(addresses)
	kept.Also = fingerprints(group)
	kept.Instances, kept.Addresses = len(addresses), nil
	if len(addresses) > 1 {
		kept.Addresses = addresses
	}
	return kept
}

// CollapseSuppressed collapses the findings that are suppressed in the same way.
// One that has several reasons, since several definitions or module calls make
// it, is given with all of them. As with Collapse, the outcome does not depend on
// what was collapsed before.
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
		reasons[at] = append(reasons[at], s.Reason)
	}
	var collapsed []Suppressed
	for _, by := range slices.Sorted(maps.Keys(findings)) {
		for _, finding := range Collapse(findings[by]) {
			collapsed = append(collapsed, Suppressed{Finding: finding, Reason: allOf(reasons[spotOf(finding, by)]), By: by})
		}
	}
	SortSuppressed(collapsed)
	return collapsed
}

// allOf joins reasons, some of which may have been joined before.
func allOf(reasons []string) string {
	const separator = "; "
	slices.Sort(reasons)
	reasons = slices.Compact(reasons)
	if len(reasons) == 1 {
		return reasons[0]
	}
	each := strings.Split(strings.Join(reasons, separator), separator)
	each = slices.DeleteFunc(each, func(reason string) bool { return reason == "" })
	slices.Sort(each)
	return strings.Join(slices.Compact(each), separator)
}

// maxAlso is how many fingerprints a finding keeps beside its own.
const maxAlso = 8

// fingerprints gives those of findings of which one is to stand for all, nil if
// they have but one. Of many the first are given, in order, so that the outcome
// does not depend on what was collapsed before.
func fingerprints(group []Finding) []string {
	var all []string
	for i := range group {
		all = append(append(all, group[i].Fingerprint), group[i].Also...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) == 1 {
		return nil
	}
	return slices.Clip(all[:min(len(all), maxAlso)])
}

// Severities are all of them, worst first.
var Severities = []Severity{Error, Warning, Info}

// compareSeverity puts the worse one first.
func compareSeverity(a, b Severity) int {
	return cmp.Compare(slices.Index(Severities, a), slices.Index(Severities, b))
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
