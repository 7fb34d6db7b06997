package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// What Jenkins and GitLab read of JUnit's layout. There is one suite for each
// rule, and its class is "gatelint.INT001": Jenkins makes a package of what
// stands in front of the last dot, which would tear a file name apart, and
// GitLab shows the class as the suite. A test is named by file and resource and
// never by line, because both compare runs by the names of tests.

type junitReport struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Cases []junitCase `xml:"testcase"`

	class string
	names map[string]int // how often each name was given
}

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Time    int           `xml:"time,attr"` // some readers demand it; it is always 0
	Failure *junitOutcome `xml:"failure"`
	Error   *junitOutcome `xml:"error"`
	Skipped *junitOutcome `xml:"skipped"`
}

type junitOutcome struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",cdata"`
}

func writeJUnit(w io.Writer, r *clean, _ Options) error {
	j := junitReport{Name: "gatelint"}
	for i := range r.Findings {
		f := &r.Findings[i]
		text := inText(r, func(t *textWriter) { t.finding(f) })
		j.of(f.Rule).add(f.At, f.Resource, junitCase{Failure: &junitOutcome{string(f.Severity), f.Message, text}})
	}
	for _, s := range r.Suppressed {
		reason := "suppressed (" + string(s.By) + ")"
		if s.Reason != "" {
			reason += ": " + s.Reason
		}
		j.of(s.Finding.Rule).add(s.Finding.At, s.Finding.Resource, junitCase{Skipped: &junitOutcome{Message: reason}})
	}
	slices.SortFunc(j.Suites, func(a, b *junitSuite) int { return cmp.Compare(a.class, b.class) })

	for _, p := range r.Problems {
		if p.Incomplete() {
			text := inText(r, func(t *textWriter) { t.problem(p) })
			j.suite("gatelint.reading", "what was not read").
				add(p.At, string(p.Kind), junitCase{Error: &junitOutcome{string(p.Kind), p.Message, text}})
		}
	}
	for _, n := range r.Narrowed {
		j.suite("gatelint.configuration", "what lets more pass").
			add(n.At, n.Message, junitCase{Skipped: &junitOutcome{Message: narrowing(n)}})
	}
	if len(r.Findings) == 0 && r.Complete {
		j.suite("gatelint", "gatelint").add(source.Range{}, "no findings", junitCase{})
	}
	for _, s := range j.Suites {
		j.Tests += s.Tests
		j.Failures += s.Failures
		j.Errors += s.Errors
		j.Skipped += s.Skipped
	}
	return encodeXML(w, j)
}

func (j *junitReport) of(rule *rules.Rule) *junitSuite {
	return j.suite("gatelint."+rule.ID, rule.ID+" "+rule.Name)
}

// suite gives the suite of a class, a new one if there is none yet.
func (j *junitReport) suite(class, name string) *junitSuite {
	for _, s := range j.Suites {
		if s.class == class {
			return s
		}
	}
	s := &junitSuite{class: class, Name: name, names: map[string]int{}}
	j.Suites = append(j.Suites, s)
	return s
}

// add adds a test about a thing at a place. Of two tests with one name, readers
// show one, so that the second gets a number.
func (s *junitSuite) add(at source.Range, thing string, c junitCase) {
	name := strings.Trim(at.File+": "+thing, ": ")
	if name == "" {
		name = "(no place)" // a test without a name is refused
	}
	s.names[name]++
	if n := s.names[name]; n > 1 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	c.Class, c.Name, c.File, c.Line = s.class, name, at.File, at.Start.Line
	s.Cases = append(s.Cases, c)

	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}
