package report

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

const (
	// markdownBytes is how long the whole is, but for the last finding and the
	// notes. A comment on GitHub holds 65,536 characters, a job summary 1 MiB;
	// either is refused as a whole if it is longer.
	markdownBytes = 60_000
	// markdownPart is how much of a finding is shown, in runes, markdownPlace
	// how much of its place.
	markdownPart  = 2000
	markdownPlace = 200
	// markdownProblems is how many problems are shown, markdownProblem how much
	// of each, in runes.
	markdownProblems = 20
	markdownProblem  = 500
)

// writeMarkdown writes a job summary or a comment. Text from definitions stands
// inside of code only, where nothing is markup, a link, a mention or a
// reference.
func writeMarkdown(w io.Writer, r *clean, _ Options) error {
	m := markdownWriter{Writer: bufio.NewWriter(w), left: markdownBytes}
	m.print("## gatelint\n\n" + inText(r, (*textWriter).summary) + "\n\n")
	m.table(r.Findings)
	m.problems(r)
	m.findings(r)
	if text := inText(r, (*textWriter).notes); text != "" {
		m.fold("<b>notes</b>", clip(text, markdownPart))
	}
	return m.Flush()
}

// markdownWriter counts what is left to be written, and keeps the first error
// of its writer, which Flush gives.
type markdownWriter struct {
	*bufio.Writer
	left int
}

func (m *markdownWriter) print(s string) {
	m.left -= len(s)
	_, _ = m.WriteString(s) // Flush gives the error
}

// table counts the findings of each rule, the worst first.
func (m *markdownWriter) table(findings []rules.Finding) {
	type row struct {
		rule     *rules.Rule
		severity rules.Severity
	}
	counts := map[row]int{}
	var rows []row
	for i := range findings {
		at := row{findings[i].Rule, findings[i].Severity}
		if counts[at] == 0 {
			rows = append(rows, at)
		}
		counts[at]++
	}
	if len(rows) == 0 {
		return
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if a.severity != b.severity {
			return rank(a.severity) - rank(b.severity)
		}
		return strings.Compare(a.rule.ID, b.rule.ID)
	})
	m.print("| severity | rule | findings | what is wrong |\n|---|---|--:|---|\n")
	for _, at := range rows {
		m.print(fmt.Sprintf("| %s | [%s %s](%s) | %d | %s |\n", at.severity, escapeMarkdown(at.rule.ID), escapeMarkdown(at.rule.Name),
			page(at.rule), counts[at], escapeMarkdown(at.rule.Title)))
	}
	m.print("\n")
}

// problems shows in one fold what was not read.
func (m *markdownWriter) problems(r *clean) {
	var parts []string
	for _, p := range r.Problems {
		if !p.Incomplete() {
			continue
		}
		if len(parts) == markdownProblems {
			parts = append(parts, fmt.Sprintf("… and %d more", incomplete(r.Problems)-markdownProblems))
			break
		}
		parts = append(parts, clip(inText(r, func(t *textWriter) { t.problem(p) }), markdownProblem))
	}
	if len(parts) > 0 {
		m.fold("<b>not read</b>: "+count(incomplete(r.Problems), "problem"), strings.Join(parts, "\n\n"))
	}
}

// findings shows each in a fold of its own, the worst first, as many as there
// is room for.
func (m *markdownWriter) findings(r *clean) {
	worst := slices.Clone(r.Findings)
	slices.SortStableFunc(worst, func(a, b rules.Finding) int { return rank(a.Severity) - rank(b.Severity) })
	for i := range worst {
		f := &worst[i]
		if m.left <= 0 {
			m.print(fmt.Sprintf("… and %s; there is no room for more here.\n\n", count(len(worst)-i, "more finding")))
			return
		}
		m.fold(fmt.Sprintf("%s <b>%s</b> <code>%s</code> %s", f.Severity, html.EscapeString(f.Rule.ID),
			html.EscapeString(clip(at(f.At), markdownPlace)), html.EscapeString(f.Rule.Title)),
			clip(inText(r, func(t *textWriter) { t.finding(f) }), markdownPart))
	}
}

// fold writes text that can be unfolded, in a fence that is longer than any run
// of backquotes in it. The label is HTML, on one line.
func (m *markdownWriter) fold(label, text string) {
	fence := "```"
	for _, run := range backquotes.FindAllString(text, -1) {
		if len(run) >= len(fence) {
			fence = run + "`"
		}
	}
	m.print("<details><summary>" + label + "</summary>\n\n" + fence + "text\n" + text + "\n" + fence + "\n\n</details>\n\n")
}

var backquotes = regexp.MustCompile("`+")

// escapeMarkdown makes text of a rule's author plain text. It does not keep
// GitHub from making a mention of it: what strangers wrote belongs into a fold.
func escapeMarkdown(s string) string { return punctuation.ReplaceAllString(s, `\$0`) }

var punctuation = regexp.MustCompile("[][!#$&()*<>_`{|}~\\\\]")

// clip shortens a text to a number of runes.
func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
