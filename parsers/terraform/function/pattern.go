package function

import (
	"regexp/syntax"
	"slices"
)

// A pattern searches texts with holes as Go's regular expressions search plain
// ones: leftmost-first, with a list of threads in order of priority. A hole is a
// run of one or more characters of which only the set they are from is known.
//
// A thread is sure where it is alive whatever the hole holds. Where that depends
// on the hole, it goes on among the possible threads, which have no order and
// no places. A search is decided if no possible thread ever reaches a match,
// and if a hole leaves the sure threads the same after one character as after
// any other number.
type pattern struct {
	prog  *syntax.Prog
	start uint32
	names []string // of the groups; "" for those without
}

// compile gives the pattern of an expression in Go's syntax.
func compile(expression string) (*pattern, error) {
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, err
	}
	names := tree.CapNames()
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	return &pattern{
		prog:  prog,
		start: uint32(prog.Start), //nolint:gosec // programs are short
		names: names,
	}, nil
}

// places of the groups of a match: numbers of items, two for each group; none
// where a group has not matched, inside for a place in the middle of a hole.
type places []int

const (
	none   = -1
	inside = -2
)

// findAll gives the places of all matches that do not overlap, as
// regexp.FindAllSubmatchIndex does for plain texts, and whether the holes leave
// that open. work is how many steps it may take, and is counted down.
func (p *pattern) findAll(items []item, work *int) (all []places, ok bool) {
	s := search{pattern: p, items: items, work: work, visited: make([]int, len(p.prog.Inst)), tame: map[uint32]truth{}}
	end := none
	for at := 0; at <= len(items); {
		found, ok := s.find(at)
		switch {
		case !ok:
			return nil, false
		case found == nil:
			return all, true
		case found[1] > at:
			at = found[1]
		case at < len(items) && items[at].hole:
			return nil, false // an empty match before a hole: the next one is inside
		default:
			at++
		}
		if found[1] > found[0] || found[0] != end { // no empty match right behind another
			all = append(all, found)
		}
		end = found[1]
	}
	return all, true
}

// search is a search of one text.
type search struct {
	*pattern
	items []item
	work  *int
	// visited says in which round an instruction was last reached.
	visited []int
	round   int
	// tame says which instructions take what tame symbols hold, as far as that
	// was asked.
	tame map[uint32]truth
}

// thread is one way in which the text may go on to match.
type thread struct {
	pc     uint32
	places places
}

// state is where a search has come to.
type state struct {
	sure     []thread // in order of priority, all at instructions that take a character
	possible set
	match    places // the best one so far
	failed   bool   // the holes decide
}

// find gives the first match at or behind a place, nil if there is none.
func (s *search) find(start int) (match places, ok bool) {
	now := state{possible: newSet(len(s.prog.Inst))}
	for at := start; ; at++ {
		now = s.begin(now, s.around(at), at)
		exhausted := len(now.sure) == 0 && now.possible.empty() && now.match != nil
		if now.failed || exhausted || at == len(s.items) {
			return now.match, !now.failed
		}
		if s.items[at].hole {
			now = s.pass(now, at)
		} else {
			now = s.step(now, s.items[at], s.around(at+1), at+1)
		}
	}
}

// begin adds a thread that starts at a place, unless there is a match already.
func (s *search) begin(from state, here context, at int) state {
	if from.match != nil || from.failed {
		return from
	}
	next := s.build(state{sure: slices.Clip(from.sure), possible: from.possible}, here, at)
	for _, t := range from.sure {
		s.visited[t.pc] = s.round
	}
	fresh := make(places, max(2, s.prog.NumCap))
	for i := range fresh {
		fresh[i] = none
	}
	fresh[0] = at
	next.add(s.start, fresh)
	return next.state
}

// step moves all threads over one character, or one of a hole.
func (s *search) step(from state, over item, here context, at int) state {
	next := s.build(state{possible: newSet(len(s.prog.Inst)), match: from.match, failed: from.failed}, here, at)
	for pc := range from.possible.all() {
		if s.takes(pc, over) != no {
			next.suppose(s.prog.Inst[pc].Out)
		}
	}
	for _, t := range from.sure {
		if next.cut {
			break
		}
		switch s.takes(t.pc, over) {
		case yes:
			next.add(s.prog.Inst[t.pc].Out, t.places)
		case maybe:
			next.suppose(s.prog.Inst[t.pc].Out)
		case no:
		}
	}
	return next.state
}

// pass moves all threads over a hole of one or more characters.
func (s *search) pass(from state, at int) state {
	hole := s.items[at]
	within := context{before: hole, after: hole}
	behind := s.around(at + 1)
	one := s.step(from, hole, behind, at+1)

	// Two characters, and what may have become possible after any number.
	middle := s.step(from, hole, within, inside)
	for {
		next := s.step(s.begin(middle, within, inside), hole, within, inside)
		if next.failed || !next.same(middle) {
			return state{failed: true}
		}
		if !middle.possible.join(next.possible) {
			break
		}
	}
	more := s.step(s.begin(middle, within, inside), hole, behind, at+1)
	if one.failed || more.failed || !one.same(more) {
		return state{failed: true}
	}
	more.possible.join(one.possible)
	return more
}

// same reports whether two states have the same match and sure threads.
func (a state) same(b state) bool {
	return slices.Equal(a.match, b.match) && slices.EqualFunc(a.sure, b.sure, func(x, y thread) bool {
		return x.pc == y.pc && slices.Equal(x.places, y.places)
	})
}
