package report

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// The most entries of each kind on one page, which a browser has to lay out
// whole. The page says how many it leaves out.
const (
	htmlFindings   = 5000
	htmlProblems   = 1000
	htmlSuppressed = 2000
)

// htmlPage is what the layout shows (html/page.tmpl).
type htmlPage struct {
	Policy string
	Style  template.CSS
	Script template.JS

	Version string
	// Read says how much was read.
	Read []string
	// Nothing says that there was nothing to lint.
	Nothing bool
	// Severities are all three, worst first.
	Severities []htmlSeverity
	Groups     []htmlGroup
	Rules      []*htmlRule
	Files      []htmlFile
	Listed     int
	// NotRead keep the run from being complete, Modules are merely not here.
	NotRead, Modules []htmlProblem
	Suppressed       []htmlSuppression
	// Known says what is not shown because it was known.
	Known    []string
	Narrowed []htmlNarrowing
	// What is not on the page.
	HiddenFindings, HiddenProblems, HiddenSuppressed int
}

type htmlSeverity struct {
	Severity rules.Severity
	One      string // as a finding says it
	Many     string
	// Found counts all findings, Listed those on the page.
	Found, Listed int
}

// htmlGroup counts the findings of a group on the page, by severity, worst
// first.
type htmlGroup struct {
	Name   string
	Total  int
	Counts [3]int
}

// htmlFile is a file with its findings.
type htmlFile struct {
	Name     string
	Findings []htmlFinding
}

// htmlProblem is something that was not read.
type htmlProblem struct {
	source.Problem
	Place   string
	Excerpt htmlExcerpt
}

// htmlSuppression is a finding that is not reported, and why.
type htmlSuppression struct {
	rules.Suppressed
	Place string
}

// htmlNarrowing is what a line of a configuration makes the gate let pass.
type htmlNarrowing struct {
	Narrowing
	Place string
}

func newHTMLPage(r *clean) *htmlPage {
	s := &r.Summary
	p := &htmlPage{
		Version: r.Version,
		Read:    []string{count(s.Files, "file"), count(s.APIs, "API"), count(s.Resources, "resource")},
		Known:   r.Known(),
		Nothing: s.Definitions == 0 && incomplete(r.Problems) == 0,
		Severities: []htmlSeverity{
			{rules.Error, "error", "errors", s.Error, 0},
			{rules.Warning, "warning", "warnings", s.Warning, 0},
			{rules.Info, "note", "notes", s.Info, 0},
		},
	}
	p.list(r, Worst(r.Findings, htmlFindings))
	p.HiddenFindings = max(0, s.Findings()-p.Listed)

	for _, problem := range r.Problems {
		shown := htmlProblem{Problem: problem, Place: at(problem.At)}
		switch {
		case len(p.NotRead)+len(p.Modules) == htmlProblems:
			p.HiddenProblems++
		case problem.Incomplete():
			shown.Excerpt = r.excerpt(problem.At)
			p.NotRead = append(p.NotRead, shown)
		default:
			p.Modules = append(p.Modules, shown)
		}
	}
	listed := r.Suppressed[:min(len(r.Suppressed), htmlSuppressed)]
	for _, suppressed := range listed {
		p.Suppressed = append(p.Suppressed, htmlSuppression{suppressed, at(suppressed.Finding.At)})
	}
	for _, n := range r.Narrowed {
		p.Narrowed = append(p.Narrowed, htmlNarrowing{n, at(n.At)})
	}
	p.HiddenSuppressed = max(s.Suppressed, len(r.Suppressed)) - len(listed)
	return p
}

// list puts findings on the page, by file, and counts them.
func (p *htmlPage) list(r *clean, findings []rules.Finding) {
	groups := map[string]*htmlGroup{}
	listedRules := map[string]*htmlRule{}
	ids := anchors{}
	for i := range findings {
		f := &findings[i]
		if last := len(p.Files) - 1; last < 0 || p.Files[last].Name != f.At.File {
			p.Files = append(p.Files, htmlFile{Name: f.At.File})
		}
		file := &p.Files[len(p.Files)-1]
		file.Findings = append(file.Findings, htmlFindingOf(r, f, ids.next(f.Fingerprint)))

		if groups[f.Rule.Group] == nil {
			groups[f.Rule.Group] = &htmlGroup{Name: f.Rule.Group}
		}
		groups[f.Rule.Group].Total++
		groups[f.Rule.Group].Counts[rank(f.Severity)]++
		if listedRules[f.Rule.ID] == nil {
			listedRules[f.Rule.ID] = htmlRuleOf(f.Rule)
		}
		listedRules[f.Rule.ID].Listed++
		p.Severities[rank(f.Severity)].Listed++
		p.Listed++
	}
	for _, group := range groups {
		p.Groups = append(p.Groups, *group)
	}
	slices.SortFunc(p.Groups, func(a, b htmlGroup) int { return strings.Compare(a.Name, b.Name) })
	for _, rule := range listedRules {
		p.Rules = append(p.Rules, rule)
	}
	slices.SortFunc(p.Rules, func(a, b *htmlRule) int { return cmp.Compare(a.ID, b.ID) })
}

// Outcome counts the findings by severity, leaving out what there is none of.
func (p *htmlPage) Outcome() []string {
	var counts []string
	for _, s := range p.Severities {
		if s.Found > 0 {
			counts = append(counts, count(s.Found, s.One))
		}
	}
	return counts
}

// Suppressions counts what is suppressed, on the page or not.
func (p *htmlPage) Suppressions() int { return len(p.Suppressed) + p.HiddenSuppressed }
