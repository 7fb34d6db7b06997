package arn

import (
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
)

// class is a set of characters.
type class uint8

const (
	one      class = iota // the element's own character
	all                   // every character
	notSlash              // every character but the slash
	bounded               // letters, digits, hyphen, underscore
)

// element is one step of a pattern or of a request: one character of a class, or
// any number of them. "One or more" is two elements.
type element struct {
	class class
	char  rune
	loop  bool
	// opaque elements of a pattern stand for a text that is not known, so that
	// they match perhaps, never certainly.
	opaque bool
	// ref and width are set on the first of the width elements that stand for
	// a reference.
	ref   *value.Ref
	width int8
	// method is set on the characters of a method that a pattern names, and
	// greedy on the variable part of a path, which is not searched for one:
	// "/*/GET/" means the root path, not paths that end in "/GET/".
	method, greedy bool
}

// star is what a wildcard of a pattern matches.
var star = element{class: all, loop: true}

// hole is a text of which nothing is known.
var hole = element{class: all, loop: true, opaque: true}

// atLeastOne gives one or more characters of a class.
func atLeastOne(c class) []element { return []element{{class: c}, {class: c, loop: true}} }

func characters(text string) []element {
	elements := make([]element, 0, len(text))
	for _, r := range text {
		elements = append(elements, element{char: r})
	}
	return elements
}

// reference gives the elements of a reference.
func (s *Scope) reference(ref value.Ref) []element {
	if !s.bounded(ref) {
		return []element{{class: all, loop: true, opaque: true, ref: &ref, width: 1}}
	}
	return []element{
		{class: bounded, opaque: true, ref: &ref, width: 2},
		{class: bounded, loop: true, opaque: true},
	}
}

// elements gives the elements of a text; literal says what a character stands
// for.
func (s *Scope) elements(text symbolic.Text, piece string, literal func(r rune) element) []element {
	elements := make([]element, 0, len(piece))
	for _, r := range piece {
		switch {
		case !symbolic.IsSymbol(r):
			elements = append(elements, literal(r))
		case text.Part(r).IsRef():
			elements = append(elements, s.reference(text.Part(r).Ref)...)
		default:
			elements = append(elements, hole)
		}
	}
	return elements
}

func itself(r rune) element { return element{char: r} }

func wildcard(r rune) element {
	switch r {
	case '*':
		return star
	case '?':
		return element{class: all}
	}
	return itself(r)
}

// method gives a character of a method.
func method(r rune) element { return element{char: r, method: true} }

// meet reports whether some character belongs to both elements, of which the
// first is a pattern's.
func meet(a, b element) bool {
	switch {
	case a.method && b.greedy:
		return false
	case a.class == one && b.class == one:
		return a.char == b.char
	case a.class == one:
		return b.class.contains(a.char)
	case b.class == one:
		return a.class.contains(b.char)
	}
	return true
}

func (c class) contains(r rune) bool {
	switch c {
	case one, all:
		return true
	case notSlash:
		return r != '/'
	case bounded:
		return r == '-' || r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	return true
}
