package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// found is the outcome of a run over all paths, with files named as reports
// name them.
type found struct {
	// asked are the paths of the command line.
	asked    []string
	scopes   []*scope
	findings []rules.Finding
	problems []source.Problem
	models   []*model.Model
	summary  report.Summary
	// suppressed are the findings that are not reported.
	suppressed []rules.Suppressed
	undecided  []rules.Undecided
	baseline   *report.Baseline
	since      *report.Since
	// config is the configuration of the run.
	config *configuration
}

// lint reads and lints the paths, "." if there are none. The result is to be
// closed.
func (i *inputs) lint(ctx context.Context, stdin io.Reader, paths []string) (*found, error) {
	if err := i.resolve(); err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	scopes, err := i.scopes(stdin, paths)
	if err != nil {
		return nil, err
	}
	f := &found{asked: paths, scopes: scopes, config: &i.config}
	for _, s := range scopes {
		if err := f.add(ctx, s, i); err != nil {
			f.close()
			return nil, err
		}
	}
	return f, nil
}

// scopes opens the roots of the paths.
func (i *inputs) scopes(stdin io.Reader, paths []string) ([]*scope, error) {
	if slices.Contains(paths, "-") {
		s, err := stdinScope(stdin, i.stdinName, paths)
		return []*scope{s}, err
	}
	scopes, err := scopesOf(paths)
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		if s.root, err = source.Open(s.dir, source.DefaultLimits()); err != nil {
			return nil, err
		}
	}
	return scopes, nil
}

func (f *found) close() {
	for _, s := range f.scopes {
		if s.root != nil {
			_ = s.root.Close() // it was only read from
		}
	}
}

// add lints one scope and joins what it gives.
func (f *found) add(ctx context.Context, s *scope, i *inputs) error {
	options, err := i.optionsIn(s)
	if err != nil {
		return err
	}
	result, err := lint.Run(ctx, s.root, s.paths, options)
	if err != nil {
		return err
	}
	for _, finding := range result.Findings {
		f.findings = append(f.findings, s.shownFinding(finding))
	}
	for _, suppressed := range result.Suppressed {
		suppressed.Finding = s.shownFinding(suppressed.Finding)
		f.suppressed = append(f.suppressed, suppressed)
	}
	for _, problem := range result.Problems {
		problem.At = s.shown(problem.At)
		f.problems = append(f.problems, problem)
	}
	f.addUndecided(s, result.Undecided)
	f.models = append(f.models, result.Models...)
	f.summary.Files += result.Files
	f.summary.Definitions += result.Definitions
	f.summary.Resources += result.Resources
	f.summary.APIs += result.APIs
	if len(f.scopes) > 1 {
		f.merge()
	}
	return nil
}

// optionsIn gives the options with files named as the scope names them.
func (i *inputs) optionsIn(s *scope) (lint.Options, error) {
	options := i.options
	if err := i.config.settle(&options, s); err != nil {
		return options, err
	}
	options.VarFiles = nil
	for _, file := range i.varFiles {
		inside, err := s.within(file)
		if err != nil {
			return options, fmt.Errorf("--var-file %s: %w", file, err)
		}
		options.VarFiles = append(options.VarFiles, inside)
	}
	return options, nil
}

// merge puts what several roots gave into one order: file, line, column, id.
// What is in two of them, one lying in the other, counts once.
func (f *found) merge() {
	slices.SortStableFunc(f.findings, func(a, b rules.Finding) int {
		return cmp.Or(byPlace(a.At, b.At), strings.Compare(a.Rule.ID, b.Rule.ID))
	})
	slices.SortStableFunc(f.problems, func(a, b source.Problem) int { return byPlace(a.At, b.At) })
	same := func(a, b rules.Finding) bool { return a.Rule == b.Rule && a.At == b.At && a.Resource == b.Resource }
	f.findings = slices.CompactFunc(f.findings, same)
	slices.SortStableFunc(f.suppressed, func(a, b rules.Suppressed) int {
		return cmp.Or(byPlace(a.Finding.At, b.Finding.At), strings.Compare(a.Finding.Rule.ID, b.Finding.Rule.ID))
	})
	f.suppressed = slices.CompactFunc(f.suppressed, func(a, b rules.Suppressed) bool {
		return same(a.Finding, b.Finding) && a.Reason == b.Reason && a.By == b.By
	})
	f.problems = slices.CompactFunc(f.problems, func(a, b source.Problem) bool { return a == b })
}

func byPlace(a, b source.Range) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column))
}

// report gives what is to be written.
func (f *found) report() *report.Report {
	summary := f.summary
	summary.Count(f.findings)
	summary.Suppressed = len(f.suppressed)
	return &report.Report{
		Version:    version,
		Complete:   len(f.incomplete()) == 0,
		Findings:   f.findings,
		Problems:   f.problems,
		Suppressed: f.suppressed,
		Baseline:   f.baseline,
		Since:      f.since,
		Narrowed:   f.config.narrowed,
		Summary:    summary,
	}
}

// incomplete gives the problems that keep the run from being complete.
func (f *found) incomplete() []source.Problem {
	var list []source.Problem
	for _, p := range f.problems {
		if p.Incomplete() {
			list = append(list, p)
		}
	}
	return list
}

// empty reports whether there was nothing to lint: no definition, readable or
// not.
func (f *found) empty() bool { return f.summary.Definitions == 0 && len(f.incomplete()) == 0 }

// line gives the text of a line of a file that a finding names.
func (f *found) line(file string, line int) (string, bool) {
	for _, s := range f.scopes {
		if text, ok := s.line(file, line); ok {
			return text, true
		}
	}
	return "", false
}
