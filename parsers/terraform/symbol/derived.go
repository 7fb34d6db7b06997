package symbol

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
)

// Derived gives a marked text that stands for one which was made from values
// with marks and of which nothing else is known, so that the texts around it
// survive. Its reason is the first one that the marks state, else that of the
// symbol that was made first. A tame one is known to hold letters, digits,
// dots, hyphens and underscores only. Like all holes, two are never known to be the
// same text.
func (t *Table) Derived(marks cty.ValueMarks, tame bool) cty.Value {
	var stated []Why
	var indices []int
	decided := false
	for mark := range marks {
		switch mark := mark.(type) {
		case Why:
			stated = append(stated, mark)
		case Mark:
			indices = append(indices, mark.index)
		case Decided:
			decided = true
		}
	}
	slices.Sort(indices)
	s := symbol{tame: tame, rests: t.rests(indices)}
	switch {
	case len(stated) > 0:
		s.why = slices.MinFunc(stated, func(a, b Why) int {
			return strings.Compare(string(a.Reason)+"\x00"+a.Origin, string(b.Reason)+"\x00"+b.Origin)
		})
	case len(indices) > 0:
		s.why = t.reason(indices[0])
	case decided:
		s.why = Why{Reason: value.Condition}
	default:
		s.why = Why{Reason: value.Function}
	}
	return t.sentinel(s)
}

// reason says why a symbol is not known.
func (t *Table) reason(index int) Why {
	s := t.symbols[index]
	if s.ref == (value.Ref{}) {
		return s.why
	}
	if address := "." + s.ref.Address; strings.Contains(address, ".data.") {
		return Why{Reason: value.Data, Origin: s.ref.Address}
	}
	return Why{Reason: value.Computed}
}

// rests names the attributes among symbols and those that holes among them were
// made from.
func (t *Table) rests(indices []int) string {
	var names []string
	for _, i := range indices {
		switch s := t.symbols[i]; {
		case s.ref != (value.Ref{}):
			names = append(names, strconv.Itoa(i))
		case s.rests != "":
			names = append(names, strings.Split(s.rests, ",")...)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ",")
}

// Rests gives the attributes that a symbol stands for or was made from, each
// once.
func (t *Table) Rests(mark Mark) []value.Ref {
	s := t.symbols[mark.index]
	if s.ref != (value.Ref{}) {
		return []value.Ref{s.ref}
	}
	var refs []value.Ref
	for name := range strings.SplitSeq(s.rests, ",") {
		if index, err := strconv.Atoi(name); err == nil {
			refs = append(refs, t.symbols[index].ref)
		}
	}
	return refs
}
