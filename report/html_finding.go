package report

import (
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// How many related places of a finding are in view, and how many on the page.
const (
	shownEnds  = 4
	listedEnds = 100
)

// htmlFinding is a finding with what stands around it.
type htmlFinding struct {
	*rules.Finding
	// Anchor is the id of its element.
	Anchor string
	Place  string
	// Others counts the other resources that the same lines make.
	Others  int
	Excerpt htmlExcerpt
	// Shown are the usual symptoms, More counts the others, which the rule has.
	Shown []string
	More  int
	// Ends are the first of the related places, Folded the others; HiddenEnds
	// counts those that are not on the page.
	Ends, Folded []htmlRelated
	HiddenEnds   int
}

// htmlRelated is another end of a finding, with its line.
type htmlRelated struct {
	Place, Message string
	Line           *htmlLine
}

func htmlFindingOf(r *clean, f *rules.Finding, anchor string) htmlFinding {
	shown := f.Symptoms[:min(len(f.Symptoms), shownSymptoms)]
	finding := htmlFinding{
		Finding: f,
		Anchor:  anchor,
		Place:   at(f.At),
		Others:  max(0, f.Instances-1),
		Excerpt: r.excerpt(f.At),
		Shown:   shown,
		More:    len(f.Symptoms) - len(shown),
	}
	for i, other := range f.Related[:min(len(f.Related), listedEnds)] {
		related := htmlRelated{Place: at(other.At), Message: other.Message}
		if line, ok := r.excerptLine(other.At, other.At.Start.Line); ok {
			line.Before = strings.TrimLeft(line.Before, " ")
			related.Line = &line
		}
		if i < shownEnds {
			finding.Ends = append(finding.Ends, related)
		} else {
			finding.Folded = append(finding.Folded, related)
		}
	}
	finding.HiddenEnds = max(0, len(f.Related)-listedEnds)
	return finding
}

// Label is what the page calls the severity.
func (f htmlFinding) Label() string {
	if f.Severity == rules.Info {
		return "note"
	}
	return string(f.Severity)
}

// anchors makes the ids of findings. They hold as long as fingerprints do; of
// several findings with one fingerprint the first has the plain id.
type anchors map[string]int

func (a anchors) next(fingerprint string) string {
	const longest = 64
	id := "finding-" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, fingerprint[:min(len(fingerprint), longest)])
	a[id]++
	if n := a[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}
