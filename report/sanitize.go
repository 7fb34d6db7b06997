package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// maxRunes bounds one string in a report: an attribute may be a megabyte.
const maxRunes = 4000

// clean is a report of which every string is safe to print, upload and open.
type clean struct {
	Report
	// lines gives the text of a line, made safe, under the made-safe name of
	// its file. A rune of the source is a rune of the text.
	lines func(file string, line int) (string, bool)
}

// sanitize is the one place where strings from definitions become output; named
// says how a format names a file. It leaves the report that it is given as it
// is.
func sanitize(r *Report, lines func(string, int) (string, bool), named func(string) string) *clean {
	c := &clean{Report: *r}
	c.Version = Text(r.Version)
	files := map[string]string{} // safe name → name
	at := func(at source.Range) source.Range {
		safe := Text(named(at.File))
		files[safe] = at.File
		at.File = safe
		if at.Start.Line > 0 && at.End.Before(at.Start) {
			at.End = at.Start
		}
		return at
	}
	finding := func(f rules.Finding) rules.Finding {
		f.At = at(f.At)
		f.Message, f.Resource, f.Fix, f.Fingerprint = Text(f.Message), Text(f.Resource), Text(f.Fix), Text(f.Fingerprint)
		f.When = each(f.When, Text)
		f.Addresses, f.Also = each(f.Addresses, Text), each(f.Also, Text)
		f.Dialect = resource.Dialect(Text(string(f.Dialect))) // a merged report may say anything
		f.Symptoms = each(f.Symptoms, Text)
		f.Related = each(f.Related, func(other rules.Related) rules.Related {
			return rules.Related{At: at(other.At), Message: Text(other.Message)}
		})
		return f
	}
	c.Findings = each(r.Findings, finding)
	c.Problems = each(r.Problems, func(p source.Problem) source.Problem {
		p.At, p.Message = at(p.At), Text(p.Message)
		return p
	})
	c.Suppressed = each(r.Suppressed, func(s rules.Suppressed) rules.Suppressed {
		s.Finding, s.Reason = finding(s.Finding), Text(s.Reason)
		return s
	})
	c.Baseline, c.Since = r.Baseline.clean(), r.Since.clean()
	c.Narrowed = each(r.Narrowed, func(n Narrowing) Narrowing { return Narrowing{at(n.At), Text(n.Message)} })
	c.Undecided = sanitizeUndecided(r.Undecided, at)
	c.Shard = r.Shard.sanitized()
	c.lines = func(file string, line int) (string, bool) {
		if lines == nil {
			return "", false
		}
		text, ok := lines(files[file], line)
		return visible(strings.TrimSuffix(text, "\r")), ok
	}
	return c
}

// each maps a slice, never to nil: formats show an empty list as such.
func each[T, U any](list []T, f func(T) U) []U {
	mapped := make([]U, len(list))
	for i, item := range list {
		mapped[i] = f(item)
	}
	return mapped
}

// Text makes a string from a definition safe to show: on one line, nothing in
// it that a terminal, a log or a viewer obeys or that hides, and not endless.
func Text(s string) string {
	if len(s) > maxRunes {
		if runes := []rune(s); len(runes) > maxRunes {
			s = string(runes[:maxRunes]) + "…"
		}
	}
	return visible(s)
}

// commands matches what build servers obey anywhere in a line ("##[group]",
// "##vso[…]", "##teamcity[…]").
var commands = regexp.MustCompile(`##([A-Za-z]*\[)`)

// visible replaces every rune that does not show itself by one that does.
func visible(s string) string {
	if plain(s) {
		return s
	}
	return commands.ReplaceAllString(strings.Map(show, s), "#\uFFFD$1")
}

// plain reports whether there is nothing to replace, as in nearly all strings.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '#' {
			return false
		}
	}
	return true
}

// show gives the control pictures for the control characters of ASCII, and the
// replacement character for all else that has no shape of its own: the other
// controls, bidirectional and other formatting, line and paragraph separators,
// surrogates, private use. The joiners stay: scripts and emoji need them.
func show(r rune) rune {
	const joiner, nonJoiner = '\u200D', '\u200C'
	switch {
	case r < ' ':
		return '\u2400' + r
	case r == '\u007F':
		return '\u2421'
	case r == joiner, r == nonJoiner:
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Zl, unicode.Zp), r&0xFFFE == 0xFFFE:
		return utf8.RuneError
	}
	return r
}
