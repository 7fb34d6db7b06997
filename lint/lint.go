// Package lint is the whole way of a byte: it finds the definitions under a
// root, reads each into models, evaluates the rules over them and merges what
// they say. It prints nothing and decides no exit code.
package lint

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/adapter"
	"github.com/gatelint/gatelint/parsers/cloudformation"
	"github.com/gatelint/gatelint/parsers/find"
	"github.com/gatelint/gatelint/parsers/openapi"
	"github.com/gatelint/gatelint/parsers/terraform"
	"github.com/gatelint/gatelint/parsers/tfplan"
	"github.com/gatelint/gatelint/rules"
	"github.com/gatelint/gatelint/suppress"
)

// Options are the inputs that definitions leave open, and the choice of rules.
type Options struct {
	// Variables and VarFiles are Terraform's, Parameters CloudFormation's.
	Variables  map[string]string
	VarFiles   []string
	Parameters map[string]string
	// Preset are values of Terraform variables that those two count more than.
	Preset terraform.Preset
	// Region and Account are where the definitions are deployed, if known.
	Region, Account string
	// Select and Ignore name rules by id, name, group or id prefix.
	Select, Ignore []string
	// Severity gives rules, by id or name, another severity than their own.
	Severity map[string]rules.Severity
	// Excluded reports whether a file or folder, by its path from the root, is
	// passed over: it is read where a definition needs it, and neither linted by
	// itself nor reported on. nil excludes nothing.
	Excluded func(path string) bool
	// External declares what is managed elsewhere.
	External []resource.External
	// Undecided asks for what the rules could not decide.
	Undecided bool
	// Jobs is how many definitions are worked on at once; 0 means one for
	// each processor.
	Jobs int
	// NoInline disregards the suppressions that stand in definitions.
	NoInline bool
	// Today decides which suppressions have expired; the zero Time none.
	Today time.Time
	// Unfiltered reports all findings of the definitions, also those outside of
	// the files among the paths.
	Unfiltered bool
	// Shard leaves out all definitions but those of one shard.
	Shard Shard
	// Progress, if set, is told how many of the definitions are done, from 0
	// on. It is called by several workers, by one at a time.
	Progress func(done, total int)
	// Deadline is when the run has to be over; what is not read by then is
	// reported. The zero time stands for the root's limit from now on.
	Deadline time.Time

	// observe, if set, is called ahead of each step of each definition. For
	// tests.
	observe func(step, path string)
}

// givesInputs reports whether anything that definitions leave open is given.
func (o *Options) givesInputs() bool {
	return len(o.Variables)+len(o.VarFiles)+len(o.Parameters)+len(o.Preset.Variables)+len(o.Preset.VarFiles) > 0 || o.Region != "" || o.Account != ""
}

// Result is what a run found and what it could not read.
type Result struct {
	Findings []rules.Finding
	Problems []source.Problem
	// Suppressed are the findings that a definition says not to report.
	Suppressed []rules.Suppressed
	// Undecided is what the rules could not decide, if that was asked for.
	Undecided []rules.Undecided
	// Models are the normalized models, in the order of their definitions.
	Models []*model.Model
	// Files are the names of the files that were read, sorted.
	Files []string
	// Definitions, Resources and APIs count what was read.
	Definitions, Resources, APIs int
	// Found counts all definitions that there are to read, also those that
	// belong to another shard.
	Found int
	// Digest is, for a shard, that of the files of all definitions. It is the
	// same for all shards of one checkout.
	Digest string
}

// unit is one definition to be read: a Terraform root, a template or an OpenAPI
// document.
type unit struct {
	path string
	load func() ([]*resource.Definition, []source.Problem)
	// whole says that all of its findings are asked for, wherever they stand: a
	// plan's stand in the configuration that lies beside.
	whole bool
}

// outcome is what became of a unit.
type outcome struct {
	findings   []rules.Finding
	suppressed []rules.Suppressed
	undecided  []rules.Undecided
	problems   []source.Problem
	models     []*model.Model
	files      []string
	// resources and apis are those of the variant that has most of them.
	resources, apis int
	read, whole     bool
}

// Run lints the definitions under paths, which are relative to the root. A path
// that names a file reports on that file only, but reads all that belongs to it.
func Run(ctx context.Context, root *source.Root, paths []string, options Options) (*Result, error) {
	engine, err := rules.New(rules.Options{
		Select: options.Select, Ignore: options.Ignore, Severity: options.Severity,
		Deadline: root.Limits().RuleTime,
	})
	if err != nil {
		return nil, err
	}
	found, err := find.Find(root, paths)
	if err != nil {
		return nil, err
	}
	units := options.include(found, unitsOf(root, found, options))
	all, digest := len(units), ""
	if !options.Shard.IsZero() {
		digest = root.DigestAll(found.Files())
	}
	units = slices.DeleteFunc(units, func(u unit) bool { return !options.Shard.holds(u.path) })
	outcomes := make([]outcome, len(units))
	done := counter(options.Progress, len(units))
	limited, cancel := options.limited(ctx, root.Limits().RunTime)
	defer cancel()
	each(options.Jobs, len(units), func(i int) {
		outcomes[i] = inTime(limited, units[i], root.Limits(), func() outcome {
			return work(limited, engine, units[i], root.Limits(), options)
		})
		done()
	})
	if ctx.Err() != nil {
		return nil, fmt.Errorf("the run was interrupted: %w", ctx.Err())
	}
	if !options.NoInline {
		outcomes = suppressInline(root, found, outcomes, suppress.Options{
			Engine: engine, Today: options.Today, Inputs: options.givesInputs(),
		})
	}
	result := collect(found, outcomes, options.Unfiltered)
	options.leaveOut(result)
	result.Found, result.Digest = all, digest
	return result, nil
}

