package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// shownModules is how many unresolved modules a note names: they are common
// and no fault.
const shownModules = 3

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
// fault: a label, and one line.
type note struct{ label, text string }

// notes lists them for every format for people.
func notes(r *clean) []note {
	var list []note
	if modules := unresolved(r.Problems); len(modules) > 0 {
		places := make([]string, 0, shownModules)
		for _, module := range modules[:min(len(modules), shownModules)] {
			places = append(places, at(module.At))
		}
		if more := len(modules) - len(places); more > 0 {
			places = append(places, fmt.Sprintf("%d more", more))
		}
		list = append(list, note{"unknown", fmt.Sprintf("%s (%s); no finding rests on what may be in there",
			count(len(modules), "unresolved module"), strings.Join(places, ", "))})
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
