package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// shownAbout is how much of what a note is about its line names.
const shownAbout = 3

// note is something that a reader should know about a whole run and that is no
// fault, as one sentence: "unknown: 2 modules (here, there); nothing is said of
// them". Only about comes from definitions and other files.
type note struct {
	label, subject string
	about          []string
	consequence    string
}

// line gives the sentence, with the first few of what it is about.
func (n *note) line() string {
	about := n.about[:min(len(n.about), shownAbout)]
	if more := len(n.about) - len(about); more > 0 {
		about = append(slices.Clip(about), fmt.Sprintf("%d more", more))
	}
	line := n.subject
	if len(about) > 0 {
		line += " (" + strings.Join(about, ", ") + ")"
	}
	return line + "; " + n.consequence
}

// notes lists them for every format for people.
func notes(r *clean) []note {
	var list []note
	if modules := unresolved(r.Problems); len(modules) > 0 {
		n := note{label: "unknown", subject: count(len(modules), "unresolved module"), consequence: "no finding rests on what may be in there"}
		for _, module := range modules {
			n.about = append(n.about, at(module.At))
		}
		list = append(list, n)
	}
	return list
}

// unresolved gives the problems that are none of the run's: what is simply not
// here.
func unresolved(problems []source.Problem) []source.Problem {
	var list []source.Problem
	for _, p := range problems {
		if !p.Incomplete() {
			list = append(list, p)
		}
	}
	return list
}