// unitsOf lists the definitions in the order in which they were found.
func unitsOf(root *source.Root, found *find.Found, options Options) []unit {
	var units []unit
	for _, dir := range found.Terraform {
		if !dir.Root {
			continue
		}
		load := func() ([]*resource.Definition, []source.Problem) {
			definition, problems := terraform.Load(root, dir.Path, terraform.Options{
				Variables: options.Variables, VarFiles: options.VarFiles, Preset: options.Preset,
				Region: options.Region, Account: options.Account, Uncalled: true,
			})
			if definition == nil {
				return nil, problems
			}
			return []*resource.Definition{definition}, problems
		}
		units = append(units, unit{path: dir.Path, load: load})
	}
	for _, template := range found.Templates {
		load := func() ([]*resource.Definition, []source.Problem) {
			return cloudformation.Load(root, template.Path, cloudformation.Options{
				Parameters: options.Parameters, Region: options.Region, Account: options.Account,
			})
		}
		units = append(units, unit{path: template.Path, load: load})
	}
	for _, plan := range found.Plans {
		load := func() ([]*resource.Definition, []source.Problem) {
			return tfplan.Load(root, plan.Path, tfplan.Options{Region: options.Region, Account: options.Account})
		}
		units = append(units, unit{path: plan.Path, load: load, whole: found.Reports(plan.Path)})
	}
	for _, document := range found.OpenAPI {
		if document.Mentioned {
			continue // it is read with the definition that names it
		}
		load := func() ([]*resource.Definition, []source.Problem) {
			definition, problems := openapi.Load(root, document.Path)
			if definition == nil {
				return nil, problems
			}
			return []*resource.Definition{definition}, problems
		}
		units = append(units, unit{path: document.Path, load: load})
	}
	return units
}

// work reads one definition and evaluates the rules over each of its variants.
// A panic stays within the definition and makes the run incomplete.
func work(ctx context.Context, engine *rules.Engine, u unit, limits source.Limits, options Options) (result outcome) {
	observe := options.observe
	if observe == nil {
		observe = func(string, string) {}
	}
	defer func() {
		if fault := recover(); fault != nil {
			result = outcome{problems: append(result.problems, source.Problem{
				Kind: source.Internal, At: source.Range{File: u.path},
				Message: fmt.Sprintf("gatelint failed on this definition, please report it: %v", fault),
			})}
		}
	}()
	observe("read", u.path)
	definitions, problems := u.load()
	result.problems, result.whole = problems, u.whole
	var variants []rules.Variant
	for _, definition := range definitions {
		definition.External = options.External
		result.resources = max(result.resources, len(definition.Resources))
		result.problems = append(result.problems, openapi.Expand(definition, limits)...)
		observe("model", u.path)
		m := adapter.Model(definition)
		facts.Attach(m)
		observe("rules", u.path)
		findings, problems := engine.Evaluate(ctx, m)
		if options.Undecided {
			result.addUndecided(ctx, engine, m, findings)
		}
		variants = append(variants, rules.Variant{When: definition.When, Findings: findings})
		result.problems = append(result.problems, problems...)
		result.models = append(result.models, m)
		result.files = append(result.files, definition.Files...)
		result.apis = max(result.apis, len(m.APIs))
		result.read = true
	}
	result.findings = rules.Merge(variants)
	return result
}

// collect joins the outcomes in the order of their units.
func collect(found *find.Found, outcomes []outcome, unfiltered bool) *Result {
	result := &Result{Problems: slices.Clone(found.Problems)}
	files := map[string]bool{}
	var findings []rules.Finding
	for _, o := range outcomes {
		unasked := func(f rules.Finding) bool {
			return !unfiltered && !o.whole && !found.Reports(f.At.File) && !relatesTo(f, found)
		}
		findings = append(findings, slices.DeleteFunc(rules.Collapse(o.findings), unasked)...)
		result.Suppressed = append(result.Suppressed, slices.DeleteFunc(o.suppressed, func(s rules.Suppressed) bool {
			return unasked(s.Finding)
		})...)
		result.Problems = append(result.Problems, o.problems...)
		result.Models = append(result.Models, o.models...)
		for _, file := range o.files {
			files[file] = true
		}
		result.Resources += o.resources
		result.APIs += o.apis
		if o.read {
			result.Definitions++
		}
	}
	result.Findings = rules.Collapse(findings)
	result.Suppressed = rules.CollapseSuppressed(result.Suppressed)
	result.Undecided = undecidedOf(found, outcomes)
	result.Problems = source.Unique(result.Problems)
	result.Files = slices.Sorted(maps.Keys(files))
	return result
}

// relatesTo reports whether a finding has another end in what is asked for, so
// that a changed file which breaks an unchanged one is reported.
func relatesTo(f rules.Finding, found *find.Found) bool {
	return slices.ContainsFunc(f.Related, func(related rules.Related) bool { return found.Reports(related.At.File) })
}

// each calls f for 0 to n-1 on some workers and waits for all.
func each(workers, n int, f func(i int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var group sync.WaitGroup
	for range min(workers, n) {
		group.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}
