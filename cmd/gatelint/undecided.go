package main

import (
	"slices"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// addUndecided adds what could not be decided in one scope, with files named as
// reports name them.
func (f *found) addUndecided(s *scope, list []rules.Undecided) {
	for _, u := range list {
		u.At, u.Body = s.shown(u.At), s.shown(u.Body)
		u.Reasons = slices.Clone(u.Reasons)
		for i := range u.Reasons {
			u.Reasons[i].At = s.shown(u.Reasons[i].At)
		}
		f.undecided = append(f.undecided, u)
	}
}

// undecidedReport gives what is to be written of it.
func (f *found) undecidedReport() *report.Undecided {
	if len(f.scopes) > 1 {
		f.undecided = rules.MergeUndecided(f.undecided)
	}
	return &report.Undecided{Checks: f.undecided, Inputs: rules.BestInputs(f.undecided)}
}
