package main

import (
	"cmp"
	"maps"
	"slices"
)

// sayStats counts findings by rule, the most frequent first.
func (a *app) sayStats(f *found) {
	counts := map[string]int{}
	for i := range f.findings {
		counts[f.findings[i].Rule.ID+" "+f.findings[i].Rule.Name]++
	}
	names := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	s := f.summary
	a.sayf("%d files, %d definitions, %d resources, %d APIs, %d findings", s.Files, s.Definitions, s.Resources, s.APIs, len(f.findings))
	for _, name := range names {
		a.sayf("%6d  %s", counts[name], name)
	}
}
