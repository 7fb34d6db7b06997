// Package report writes what a run found, in one of several formats. Every
// string that comes from a definition passes the sanitiser once, ahead of all
// formats; a format only lays out.
package report

import (
	"fmt"
	"io"
	"path"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Report is the outcome of a run. Files are named as the reader is to see
// them: relative to the working directory, with forward slashes.
type Report struct {
	// Version is that of gatelint.
	Version string
	// Complete says that everything that is there was read.
	Complete bool
	// Findings come in the order in which they are to be shown: file, line,
	// column, id.
	Findings []rules.Finding
	Problems []source.Problem
	// Suppressed are the findings that someone asked not to see, in the same
	// order.
	Suppressed []rules.Suppressed
	// Baseline says what a baseline did, nil if there was none; Since the same
	// of a comparison with a commit.
	Baseline *Baseline
	Since    *Since
	// Narrowed is what a configuration for which nobody vouches makes the gate
	// let pass, in the order of its lines.
	Narrowed []Narrowing
	// Undecided is nil unless it was asked for.
	Undecided *Undecided
	Summary   Summary
	// Shard says which part of the definitions this is, nil for all of them.
	Shard *Shard
}

// Summary counts. It counts all findings, also those that a limit keeps out of
// Report.Findings.
type Summary struct {
	Files       int `json:"files"`
	Definitions int `json:"definitions"`
	Resources   int `json:"resources"`
	APIs        int `json:"apis"`
	Error       int `json:"error"`
	Warning     int `json:"warning"`
	Info        int `json:"info"`
	Suppressed  int `json:"suppressed"`
}

// Count adds the findings to the counts by severity.
func (s *Summary) Count(findings []rules.Finding) {
	for i := range findings {
		switch findings[i].Severity {
		case rules.Error:
			s.Error++
		case rules.Warning:
			s.Warning++
		case rules.Info:
			s.Info++
		}
	}
}

// Findings is how many findings were counted.
func (s *Summary) Findings() int { return s.Error + s.Warning + s.Info }

// Options are what a format needs beside the report.
type Options struct {
	// Lines gives the text of a line of a file that a finding names, counted
	// from 1, and false where there is none. The formats for people ask.
	Lines func(file string, line int) (string, bool)
	// Color lets the text format use terminal colours.
	Color bool
	// Quiet leaves only findings in the text format, Verbose adds to it.
	Quiet, Verbose bool
	// Base is the working directory relative to the root of the repository,
	// with forward slashes, "" for the root itself. The formats of build
	// servers and code hosts name files from the root.
	Base string
}

// fromRoot names a file, if there is one, from the root of the repository.
func (o *Options) fromRoot(file string) string {
	if file == "" {
		return ""
	}
	return path.Join(o.Base, file)
}

// format lays out a sanitised report.
type format func(w io.Writer, r *clean, o Options) error

var formats = []struct {
	name  string
	write format
	// rooted formats name files from the root of the repository.
	rooted bool
}{
	{"text", writeText, false},
	{"json", writeJSON, false},
	{"sarif", writeSARIF, true},
	{"github", writeGitHub, true},
	{"gitlab", writeGitLab, true},
	{"junit", writeJUnit, true},
	{"checkstyle", writeCheckstyle, true},
	{"markdown", writeMarkdown, true},
	{"html", writeHTML, false},
}

// Formats names the formats, the default first.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Write writes the report in the named format. It makes many small writes, so
// w should be buffered.
func Write(w io.Writer, name string, r *Report, o Options) error {
	for _, f := range formats {
		if f.name != name {
			continue
		}
		named := func(file string) string { return file }
		if f.rooted {
			named = o.fromRoot
		}
		return f.write(w, sanitize(r, o.Lines, named), o)
	}
	return fmt.Errorf("there is no format %q", name)
}
