package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"

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
	debug.SetMemoryLimit(i.limits.Memory)
	i.options.Deadline = time.Now().Add(i.limits.RunTime)
	scopes, err := i.scopes(stdin, paths)
	if err != nil {
		return nil, err
	}
	f := &found{asked: paths, scopes: scopes}
	for _, s := range scopes {
		if err := f.add(ctx, s, i); err != nil {
			f.close()
			return nil, err
		}
	}
	f.summary.Count(f.findings)
	return f, nil
}

// scopes opens the roots of the paths.
func (i *inputs) scopes(stdin io.Reader, paths []string) ([]*scope, error) {
	if slices.Contains(paths, "-") {
		s, err := stdinScope(stdin, i.stdinName, paths, i.limits)
		return []*scope{s}, err
	}
	scopes, err := scopesOf(paths)
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		if s.root, err = source.Open(s.dir, i.limits); err != nil {
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
	options := i.options
	options.VarFiles = nil
	for _, file := range i.varFiles {
		inside, err := s.within(file)
		if err != nil {
			return fmt.Errorf("--var-file %s: %w", file, err)
		}
		options.VarFiles = append(options.VarFiles, inside)
	}
	result, err := lint.Run(ctx, s.root, s.paths, options)
	if err != nil {
		return err
	}
	for _, finding := range result.Findings {
		finding.At = s.shown(finding.At)
		finding.Related = slices.Clone(finding.Related)
		for i := range finding.Related {
			finding.Related[i].At = s.shown(finding.Related[i].At)
		}
		f.findings = append(f.findings, finding)
	}
	for _, problem := range result.Problems {
		problem.At = s.shown(problem.At)
		f.problems = append(f.problems, problem)
	}
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

// merge puts what several roots gave into one order: file, line, column, id.
// What is in two of them, one lying in the other, counts once.
func (f *found) merge() {
	byPlace := func(a, b source.Range) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column))
	}
	slices.SortStableFunc(f.findings, func(a, b rules.Finding) int {
		return cmp.Or(byPlace(a.At, b.At), strings.Compare(a.Rule.ID, b.Rule.ID))
	})
	slices.SortStableFunc(f.problems, func(a, b source.Problem) int { return byPlace(a.At, b.At) })
	f.findings = slices.CompactFunc(f.findings, func(a, b rules.Finding) bool {
		return a.Rule == b.Rule && a.At == b.At && a.Resource == b.Resource
	})
	f.problems = slices.CompactFunc(f.problems, func(a, b source.Problem) bool { return a == b })
}

// report gives what is to be written.
func (f *found) report() *report.Report {
	return &report.Report{
		Version:  version,
		Complete: len(f.incomplete()) == 0,
		Findings: f.findings,
		Problems: f.problems,
		Summary:  f.summary,
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
