package function

import (
	"regexp/syntax"
	"slices"
)

// builder makes the state at one place.
type builder struct {
	*search
	state
	here context
	at   int
	cut  bool // a match ends here: threads of lower priority are not followed
}

func (s *search) build(from state, here context, at int) *builder {
	s.round++
	return &builder{search: s, state: from, here: here, at: at}
}

// spend counts one step. When there was too much work the search gives up.
func (b *builder) spend() bool {
	*b.work--
	if *b.work < 0 {
		b.failed = true
	}
	return !b.failed
}

// add follows a sure thread to the instructions that take a character.
func (b *builder) add(pc uint32, at places) {
	if b.cut || b.visited[pc] == b.round || !b.spend() {
		return
	}
	b.visited[pc] = b.round
	inst := &b.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstFail:
	case syntax.InstAlt, syntax.InstAltMatch:
		b.add(inst.Out, at)
		b.add(inst.Arg, at)
	case syntax.InstNop:
		b.add(inst.Out, at)
	case syntax.InstCapture:
		at = slices.Clone(at)
		at[inst.Arg] = b.at
		b.add(inst.Out, at)
	case syntax.InstEmptyWidth:
		switch b.here.holds(inst) {
		case yes:
			b.add(inst.Out, at)
		case maybe:
			b.suppose(inst.Out)
		case no:
		}
	case syntax.InstMatch:
		b.match = slices.Clone(at)
		b.match[1] = b.at
		b.cut = true
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		b.sure = append(b.sure, thread{pc: pc, places: at})
	}
}

// suppose follows a possible thread. One that can match leaves the search open.
func (b *builder) suppose(pc uint32) {
	if b.possible.has(pc) || !b.spend() {
		return
	}
	b.possible.add(pc)
	inst := &b.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		b.suppose(inst.Out)
		b.suppose(inst.Arg)
	case syntax.InstNop, syntax.InstCapture:
		b.suppose(inst.Out)
	case syntax.InstEmptyWidth:
		if b.here.holds(inst) != no {
			b.suppose(inst.Out)
		}
	case syntax.InstMatch:
		b.failed = true
	case syntax.InstFail, syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
	}
}

// truth is what is known of a condition.
type truth uint8

const (
	maybe truth = iota
	yes
	no
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// item is one character of a text, or one hole.
type item struct {
	text string // as it stands in the text
	char rune
	hole bool
	tame bool
}

// tameCharacters are those that a tame symbol may hold.
const tameCharacters = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

// takes tells whether an instruction takes a character, or all that a hole may
// hold.
func (s *search) takes(pc uint32, over item) truth {
	inst := &s.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
	default:
		return no
	}
	if !over.hole {
		return truthOf(inst.MatchRune(over.char))
	}
	if !over.tame {
		if inst.Op == syntax.InstRuneAny {
			return yes
		}
		return maybe
	}
	known, ok := s.tame[pc]
	if !ok {
		taken := 0
		for _, char := range tameCharacters {
			if inst.MatchRune(char) {
				taken++
			}
		}
		switch taken {
		case 0:
			known = no
		case len(tameCharacters):
			known = yes
		}
		s.tame[pc] = known
	}
	return known
}
