// Package cloudformation reads CloudFormation templates, in YAML and in JSON. It
// resolves intrinsic functions as far as the template alone decides them; what
// it cannot know stays unknown, with its pieces and references. Conditions are
// explored both ways: a template gives one definition for each assignment that
// matters.
package cloudformation

import (
	"errors"
	"fmt"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
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
		if failed, ok := errors.AsType[*source.ReadError](err); ok {
			return nil, []source.Problem{failed.Problem()}
		}
		return nil, []source.Problem{{Kind: source.Unreadable, At: source.Range{File: path}, Message: err.Error()}}
	}
	return Parse(file, root.Limits(), opts)
}

// Parse reads a template that is in memory.
func Parse(file *source.File, limits source.Limits, opts Options) ([]*resource.Definition, []source.Problem) {
	return guarded(file, func() ([]*resource.Definition, []source.Problem) {
		var problems []source.Problem
		document, problem := tree.Parse(file, limits)
		if problem != nil {
			problems = append(problems, *problem)
		}
		if document == nil {
			return nil, problems
		}
		t := newTemplate(document, opts, problems)
		definitions := t.definitions()
		return definitions, append(t.problems, t.unread()...)
	})
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
