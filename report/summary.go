package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// shownAbout is how much of what a note is about its line names.
const shownAbout = 3

// summaryLine says in one line what was found, what was not read, and how much
// was. Every format for people ends or begins with it.
func summaryLine(r *clean, p *paint) string {
	s := &r.Summary
	var b strings.Builder
	switch {
	case s.Findings() > 0:
		counts := []string{}
		for _, c := range []struct {
			n        int
			severity rules.Severity
			name     string
		}{{s.Error, rules.Error, "error"}, {s.Warning, rules.Warning, "warning"}, {s.Info, rules.Info, "note"}} {
			if c.n > 0 {
				counts = append(counts, p.severity(c.severity, count(c.n, c.name)))
			}
		}
		b.WriteString("Found " + strings.Join(counts, ", "))
	case s.Definitions == 0 && incomplete(r.Problems) == 0:
		b.WriteString(p.severity(rules.Warning, "Nothing to lint"))
	default:
		b.WriteString(p.good("No findings"))
	}
	if hidden := s.Findings() - len(r.Findings); hidden > 0 {
		fmt.Fprintf(&b, " (%d not shown)", hidden)
	}
	if s.Suppressed > 0 {
		fmt.Fprintf(&b, ", %d suppressed", s.Suppressed)
	}
	fmt.Fprintf(&b, " in %s (%s, %s)", count(s.Files, "file"), count(s.APIs, "API"), count(s.Resources, "resource"))
	if n := incomplete(r.Problems); n > 0 {
		b.WriteString("; " + p.severity(rules.Error, "incomplete: "+count(n, "problem")+" kept something from being read"))
	}
	b.WriteString(".")
	return b.String()
}

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

// incomplete counts the problems that kept something from being read.
func incomplete(problems []source.Problem) int { return len(problems) - len(unresolved(problems)) }

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

// at gives file:line:column, as far as they are known. A name that begins like
// a command to a build server gets a "./" in front.
func at(r source.Range) string {
	file := r.File
	if file == "" {
		file = "(no file)"
	}
	if strings.HasPrefix(strings.TrimSpace(file), ":") || strings.HasPrefix(file, " ") {
		file = "./" + file
	}
	if r.Start.Line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, r.Start.Line, r.Start.Column)
}

// count gives a number and the right form of its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
