package rules

//go:generate go run ../internal/tools/generate

import (
	"slices"
	"strings"
)

// everything is all rules, those with a policy and those about suppressions,
// ordered by id.
var everything = ordered(catalogue, suppressions)

func ordered(tables ...[]Rule) []*Rule {
	var list []*Rule
	for _, table := range tables {
		for i := range table {
			list = append(list, &table[i])
		}
	}
	slices.SortFunc(list, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// Catalogue gives all rules, ordered by id. The rules belong to the catalogue
// and must not be changed.
func Catalogue() []*Rule { return slices.Clone(everything) }

// WithPolicy gives the rules of the catalogue that policies stand behind.
func WithPolicy() []*Rule {
	return slices.DeleteFunc(Catalogue(), func(r *Rule) bool { return !r.HasPolicy() })
}

// Find gives the rule with this id or name, nil if there is none.
func Find(idOrName string) *Rule {
	i := slices.IndexFunc(everything, func(r *Rule) bool { return r.ID == idOrName || r.Name == idOrName })
	if i < 0 {
		return nil
	}
	return everything[i]
}
