package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/report"
)

// shard is the flag that splits a run, and what all parts of one run have in
// common.
type shard struct {
	flag   string
	part   lint.Shard
	inputs string
}

func (s *shard) addTo(flags *pflag.FlagSet) {
	flags.StringVar(&s.flag, "shard", "", "lint the `I/N`-th part of the definitions, as 1/4; `gatelint merge` joins the JSON reports")
}

// parse gives the part that the flags name, the zero one without --shard.
func (s *shard) parse(flags *pflag.FlagSet, config *configuration, paths []string) (part lint.Shard, err error) {
	if s.flag == "" {
		return lint.Shard{}, nil
	}
	if s.part, err = lint.ParseShard(s.flag); err != nil {
		return lint.Shard{}, fmt.Errorf("--shard %w", err)
	}
	flags.Visit(func(flag *pflag.Flag) {
		if why, refused := aboutAll[flag.Name]; refused {
			err = fmt.Errorf("--%s with --shard: %s", flag.Name, why)
		}
	})
	s.inputs = inputsOf(flags, paths) + "\x00" + config.digest
	return s.part, err
}

// aboutAll are the flags that need all findings, with what to do instead.
var aboutAll = map[string]string{
	"max-findings":   "the worst findings of a shard are not the worst of all; give the flag to gatelint merge",
	"baseline":       "a shard cannot tell which entries the others need; give the flag to gatelint merge",
	"write-baseline": "a baseline is written from all findings; give the flag to gatelint merge",
	"changed-since":  "what is new is told from the findings of all definitions; lint without --shard",
	"undecided":      "which inputs decide the most is told from all definitions; lint without --shard",
}

// of describes the part of a run that was found.
func (s *shard) of(f *found) *report.Shard {
	described := &report.Shard{
		Index: s.part.Index, Count: s.part.Count, Base: f.base,
		Inputs: source.Digest([]byte(s.inputs + "\x00" + strings.Join(f.digests, "\x00"))),
		Files:  map[string]string{}, Others: map[string]string{},
	}
	for _, file := range f.files {
		described.Files[file] = f.sum(file)
	}
	note := func(at source.Range) {
		if _, known := described.Files[at.File]; known || at.File == "" {
			return
		}
		if sum := f.sum(at.File); sum != "" {
			described.Others[at.File] = sum
		}
	}
	for i := range f.findings {
		note(f.findings[i].At)
		for _, other := range f.findings[i].Related {
			note(other.At)
		}
	}
	for _, problem := range f.problems {
		note(problem.At)
	}
	return described
}

// sum gives the digest of a file, "" if it cannot be read.
func (f *found) sum(file string) string {
	for _, s := range f.scopes {
		if read := s.read(file); read != nil {
			return source.Digest(read.Bytes)
		}
	}
	return ""
}

// presentation are the flags that no finding depends on. All others have to be
// the same for all shards of a run.
var presentation = map[string]bool{
	"shard": true, "jobs": true, "format": true, "fail-on": true, "max-findings": true,
	"allow-incomplete": true, "allow-empty": true,
	"quiet": true, "verbose": true, "no-color": true, "stats": true,
}

// inputsOf lists what a command line says of the findings.
func inputsOf(flags *pflag.FlagSet, paths []string) string {
	var list []string
	flags.Visit(func(flag *pflag.Flag) {
		if !presentation[flag.Name] {
			list = append(list, "--"+flag.Name+"="+flag.Value.String())
		}
	})
	return strings.Join(append(list, paths...), "\x00")
}
