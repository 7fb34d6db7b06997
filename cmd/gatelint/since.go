package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/baseline"
	"github.com/gatelint/gatelint/internal/history"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// since is the flag that names the commit to compare with.
type since struct {
	revision string
}

func (s *since) addTo(flags *pflag.FlagSet) {
	flags.StringVar(&s.revision, "changed-since", "", "report only what is new since the commit `REV`: a branch, tag or hash, also HEAD~N; REV... for where HEAD left REV")
}

// hide takes out of what was found what was there at the commit. The same
// definitions are linted there, since the cause of a finding may be in another
// file than the finding.
func (s *since) hide(ctx context.Context, f *found, i *inputs) error {
	if s.revision == "" {
		return nil
	}
	f.since = &report.Since{Revision: s.revision, Complete: true}
	var then []rules.Finding
	for _, now := range f.scopes {
		old, err := s.open(now)
		if err != nil {
			return fmt.Errorf("--changed-since %s: %w", s.revision, err)
		}
		defer old.close()
		f.since.Commit = old.commit.Hash
		if len(f.findings) == 0 {
			continue // there is nothing to compare
		}
		result, err := old.lint(ctx, i)
		if err != nil {
			return fmt.Errorf("--changed-since %s: %w", s.revision, err)
		}
		for _, finding := range result.Findings {
			finding.At = now.shown(finding.At)
			then = append(then, finding)
		}
		f.since.Complete = f.since.Complete && !slices.ContainsFunc(result.Problems, source.Problem.Incomplete)
	}
	isKnown, _ := baseline.Match(baseline.Of(then, f.here), baseline.Of(f.findings, f.here), f.gone)
	f.since.Older = len(f.take(isKnown))
	return nil
}

// earlier is a scope as it was at a commit.
type earlier struct {
	now        *scope
	repository *history.Repository
	commit     *history.Commit
	root       *source.Root
}

func (s *since) open(now *scope) (*earlier, error) {
	if now.nameless {
		return nil, errors.New("a document on standard input has no history; name it with --stdin-filename")
	}
	dir, err := filepath.Abs(now.dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, withoutPath(err)
	}
	repository, err := history.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.ToSlash(now.dir), err)
	}
	old := &earlier{now: now, repository: repository}
	inside, err := filepath.Rel(repository.Dir, dir)
	if err == nil {
		err = old.checkOut(s.revision, filepath.ToSlash(inside))
	}
	if err != nil {
		old.close()
		return nil, err
	}
	return old, nil
}

// checkOut makes a root of a folder of the commit, in memory.
func (e *earlier) checkOut(revision, folder string) error {
	var err error
	if e.commit, err = e.repository.Commit(revision); err != nil {
		return err
	}
	tree, err := e.commit.Tree(folder)
	if err != nil {
		return err
	}
	e.root = source.OpenTree(e.now.root.Lend(tree, e.lends), e.now.root.Limits())
	return nil
}

// lends reports whether a file that the commit lacks is to be as it is now: it
// is in no commit, and what is read of the definitions depends on it. These are
// modules that "terraform init" has installed, and values of variables that git
// ignores.
func (e *earlier) lends(name string) bool {
	return slices.Contains(strings.Split(name, "/"), ".terraform") ||
		source.IsTerraformFile(name) && strings.Contains(path.Base(name), ".tfvars") && e.now.root.Ignores(name)
}

func (e *earlier) close() {
	_ = e.repository.Close() // it was only read from
}

// lint lints what is asked for as it was. What had another name then is looked
// for everywhere.
func (e *earlier) lint(ctx context.Context, i *inputs) (*lint.Result, error) {
	options, err := i.optionsIn(e.now)
	if err != nil {
		return nil, err
	}
	options.Unfiltered, options.Progress = true, nil
	for _, file := range options.VarFiles {
		if err := e.lend(file); err != nil {
			return nil, err
		}
	}
	paths := e.now.paths
	if slices.ContainsFunc(paths, e.lacks) {
		paths = []string{"."}
	}
	return lint.Run(ctx, e.root, paths, options)
}

func (e *earlier) lacks(name string) bool {
	_, err := e.root.Stat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// lend lets a file that the command line names be as it is now if the commit
// lacks it.
func (e *earlier) lend(name string) error {
	if !e.lacks(name) {
		return nil
	}
	file, err := e.now.root.Read(name)
	if err != nil {
		return nil //nolint:nilerr // the run of now has said so
	}
	return e.root.Provide(name, file.Bytes)
}
