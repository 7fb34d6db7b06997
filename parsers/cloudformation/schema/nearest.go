package schema

import (
	"sort"
	"strings"
)

// Nearest gives the property of an object whose name is most like the given one,
// and whether any is like it enough to have been meant.
func (p *Property) Nearest(name string) (string, bool) {
	if p == nil {
		return "", false
	}
	best, least := "", 1+len(name)/3
	names := make([]string, 0, len(p.Properties))
	for candidate := range p.Properties {
		names = append(names, candidate)
	}
	sort.Strings(names)
	for _, candidate := range names {
		if candidate == name {
			return name, true
		}
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best, best != ""
}

// distance counts the letters that have to be changed, added or taken away to
// make one text of the other.
func distance(a, b string) int {
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range len(a) {
		diagonal := above[0]
		above[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = above[j+1]
			above[j+1] = min(cost, above[j]+1, above[j+1]+1)
		}
	}
	return above[len(b)]
}
