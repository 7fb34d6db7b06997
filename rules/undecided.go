package rules

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Undecided is a check of one rule on one resource that what is known neither
// makes nor rules out.
type Undecided struct {
	Rule *Rule
	// Resource is its address, At the place that a finding would point at.
	Resource string
	At       source.Range
	// Body is all of the resource.
	Body source.Range
	// Instances counts the resources that the same lines make.
	Instances int
	Dialect   resource.Dialect
	// Reasons are what would have to be known, each once; there is one at
	// least.
	Reasons []Reason
}

// Inputs gives the inputs that the check waits for, and whether nothing else
// keeps it from being decided.
func (u *Undecided) Inputs() (inputs []Input, only bool) {
	only = true
	for _, reason := range u.Reasons {
		switch {
		case reason.Input == Input{}:
			only = false
		case !slices.Contains(inputs, reason.Input):
			inputs = append(inputs, reason.Input)
		}
	}
	return inputs, only
}

// Within reports whether the check is of a rule and may become a finding in a
// range of a file, so that nobody can say that there is none.
func (u *Undecided) Within(rule *Rule, in source.Range) bool {
	return u.Rule == rule && u.At.File == in.File && !u.At.Start.Before(in.Start) && !in.End.Before(u.At.Start)
}

// Undecided gives the checks that what is known of the model does not decide: a
// rule speaks of them where the policies are read as what may be, and not where
// they are read as what is. found are the findings of the model.
func (e *Engine) Undecided(ctx context.Context, m *model.Model, found []Finding) ([]Undecided, []source.Problem) {
	wanted := possible(e.rules, m)
	if len(wanted) == 0 {
		return nil, nil
	}
	queries, err := e.optimistic.prepare(ctx, wanted)
	if err != nil {
		return nil, []source.Problem{{Kind: source.Internal, At: placeOf(m), Message: err.Error()}}
	}
	encoding := model.Encode(m)
	sources := newProvenance(encoding, m.Dialect)
	decided := decidedBy(found)
	var list []Undecided
	var problems []source.Problem
	for _, rule := range wanted {
		violations, err := e.evaluate(ctx, queries[rule], rule, encoding)
		if err != nil {
			problems = append(problems, problem(rule, m, err))
			continue
		}
		for i := range violations {
			v := &violations[i]
			u, ok := sources.undecided(rule, v)
			if ok && !e.unasked(rule, v) && !decided[place{rule, u.Resource, u.At}] {
				list = append(list, u)
			}
		}
	}
	return onePerResource(list), problems
}

// place is where a rule speaks.
type place struct {
	rule     *Rule
	resource string
	at       source.Range
}

func decidedBy(found []Finding) map[place]bool {
	decided := map[place]bool{}
	for i := range found {
		decided[place{found[i].Rule, found[i].Resource, found[i].At}] = true
	}
	return decided
}

// undecided gives the check of a violation that may be one, and false if
// nothing that it rests on is hidden: another reading of the rule decides it.
func (p *provenance) undecided(rule *Rule, v *violation) (Undecided, bool) {
	subject, ok := p.encoding.Cell(v.At)
	if !ok {
		return Undecided{}, false
	}
	u := Undecided{Rule: rule, At: subject.At(), Instances: 1, Dialect: p.dialect}
	if owner := subject.Owner; owner != nil {
		u.Resource, u.Body = owner.Address, owner.Body
		u.At = firstPlace(u.At, owner.At)
	}
	for _, cell := range hidden(v, p.encoding) {
		u.Reasons = join(u.Reasons, p.reasons(cell))
	}
	if named := slices.DeleteFunc(slices.Clone(u.Reasons), isNameless); len(named) > 0 {
		u.Reasons = named // what follows from these adds nothing
	}
	return u, len(u.Reasons) > 0
}

func isNameless(r Reason) bool { return r.Kind == OfNothing }

// hidden gives what a violation rests on and is not known: of its evidence all
// that the guard would object to, of its subject and arguments what is no
// reference either.
func hidden(v *violation, encoding *model.Encoding) []model.Cell {
	var cells []model.Cell
	add := func(index int, objection func(model.Cell) error) {
		if cell, ok := encoding.Cell(index); ok && objection(cell) != nil {
			cells = append(cells, cell)
		}
	}
	for _, index := range v.Evidence {
		add(index, certain)
	}
	add(v.At, identified)
	for _, arg := range v.Args {
		if arg.At != nil {
			add(*arg.At, identified)
		}
	}
	return cells
}

// identified is certain, but lets a text pass that names an attribute of a
// resource and has no hole: what it means does not hang on an input.
func identified(cell model.Cell) error {
	if cell.Value == nil {
		return certain(cell)
	}
	isHole := func(part value.Part) bool { return part.Reason != "" }
	if parts := cell.Value.Parts(); slices.ContainsFunc(parts, isHole) || !slices.ContainsFunc(parts, isOwned) {
		return certain(cell)
	}
	return nil
}

// isOwned reports whether a part is an attribute of a resource, and not of what
// surrounds the definition.
func isOwned(part value.Part) bool { return part.IsRef() && part.Ref.Address != "" }

// onePerResource joins what one rule could not decide of one resource, at the
// first place, and puts all in order.
func onePerResource(list []Undecided) []Undecided {
	slices.SortStableFunc(list, func(a, b Undecided) int {
		return cmp.Or(
			compareRanges(a.At, b.At),
			strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Resource, b.Resource),
		)
	})
	type key struct {
		rule           *Rule
		file, resource string
	}
	index := map[key]int{}
	var joined []Undecided
	for _, u := range list {
		k := key{u.Rule, u.At.File, u.Resource}
		i, ok := index[k]
		if !ok {
			index[k] = len(joined)
			joined = append(joined, u)
			continue
		}
		joined[i].Reasons = join(joined[i].Reasons, u.Reasons)
	}
	for i := range joined {
		sortReasons(joined[i].Reasons)
	}
	return joined
}

// join gives the reasons of both, each once: one place that is not known for
// one reason counts once, whatever was made of it and of how many resources.
func join(a, b []Reason) []Reason {
	joined := slices.Clone(a)
	for _, reason := range b {
		same := func(other Reason) bool {
			return other.Kind == reason.Kind && other.Input == reason.Input && other.Detail == reason.Detail && other.At == reason.At
		}
		if !slices.ContainsFunc(joined, same) {
			joined = append(joined, reason)
		}
	}
	return joined
}

func compareRanges(a, b source.Range) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Start.Line, b.Start.Line),
		cmp.Compare(a.Start.Column, b.Start.Column),
		cmp.Compare(a.End.Line, b.End.Line),
		cmp.Compare(a.End.Column, b.End.Column),
	)
}

// MergeUndecided makes one list of those of several variants or definitions:
// one entry per rule and resource, and one for the resources that the same
// lines make.
func MergeUndecided(lists ...[]Undecided) []Undecided {
	all := onePerResource(slices.Concat(lists...))
	type key struct {
		rule *Rule
		at   source.Range
	}
	index := map[key]int{}
	var merged []Undecided
	for _, u := range all {
		k := key{u.Rule, u.At}
		if i, ok := index[k]; ok && !u.At.IsZero() {
			merged[i].Instances += u.Instances
			merged[i].Reasons = join(merged[i].Reasons, u.Reasons)
			sortReasons(merged[i].Reasons)
			continue
		}
		index[k] = len(merged)
		merged = append(merged, u)
	}
	return merged
}
