package arn

import "slices"

// Answer is what can be said of a pattern and a request.
type Answer uint8

// The answers. The zero Answer claims nothing.
const (
	Maybe Answer = iota
	Never
	Always
)

// maxElements bounds the length of a pattern or a request; ARNs are shorter.
const maxElements = 4096

// Match says whether a pattern matches a request: Never if no text that the
// request may have is matched by any text that the pattern may have, Always if
// every one is.
func (s *Scope) Match(p Pattern, r Request) Answer {
	if s.steps < 0 || len(p.elements) > maxElements || len(r.elements) > maxElements {
		return Maybe
	}
	if !s.search(p.elements, r.elements, s.meets) {
		return s.unlessSpent(Never)
	}
	if s.search(p.elements, r.elements, covers) {
		return s.unlessSpent(Always)
	}
	return Maybe
}

// unlessSpent gives an answer only if there were steps enough to find it.
func (s *Scope) unlessSpent(answer Answer) Answer {
	if s.steps < 0 {
		return Maybe
	}
	return answer
}

// state is how far a search has read the pattern and the request.
type state struct{ p, r int }

// step calls next for the states that follow one. Each list is never read past
// its end; an element at the end is the zero element, and has says false.
type step func(p, r []element, at state, next func(state))

// search reports whether the end of both lists can be reached. It gives up when
// the scope has no steps left.
func (s *Scope) search(p, r []element, follow step) bool {
	words := ((len(p)+1)*(len(r)+1) + 63) / 64
	seen := slices.Grow(s.seen[:0], words)[:words]
	clear(seen)
	open := s.open[:0]
	defer func() { s.seen, s.open = seen, open }()
	push := func(next state) {
		bit := next.p*(len(r)+1) + next.r
		if seen[bit/64]&(1<<(bit%64)) == 0 {
			seen[bit/64] |= 1 << (bit % 64)
			open = append(open, next)
		}
	}
	push(state{})
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.p == len(p) && at.r == len(r) {
			return true
		}
		if s.steps--; s.steps < 0 {
			return false
		}
		follow(p, r, at, push)
	}
	return false
}

// meets follows both lists by characters that belong to both: some text is in
// both languages if the end is reached.
func (s *Scope) meets(p, r []element, at state, next func(state)) {
	hasP, hasR := at.p < len(p), at.r < len(r)
	if hasP && p[at.p].loop {
		next(state{at.p + 1, at.r})
	}
	if hasR && r[at.r].loop {
		next(state{at.p, at.r + 1})
	}
	if !hasP || !hasR {
		return
	}
	a, b := p[at.p], r[at.r]
	if a.width > 0 && b.width > 0 {
		switch {
		case same(*a.ref, *b.ref):
			next(state{at.p + int(a.width), at.r + int(b.width)})
			return
		case s.distinct(*a.ref, *b.ref):
			return
		}
	}
	if a.loop && b.loop || !meet(a, b) {
		return
	}
	after := at
	if !a.loop {
		after.p++
	}
	if !b.loop {
		after.r++
	}
	next(after)
}

// covers follows the request element by element, whatever text each stands for:
// only a wildcard takes what is not one known character, and only the same
// reference takes a reference.
func covers(p, r []element, at state, next func(state)) {
	if at.p == len(p) {
		return
	}
	a := p[at.p]
	if a.loop && !a.opaque && a.class == all {
		next(state{at.p + 1, at.r})
		if at.r < len(r) {
			next(state{at.p, at.r + 1})
		}
		return
	}
	if at.r == len(r) {
		return
	}
	b := r[at.r]
	switch {
	case a.width > 0 && b.width > 0 && same(*a.ref, *b.ref):
		next(state{at.p + int(a.width), at.r + int(b.width)})
	case a.loop || b.loop:
	case a.class == all, a.class == one && b.class == one && a.char == b.char:
		next(state{at.p + 1, at.r + 1})
	}
}
