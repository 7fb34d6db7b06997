package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
)

// reportBytes is the largest report that is read.
const reportBytes = 1 << 30

func (a *app) mergeCommand() *cobra.Command {
	c := check{app: a, source: readReports}
	command := &cobra.Command{
		Use:   "merge [NAME=]REPORT...",
		Short: "Join the JSON reports of shards, or of several repositories",
		Long: `Join JSON reports into one. The reports of all shards of a run (check --shard)
give what the run would have given without, byte for byte, in every format.

With NAME= the files of a report are shown under NAME/, so that reports of
several repositories can be told apart; each NAME stands for one run.

Lines of source are shown of the files that are here as the shards have read
them. Exit codes are those of check.`,
		Example: `  gatelint merge shard-*.json --format sarif=gatelint.sarif
  gatelint merge shop=shop.json billing=billing-1.json billing=billing-2.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name the reports to join: files that `gatelint check --format json=FILE` has written")
			}
			return nil
		},
		RunE: func(command *cobra.Command, files []string) error { return c.run(command.Context(), files) },
	}
	c.addOutputTo(command)
	return command
}

// readReports is the source of what reports say.
func readReports(_ context.Context, args []string) (*found, error) {
	f := &found{asked: args, here: repositoryBase(), secrets: map[string][]source.Range{}}
	sums := map[string]string{}
	var bases []string
	parts := make([]report.Part, len(args))
	for i, arg := range args {
		part, err := readPart(arg)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(parts[:i], func(other report.Part) bool { return other.From == part.From }) {
			return nil, fmt.Errorf("%s is named twice; name each report once", part.From)
		}
		parts[i] = part
		if shard := part.Report.Shard; shard != nil {
			maps.Copy(sums, shard.Files)
			maps.Copy(sums, shard.Others)
			f.hold(shard.Secrets)
		}
		bases = append(bases, baseOf(part))
	}
	merged, err := report.Merge(parts)
	if err != nil {
		return nil, err
	}
	slices.Sort(bases)
	if bases = slices.Compact(bases); len(bases) == 1 {
		f.base = bases[0]
	}
	f.findings, f.problems, f.suppressed = merged.Findings, merged.Problems, merged.Suppressed
	f.baseline, f.since = merged.Baseline, merged.Since
	f.config = &configuration{narrowed: merged.Narrowed}
	read := merged.Summary
	f.summary = report.Summary{Files: read.Files, Definitions: read.Definitions, Resources: read.Resources, APIs: read.APIs}
	return f, f.showLines(sums)
}

// baseOf gives the place of a report's files in their repository. Several
// repositories have no root in common but the names that they are given.
func baseOf(part report.Part) string {
	switch {
	case part.Repository != "":
		return ""
	case part.Report.Shard != nil:
		return part.Report.Shard.Base
	}
	return repositoryBase()
}

// readPart reads one report, [NAME=]FILE.
func readPart(arg string) (report.Part, error) {
	name, file, isNamed := strings.Cut(arg, "=")
	if !isNamed {
		name, file = "", arg
	}
	if isNamed && (!filepath.IsLocal(name) || path.Clean(name) != name || name == "." || file == "") {
		return report.Part{}, fmt.Errorf("%s: write NAME=FILE, with a name as orders or team/orders", arg)
	}
	document, err := readReport(file)
	if err != nil {
		return report.Part{}, fmt.Errorf("%s: %w", file, withoutPath(err))
	}
	read, err := report.Read(document, version)
	if err != nil {
		return report.Part{}, fmt.Errorf("%s: %w", file, err)
	}
	if isNamed {
		read = read.Under(name)
	}
	return report.Part{From: file, Repository: name, Report: read}, nil
}

func readReport(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := io.ReadAll(io.LimitReader(file, reportBytes+1))
	if err == nil && len(document) > reportBytes {
		return nil, fmt.Errorf("it is larger than %s", source.Size(reportBytes))
	}
	return document, err
}

// showLines lets reports show lines of the files that are here and are the ones
// that were read.
func (f *found) showLines(sums map[string]string) error {
	here := &scope{dir: "."}
	var err error
	if here.root, err = source.Open(here.dir, source.DefaultLimits()); err != nil {
		return err
	}
	f.scopes = []*scope{here}
	same := map[string]bool{}
	f.lines = func(file string, line int) (string, bool) {
		isSame, known := same[file]
		if !known {
			isSame = sums[file] != "" && f.sum(file) == sums[file]
			same[file] = isSame
		}
		if !isSame {
			return "", false
		}
		text, ok := here.line(file, line)
		return cover(text, line, f.secrets[file]), ok
	}
	return nil
}
