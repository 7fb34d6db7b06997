package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/baseline"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// baselines are the flags that name a baseline to compare with and one to
// write.
type baselines struct {
	from, to string

	// known is the one to compare with, nil if there is none.
	known *baseline.Baseline
	// next is the one to write.
	next baseline.Baseline
}

func (b *baselines) addTo(flags *pflag.FlagSet) {
	flags.StringVar(&b.from, "baseline", "", "hide the findings that `FILE` lists, and say how many")
	flags.StringVar(&b.to, "write-baseline", "", "write all findings to `FILE`; without --baseline they are hidden at once")
}

// read reads the baseline to compare with, ahead of all work.
func (b *baselines) read() error {
	if b.from == "" {
		return nil
	}
	content, err := readBounded(b.from)
	switch {
	case errors.Is(err, fs.ErrNotExist) && filepath.Clean(b.from) == filepath.Clean(b.to):
		return nil // this run writes the first one
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--baseline %s: there is no such file; --write-baseline %s writes one", b.from, b.from)
	case err != nil:
		return fmt.Errorf("--baseline %s: %w", b.from, withoutPath(err))
	}
	b.known, err = baseline.Read(filepath.ToSlash(b.from), content)
	return err
}

// maxBaseline is the largest baseline in bytes: some hundred thousand entries.
const maxBaseline = 64 << 20

func readBounded(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxBaseline+1))
	if len(content) > maxBaseline {
		return nil, errors.New("it is larger than 64 MiB, so no baseline")
	}
	return content, err
}

// hide takes out of what was found what the baseline knows, and decides what the
// next baseline is.
func (b *baselines) hide(f *found, options rules.Options) {
	if b.from == "" && b.to == "" {
		return
	}
	current := baseline.Baseline{Paths: f.paths(), Entries: baseline.Hideable(baseline.Of(f.findings, f.here))}
	known, name := b.known, b.from
	if known == nil {
		known, name = &current, b.to
	}
	isKnown, left := baseline.Match(known.Entries, current.Entries, f.gone)
	stale, open := f.judge(known.Paths, left, options)
	b.next = baseline.Baseline{
		Paths:   slices.Concat(current.Paths, known.Paths),
		Entries: slices.Concat(current.Entries, open),
	}
	hidden := f.take(isKnown)
	for _, finding := range hidden {
		f.suppressed = append(f.suppressed, rules.Suppressed{Finding: finding, By: rules.Baseline})
	}
	rules.SortSuppressed(f.suppressed)
	f.baseline = &report.Baseline{File: filepath.ToSlash(name), Hidden: len(hidden), Stale: staleOf(stale)}
}

// write writes the next baseline, unless there was nothing to lint: a slip in a
// path is not to empty it.
func (b *baselines) write(a *app, empty bool) error {
	if b.to == "" || empty {
		return nil
	}
	content, err := baseline.Write(b.next)
	if err != nil {
		return fmt.Errorf("making the baseline: %w", err)
	}
	if err := a.replace(b.to, report.EscapeJSON(content)); err != nil {
		return fmt.Errorf("writing the baseline to %s: %w", b.to, err)
	}
	return nil
}

func staleOf(entries []baseline.Entry) []report.StaleEntry {
	list := make([]report.StaleEntry, len(entries))
	for i, e := range entries {
		list[i] = report.StaleEntry{ID: e.ID, Rule: e.Rule, File: e.File, Resource: e.Resource, Count: e.Count}
	}
	return list
}
