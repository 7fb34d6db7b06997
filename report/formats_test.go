package report_test

import (
	"math/rand/v2"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// readers read a format apart from gatelint, and hold what they find against
// the report that was written.
var readers = map[string]func(t *testing.T, out string, r *report.Report){
	"github":     readGitHub,
	"gitlab":     readGitLab,
	"junit":      readJUnit,
	"checkstyle": readCheckstyle,
	"markdown":   readMarkdown,
}

// attacks are the rows of docs/reliability.md that the formats stand in.
var attacks = map[string]string{"github": "T51", "gitlab": "T52", "junit": "T55", "checkstyle": "T55", "markdown": "T53"}

// randomReports is how many of them each format writes.
const randomReports = 1000

func TestReadersOfPayloads(t *testing.T) {
	for format, read := range readers {
		for _, payload := range payloads {
			r := hostile(payload)
			read(t, write(t, format, r, report.Options{Lines: func(string, int) (string, bool) { return payload, true }}), r)
			if t.Failed() {
				t.Fatalf("%s of %.60q", format, payload)
			}
		}
		tally.Count(t, attacks[format], "payloads in "+format, len(payloads))
	}
}

func TestReadersOfRandomReports(t *testing.T) {
	for format, read := range readers {
		random := rand.New(rand.NewPCG(1, 2))
		for range randomReports {
			r := randomReport(random)
			read(t, write(t, format, r, report.Options{Base: "a b"}), r)
			if t.Failed() {
				t.Fatalf("%s of %+v", format, r)
			}
		}
		tally.Count(t, attacks[format], "random reports in "+format, randomReports)
	}
}

// randomReport puts payloads, places and gaps together at random.
func randomReport(random *rand.Rand) *report.Report {
	short := payloads[:len(payloads)-4] // without the very long ones
	pick := func() string { return short[random.IntN(len(short))] + short[random.IntN(len(short))] }
	place := func() source.Range {
		start := source.Position{Line: random.IntN(9), Column: 1 + random.IntN(9)}
		if random.IntN(8) == 0 {
			return source.Range{}
		}
		return source.Range{File: pick(), Start: start, End: source.Position{Line: start.Line + random.IntN(2), Column: 1 + random.IntN(20)}}
	}
	severities := []rules.Severity{rules.Error, rules.Warning, rules.Info}
	r := &report.Report{Version: "0.1.0", Complete: true}
	for range random.IntN(4) {
		f := rules.Finding{Rule: post, Severity: severities[random.IntN(3)], At: place(), Message: pick()}
		for range random.IntN(3) {
			f.Related = append(f.Related, rules.Related{At: place(), Message: pick()})
			f.When, f.Fix, f.Fingerprint = append(f.When, pick()), pick(), pick()
		}
		r.Findings = append(r.Findings, f)
		kinds := []source.ProblemKind{source.Limit, source.UnresolvedModule}
		problem := source.Problem{Kind: kinds[random.IntN(2)], At: place(), Message: pick()}
		r.Problems = append(r.Problems, problem)
		r.Complete = r.Complete && !problem.Incomplete()
		if random.IntN(2) == 0 {
			by := []rules.SuppressedBy{rules.Inline, rules.Baseline}[random.IntN(2)]
			r.Suppressed = append(r.Suppressed, rules.Suppressed{Finding: f, Reason: pick(), By: by})
		}
	}
	r.Summary.Count(r.Findings)
	r.Summary.Suppressed = len(r.Suppressed)
	return r
}

// broken counts the problems that make a run incomplete.
func broken(r *report.Report) int {
	n := 0
	for _, p := range r.Problems {
		if p.Incomplete() {
			n++
		}
	}
	return n
}
