package schema

import "slices"

// Nearest gives the name that a block may hold and that is most like a name
// which it may not; "" if none is near enough to be what was meant.
func (b *Block) Nearest(name string) string {
	if b == nil || b.Has(name) {
		return ""
	}
	candidates := make([]string, 0, len(b.Attributes)+len(b.Blocks))
	for candidate := range b.Attributes {
		candidates = append(candidates, candidate)
	}
	for candidate := range b.Blocks {
		candidates = append(candidates, candidate)
	}
	slices.Sort(candidates)
	nearest, least := "", len(name)/3+1
	for _, candidate := range candidates {
		if d := distance(name, candidate); d < least {
			nearest, least = candidate, d
		}
	}
	return nearest
}

// distance counts the letters to add, drop, change or swap with a neighbour to
// get from one name to the other.
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
