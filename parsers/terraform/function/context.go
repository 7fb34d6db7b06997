package function

import (
	"regexp/syntax"
)

// context is what stands around a place; a zero item is the end of the text.
type context struct{ before, after item }

// around gives the context of a place.
func (s *search) around(at int) context {
	var c context
	if at > 0 {
		c.before = s.items[at-1]
	}
	if at < len(s.items) {
		c.after = s.items[at]
	}
	return c
}

// holds tells whether what an instruction asserts of a place is true.
func (c context) holds(inst *syntax.Inst) truth {
	op := syntax.EmptyOp(inst.Arg) //nolint:gosec // the argument of an assertion
	all := yes
	for _, check := range []struct {
		op    syntax.EmptyOp
		truth func() truth
	}{
		{syntax.EmptyBeginText, func() truth { return truthOf(c.before == item{}) }},
		{syntax.EmptyEndText, func() truth { return truthOf(c.after == item{}) }},
		{syntax.EmptyBeginLine, func() truth { return c.before.breaksLine() }},
		{syntax.EmptyEndLine, func() truth { return c.after.breaksLine() }},
		{syntax.EmptyWordBoundary, func() truth { return c.wordBoundary(true) }},
		{syntax.EmptyNoWordBoundary, func() truth { return c.wordBoundary(false) }},
	} {
		if op&check.op == 0 {
			continue
		}
		switch check.truth() {
		case no:
			return no
		case maybe:
			all = maybe
		case yes:
		}
	}
	return all
}

// breaksLine tells whether a line ends at an item: the end of the text, or a
// line feed.
func (i item) breaksLine() truth {
	if i.hole && !i.tame {
		return maybe
	}
	return truthOf(i == item{} || i.char == '\n')
}

func (c context) wordBoundary(wanted bool) truth {
	if c.before.hole || c.after.hole { // a hyphen is no word character
		return maybe
	}
	isWord := func(i item) bool { return i != item{} && syntax.IsWordChar(i.char) }
	return truthOf((isWord(c.before) != isWord(c.after)) == wanted)
}
