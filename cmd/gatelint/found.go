package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/gatelint/gatelint/internal/secret"
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
	// secrets are the places of texts that are not to be shown, by file.
	secrets map[string][]source.Range
	// skipped is what was passed over on purpose.
	skipped []source.Skipped
	// summary counts what was read, not what was found.
	summary report.Summary
	// suppressed are the findings that are not reported.
	suppressed []rules.Suppressed
	undecided  []rules.Undecided
	baseline   *report.Baseline
	since      *report.Since
	// config is the configuration of the run.
	config *configuration
	// files are those that summary counts.
	files []string
	// definitions counts all definitions that there are, also of other shards;
	// digests are those of their roots, for a shard.
	definitions int
	digests     []string
	// shard says which part of them this is, nil for all.
	shard *report.Shard
	// base is the working directory within the repository that the findings are
	// of, here within the one that the command runs in: reports may be of others.
	base, here string
	// lines, if set, gives the lines of files instead of the scopes: the findings
	// come from reports.
	lines func(file string, line int) (string, bool)
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
	base := repositoryBase()
	f := &found{asked: paths, scopes: scopes, config: &i.config, base: base, here: base, secrets: map[string][]source.Range{}}
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
	for _, at := range result.Secrets {
		at = s.shown(at)
		f.secrets[at.File] = append(f.secrets[at.File], at)
	}
	for _, skipped := range result.Skipped {
		skipped.Path = s.shown(source.Range{File: skipped.Path}).File
		f.skipped = append(f.skipped, skipped)
	}
	f.addUndecided(s, result.Undecided)
	f.models = append(f.models, result.Models...)
	for _, file := range result.Files {
		f.files = append(f.files, s.shown(source.Range{File: file}).File)
	}
	f.definitions += result.Found
	f.digests = append(f.digests, result.Digest)
	slices.Sort(f.files)
	f.files = slices.Compact(f.files)
	f.summary.Files = len(f.files)
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

// merge puts what several roots gave into one order. What is in two of them, one
// lying in the other, counts once.
func (f *found) merge() {
	f.findings = rules.Collapse(f.findings)
	f.suppressed = rules.CollapseSuppressed(f.suppressed)
	f.problems = source.Unique(f.problems)
}

// report gives what is to be written.
func (f *found) report() *report.Report {
	summary := f.summary
	summary.Count(f.findings)
	summary.Suppressed = len(f.suppressed)
	r := &report.Report{
		Version:    version,
		Complete:   len(f.incomplete()) == 0,
		Findings:   f.findings,
		Problems:   f.problems,
		Suppressed: f.suppressed,
		Baseline:   f.baseline,
		Since:      f.since,
		Narrowed:   f.config.narrowed,
		Summary:    summary,
		Shard:      f.shard,
	}
	r.Sort()
	return r
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
// not. A shard may well be without, if others have some.
func (f *found) empty() bool {
	others := f.shard != nil && f.definitions > 0
	return f.summary.Definitions == 0 && len(f.incomplete()) == 0 && !others
}

// line gives the text of a line of a file that a finding names, with what is
// secret in it covered.
func (f *found) line(file string, line int) (string, bool) {
	if f.isUnknownSecret(file) {
		return "", false
	}
	if f.lines != nil {
		return f.lines(file, line)
	}
	for _, s := range f.scopes {
		if text, ok := s.line(file, line); ok {
			return cover(text, line, f.secrets[file]), true
		}
	}
	return "", false
}

// isUnknownSecret reports whether a file of variables could not be read, so that
// it is not known which of its lines are secret.
func (f *found) isUnknownSecret(file string) bool {
	return strings.Contains(path.Base(file), ".tfvars") &&
		slices.ContainsFunc(f.problems, func(p source.Problem) bool { return p.At.File == file })
}

// hold keeps places of texts that are not to be shown.
func (f *found) hold(secrets []source.Range) {
	for _, at := range secrets {
		f.secrets[at.File] = append(f.secrets[at.File], at)
	}
}

// cover replaces the part of a line that lies in one of the places, rune by rune,
// so that all else keeps its column.
func cover(text string, line int, places []source.Range) string {
	for _, at := range places {
		if line < at.Start.Line || line > at.End.Line {
			continue
		}
		runes := []rune(text)
		from, to := 0, len(runes)
		if line == at.Start.Line {
			from = min(at.Start.Column-1, to)
		}
		if line == at.End.Line {
			to = min(at.End.Column-1, to)
		}
		for i := from; i < to; i++ {
			if runes[i] != ' ' && runes[i] != '\t' {
				runes[i] = secret.Cover
			}
		}
		text = string(runes)
	}
	return text
}
