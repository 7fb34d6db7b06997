// Package suppress reads the suppressions that stand in definitions, in comments
// and in metadata, and applies them to findings. It also says what is wrong with
// them: rules of the group "suppression" that no policy stands behind.
package suppress

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// Definition is one definition as a run read it.
type Definition struct {
	Dialect resource.Dialect
	// Path is the root module's directory, or the file.
	Path string
	// Files are those that were read for it.
	Files  []string
	Models []*model.Model
	// Findings are those of all its variants, not collapsed yet: of the calls of
	// one module some may be covered and others not.
	Findings []rules.Finding
	// Whole says that all of it was read and every rule evaluated.
	Whole bool
}

// Options say how suppressions are judged.
type Options struct {
	// Engine is the one that made the findings.
	Engine *rules.Engine
	// Today decides which suppressions have expired; the zero Time none.
	Today time.Time
	// Asked reports whether all definitions that a file takes part in were read.
	Asked func(file string) bool
	// Inputs says that variables or parameters were given, so that the run
	// tells of one deployment among others.
	Inputs bool
}

// Outcome is what becomes of the findings.
type Outcome struct {
	// Findings are those of each definition that nothing suppresses.
	Findings [][]rules.Finding
	// Suppressed are those of each definition that a directive covers.
	Suppressed [][]rules.Suppressed
	// About are the findings about the suppressions themselves.
	About []rules.Finding
	// Problems are files of which the suppressions could not be read.
	Problems []source.Problem
}

// Apply reads the directives in the files of the definitions and applies them.
func Apply(root *source.Root, definitions []Definition, options Options) Outcome {
	var outcome Outcome
	files := map[string]*fileOf{}
	for i := range definitions {
		for _, name := range definitions[i].Files {
			if files[name] == nil {
				list, problems := Read(root, name)
				files[name] = newFile(definitions[i].Dialect, list)
				outcome.Problems = append(outcome.Problems, problems...)
			}
			files[name].definitions = append(files[name].definitions, &definitions[i])
		}
	}
	for i := range definitions {
		kept, suppressed := apply(definitions[i].Findings, files, options)
		outcome.Findings = append(outcome.Findings, kept)
		outcome.Suppressed = append(outcome.Suppressed, suppressed)
	}
	for _, f := range files {
		outcome.About = append(outcome.About, f.faults(root, options)...)
	}
	return outcome
}

// Read gives the directives that stand in a file. Only files that hold the word
// are looked at; one that cannot be read or parsed has none, which is for its
// parser to report.
func Read(root *source.Root, name string) (list []Directive, problems []source.Problem) {
	file, err := root.Read(name)
	if err != nil {
		return nil, nil
	}
	defer func() {
		if cause := recover(); cause != nil {
			list, problems = nil, []source.Problem{{
				Kind: source.Internal, At: source.Range{File: name},
				Message: fmt.Sprintf("reading the suppressions in it failed, please report it: %v", cause),
			}}
		}
	}()
	return Parse(file, root.Limits()), nil
}

// Parse gives the directives in a file that is in memory.
func Parse(file *source.File, limits source.Limits) []Directive {
	if !bytes.Contains(file.Bytes, []byte("gatelint")) {
		return nil
	}
	if source.IsTerraformFile(file.Path) && !strings.HasSuffix(file.Path, ".json") {
		return inHCL(file, limits)
	}
	return inTree(file, limits)
}

// apply tells what is covered from what is left. Where several directives cover
// a finding, the one about the least speaks.
func apply(findings []rules.Finding, files map[string]*fileOf, options Options) (kept []rules.Finding, suppressed []rules.Suppressed) {
	for _, finding := range findings {
		var nearest *applied
		for _, f := range covering(finding, files) {
			for _, a := range f.directives {
				if a.applies(finding, options) && (nearest == nil || within(a.Covers, nearest.Covers)) {
					nearest = a
				}
			}
		}
		if nearest == nil {
			kept = append(kept, finding)
			continue
		}
		suppressed = append(suppressed, rules.Suppressed{Finding: finding, Reason: nearest.Reason, By: rules.Inline})
	}
	return kept, suppressed
}

// covering gives the files whose directives may cover a finding.
func covering(finding rules.Finding, files map[string]*fileOf) []*fileOf {
	var list []*fileOf
	for _, at := range slices.Concat([]source.Range{finding.At}, finding.Calls, finding.Owners) {
		if f := files[at.File]; f != nil && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	return list
}

// covers reports whether what a finding points at lies in what the directive
// covers. A directive about a whole thing also covers what a resource in it
// causes elsewhere, and what the module calls in it create.
func (d *Directive) covers(finding rules.Finding) bool {
	inside := func(at source.Range) bool { return at.File == d.Covers.File && d.Covers.Contains(at.Start) }
	return inside(finding.At) || slices.ContainsFunc(finding.Calls, inside) ||
		!d.Line && slices.ContainsFunc(finding.Owners, inside)
}

// within reports whether a begins later than b, or ends earlier.
func within(a, b source.Range) bool {
	return b.Start.Before(a.Start) || b.Start == a.Start && a.End.Before(b.End)
}
