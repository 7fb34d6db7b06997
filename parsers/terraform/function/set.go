package function

import (
	"iter"
	"math/bits"
	"slices"
)

// set is a set of instructions.
type set []uint64

func newSet(size int) set { return make(set, (size+63)/64) }

func (s set) has(pc uint32) bool { return s[pc/64]&(1<<(pc%64)) != 0 }

func (s set) add(pc uint32) { s[pc/64] |= 1 << (pc % 64) }

// join adds all of another set and reports whether that changed anything.
func (s set) join(other set) bool {
	changed := false
	for i, word := range other {
		changed = changed || word&^s[i] != 0
		s[i] |= word
	}
	return changed
}

func (s set) empty() bool {
	return !slices.ContainsFunc(s, func(word uint64) bool { return word != 0 })
}

func (s set) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range s {
			for word != 0 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) { //nolint:gosec // a number of an instruction
					return
				}
				word &= word - 1
			}
		}
	}
}
