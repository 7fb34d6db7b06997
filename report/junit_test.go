package report_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

// junitDocument is what build servers read.
type junitDocument struct {
	XMLName xml.Name `xml:"testsuites"`
	junitCounts
	Suites []struct {
		junitCounts
		Name  string `xml:"name,attr"`
		Cases []struct {
			Class   string        `xml:"classname,attr"`
			Name    string        `xml:"name,attr"`
			File    string        `xml:"file,attr"`
			Time    *float64      `xml:"time,attr"`
			Failure *junitOutcome `xml:"failure"`
			Error   *junitOutcome `xml:"error"`
			Skipped *junitOutcome `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type junitOutcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func readJUnit(t *testing.T, out string, r *report.Report) {
	t.Helper()
	var read junitDocument
	parseXML(t, out, &read)
	var all junitCounts
	messages, names := map[string]int{}, map[string]bool{}
	for _, suite := range read.Suites {
		var counts junitCounts
		for _, c := range suite.Cases {
			counts.Tests++
			switch {
			case c.Failure != nil:
				counts.Failures++
				messages[c.Failure.Message]++
				if c.Failure.Type == "" || !strings.Contains(c.Failure.Text, c.Failure.Message) {
					t.Errorf("a failure of type %q says %q", c.Failure.Type, c.Failure.Text)
				}
			case c.Error != nil:
				counts.Errors++
			case c.Skipped != nil:
				counts.Skipped++
			}
			if key := c.Class + "\x00" + c.Name; names[key] {
				t.Errorf("the test %q is there twice", key)
			} else {
				names[key] = true
			}
			if !strings.HasPrefix(c.Class, "gatelint") || strings.Count(c.Class, ".") > 1 || c.Name == "" || c.Time == nil {
				t.Errorf("the test %q of %q", c.Name, c.Class)
			}
		}
		if counts != suite.junitCounts || suite.Name == "" {
			t.Errorf("the suite %q counts %v, not %v", suite.Name, suite.junitCounts, counts)
		}
		all.Tests += counts.Tests
		all.Failures += counts.Failures
		all.Errors += counts.Errors
		all.Skipped += counts.Skipped
	}
	want := junitCounts{Failures: len(r.Findings), Errors: broken(r), Skipped: len(r.Suppressed) + len(r.Narrowed)}
	want.Tests = want.Failures + want.Errors + want.Skipped
	if len(r.Findings) == 0 && r.Complete {
		want.Tests++
	}
	if all != read.junitCounts || all != want {
		t.Errorf("counts %v and says %v, want %v", all, read.junitCounts, want)
	}
	for _, f := range r.Findings {
		if messages[report.Text(f.Message)] == 0 {
			t.Errorf("the message %q is missing", f.Message)
		}
	}
}

func TestJUnit(t *testing.T) {
	golden(t, "report.junit.xml", write(t, "junit", fixture(), report.Options{Base: "infra", Lines: lines}))
}

func TestJUnitOfNothing(t *testing.T) {
	var clean, incomplete junitDocument
	parseXML(t, write(t, "junit", &report.Report{Complete: true}, report.Options{}), &clean)
	if clean.junitCounts != (junitCounts{Tests: 1}) || clean.Suites[0].Cases[0].Name != "no findings" {
		t.Errorf("a clean run is %+v", clean)
	}
	broken := fixture()
	broken.Findings, broken.Suppressed = nil, nil
	parseXML(t, write(t, "junit", broken, report.Options{}), &incomplete)
	if incomplete.junitCounts != (junitCounts{Tests: 2, Errors: 2}) {
		t.Errorf("an incomplete run is %+v", incomplete.junitCounts)
	}
}

// Build servers compare runs by the names of tests, so that these hold when
// lines move.
func TestJUnitNamesStayWhenLinesMove(t *testing.T) {
	name := func(line int) string {
		var read junitDocument
		parseXML(t, write(t, "junit", &report.Report{Findings: []rules.Finding{
			{Rule: post, Message: "m", Resource: "r", At: place("a.tf", line, 1, line, 2)},
		}}, report.Options{}), &read)
		return read.Suites[0].Cases[0].Class + " " + read.Suites[0].Cases[0].Name
	}
	if name(1) != name(9) || name(1) != "gatelint.INT001 a.tf: r" {
		t.Errorf("%q and %q", name(1), name(9))
	}
}
