package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// What is shown if not all is: how many symptoms of a finding, the first being
// the usual ones, and how many unresolved modules, which are common and no fault.
const (
	shownSymptoms = 2
	shownModules  = 3
)

func writeText(w io.Writer, r *clean, o Options) error {
	t := textWriter{Writer: bufio.NewWriter(w), paint: newPaint(o.Color), report: r, verbose: o.Verbose}
	for i := range r.Findings {
		t.finding(&r.Findings[i])
	}
	if !o.Quiet {
		t.undecided()
		t.problems()
		if o.Verbose {
			t.suppressed()
		}
		t.notes()
		t.summary()
	}
	return t.Flush()
}

// inText gives part of the text format, without colours, for the formats that
// hold text.
func inText(r *clean, part func(t *textWriter)) string {
	var b strings.Builder
	t := textWriter{Writer: bufio.NewWriter(&b), paint: newPaint(false), report: r}
	part(&t)
	_ = t.Flush() // a strings.Builder gives no error
	return strings.TrimRight(b.String(), "\n")
}

// textWriter keeps the first error of its writer, which Flush gives.
type textWriter struct {
	*bufio.Writer
	paint   paint
	report  *clean
	verbose bool
}

func (t *textWriter) print(parts ...string) {
	for _, part := range parts {
		_, _ = t.WriteString(part) // Flush gives the error
	}
}

func (t *textWriter) finding(f *rules.Finding) {
	p := &t.paint
	t.print(p.place(at(f.At)), ": ", p.severity(f.Severity, string(f.Severity)), ": ", p.strong(f.Message),
		" ", p.faint("["+f.Rule.ID+" "+f.Rule.Name+"]"), "\n")

	pad, isShown := t.snippet(f.At, '^', func(s string) string { return p.severity(f.Severity, s) })
	note := func(label, text string) {
		t.print(pad, p.gutter(" = "), p.label(label+":"), " ", text, "\n")
	}
	shown := len(f.Symptoms)
	if !t.verbose {
		shown = min(shown, shownSymptoms)
	}
	for _, symptom := range f.Symptoms[:shown] {
		note("symptom", symptom)
	}
	if len(f.When) > 0 {
		note("when", strings.Join(f.When, " and "))
	}
	switch {
	case f.Instances > 1:
		note("resource", fmt.Sprintf("%s and %s made of the same lines", f.Resource, count(f.Instances-1, "other")))
	case !isShown && f.Resource != "":
		note("resource", f.Resource)
	}
	for _, other := range f.Related {
		t.related(pad, other)
	}
	if f.Fix != "" {
		note("fix", f.Fix)
	}
	t.print("\n")
}

// related shows another end: its place, what it is, and its line.
func (t *textWriter) related(pad string, other rules.Related) {
	p := &t.paint
	t.print(pad, p.gutter(" = "), p.label("related:"), " ", p.place(at(other.At)), ": ", other.Message, "\n")
	if text, ok := t.report.lines(other.At.File, other.At.Start.Line); ok {
		line := layout(text, other.At)
		t.print(pad, p.gutter(" |   "), p.faint(strings.TrimSpace(line.text)), "\n")
	}
}

// snippet shows the line of a place with a run of marks under the exact range,
// and gives the padding that lines up what follows with it, and whether there
// is such a line.
func (t *textWriter) snippet(place source.Range, mark rune, color func(string) string) (pad string, isShown bool) {
	text, ok := t.report.lines(place.File, place.Start.Line)
	if !ok {
		return "  ", false
	}
	p := &t.paint
	number := strconv.Itoa(place.Start.Line)
	pad = strings.Repeat(" ", max(2, len(number)))
	line := layout(text, place)
	t.print(
		pad, p.gutter(" |"), "\n",
		p.gutter(pad[len(number):]+number+" |"), " ", line.text, "\n",
		pad, p.gutter(" |"), " ", strings.Repeat(" ", line.before), color(strings.Repeat(string(mark), line.width)), "\n",
	)
	return pad, true
}

// problems shows what was not read, with the line that stopped it. The verbose
// text names every module that is not here.
func (t *textWriter) problems() {
	for _, problem := range t.report.Problems {
		if problem.Incomplete() || t.verbose {
			t.problem(problem)
		}
	}
}

func (t *textWriter) problem(problem source.Problem) {
	p := &t.paint
	name := p.severity(rules.Error, "not read")
	if !problem.Incomplete() {
		name = p.severity(rules.Info, "unknown")
	}
	t.print(p.place(at(problem.At)), ": ", name, ": ", p.strong(problem.Message), " ", p.faint("["+string(problem.Kind)+"]"), "\n")
	if problem.Incomplete() {
		t.snippet(problem.At, '^', func(s string) string { return p.severity(rules.Error, s) })
	}
	t.print("\n")
}

// notes say in a line each what a reader should know of a run as a whole, and
// what is no fault. All formats for people have them.
func (t *textWriter) notes() {
	t.modules()
	t.known()
	t.narrowed()
}

// modules counts the ones that are not here, and names a few.
func (t *textWriter) modules() {
	var places []string
	for _, problem := range t.report.Problems {
		if !problem.Incomplete() {
			places = append(places, at(problem.At))
		}
	}
	if len(places) == 0 {
		return
	}
	modules := count(len(places), "unresolved module")
	if more := len(places) - shownModules; more > 0 {
		places = append(places[:shownModules], fmt.Sprintf("%d more", more))
	}
	t.print(t.paint.severity(rules.Info, "unknown"), ": ", modules, " (", strings.Join(places, ", "),
		"); no finding rests on what may be in there\n\n")
}

// suppressed lists what is not reported because someone said so.
func (t *textWriter) suppressed() {
	p := &t.paint
	for i := range t.report.Suppressed {
		s := &t.report.Suppressed[i]
		reason := s.Reason
		if reason == "" {
			reason = "no reason given"
		}
		t.print(p.place(at(s.Finding.At)), ": ", p.severity(rules.Info, "suppressed"), ": ", reason, " ",
			p.faint(fmt.Sprintf("[%s %s, %s]", s.Finding.Rule.ID, s.Finding.Rule.Name, s.By)), "\n")
	}
	if len(t.report.Suppressed) > 0 {
		t.print("\n")
	}
}

// summary ends the report with one line: findings, what was not read, and how
// much was.
func (t *textWriter) summary() {
	s, p := &t.report.Summary, &t.paint
	found := p.good("No findings")
	if s.Definitions == 0 && incomplete(t.report.Problems) == 0 && t.report.Shard == nil {
		found = p.severity(rules.Warning, "Nothing to lint")
	}
	if s.Findings() > 0 {
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
		found = "Found " + strings.Join(counts, ", ")
	}
	t.print(found)
	if hidden := s.Findings() - len(t.report.Findings); hidden > 0 {
		t.print(fmt.Sprintf(" (%d not shown)", hidden))
	}
	if s.Suppressed > 0 {
		t.print(", ", strconv.Itoa(s.Suppressed), " suppressed")
	}
	t.print(" in ", count(s.Files, "file"), " (", count(s.APIs, "API"), ", ", count(s.Resources, "resource"), ")")
	if t.report.Shard != nil {
		t.print(" of shard ", t.report.Shard.String())
	}
	if n := incomplete(t.report.Problems); n > 0 {
		t.print("; ", p.severity(rules.Error, "incomplete: "+count(n, "problem")+" kept something from being read"))
	}
	t.print(".\n")
}

func incomplete(problems []source.Problem) int {
	n := 0
	for _, p := range problems {
		if p.Incomplete() {
			n++
		}
	}
	return n
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
