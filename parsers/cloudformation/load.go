// Package cloudformation reads CloudFormation templates, in YAML and in JSON. It
// resolves intrinsic functions as far as the template alone decides them; what
// it cannot know stays unknown, with its pieces and references. Conditions are
// explored both ways: a template gives one definition for each assignment that
// matters. The stacks that it nests are part of it where their templates are
// local files.
package cloudformation

import (
	"fmt"
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// Options are what is known beside the template.
type Options struct {
	// Parameters are values given to the template's parameters, as text.
	Parameters map[string]string
	// Region and Account say where it is deployed; "" is not known.
	Region, Account string
}

// Load reads the template at a path. It gives a definition for each variant,
// always in the same order; none if the file cannot be read as a template.
func Load(root *source.Root, path string, opts Options) ([]*resource.Definition, []source.Problem) {
	file, err := root.Read(path)
	if err != nil {
		return nil, []source.Problem{source.ProblemOf(err)}
	}
	l := newLibrary(root.Read, root.Limits())
	return guarded(file, func() ([]*resource.Definition, []source.Problem) {
		return l.definitions(file, l.surroundings(path, opts))
	})
}

// Parse reads a template that is in memory, and nothing beside it.
func Parse(file *source.File, limits source.Limits, opts Options) ([]*resource.Definition, []source.Problem) {
	return guarded(file, func() ([]*resource.Definition, []source.Problem) {
		return newLibrary(nil, limits).definitions(file, opts)
	})
}

// definitions gives what a template and the stacks in it define.
func (l *library) definitions(file *source.File, opts Options) ([]*resource.Definition, []source.Problem) {
	document, problem := l.parse(file)
	if document == nil {
		return nil, []source.Problem{*problem}
	}
	h := &hierarchy{library: l, opts: opts, declared: map[string]*declaration{}, budget: l.limits.Nodes}
	t := h.openStack(document, problem, nil, nil)
	h.settle()
	definitions := t.definitions()
	var problems []source.Problem
	t.each(func(t *template) {
		problems = slices.Concat(problems, t.problems, t.missing)
	})
	return definitions, problems
}

// guarded makes a problem of a panic: a fault in reading one template must not
// end the run.
func guarded(file *source.File, read func() ([]*resource.Definition, []source.Problem)) (definitions []*resource.Definition, problems []source.Problem) {
	defer func() {
		if cause := recover(); cause != nil {
			definitions = nil
			problems = []source.Problem{{
				Kind:    source.Internal,
				At:      source.Range{File: file.Path},
				Message: fmt.Sprintf("gatelint failed on this template (%v); please report it", cause),
			}}
		}
	}()
	return read()
}
