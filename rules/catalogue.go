package rules

//go:generate go run ../internal/tools/generate

import "slices"

// Catalogue gives all rules, ordered by id. The rules belong to the catalogue
// and must not be changed.
func Catalogue() []*Rule {
	list := make([]*Rule, len(catalogue))
	for i := range catalogue {
		list[i] = &catalogue[i]
	}
	return list
}

// Find gives the rule with this id or name, nil if there is none.
func Find(idOrName string) *Rule {
	i := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == idOrName || r.Name == idOrName })
	if i < 0 {
		return nil
	}
	return &catalogue[i]
}
