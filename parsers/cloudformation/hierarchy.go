package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// hierarchy is what a template has in common with the stacks that it nests.
// Their conditions are explored together, since they rest on the parameters of
// the outermost.
type hierarchy struct {
	library *library
	opts    Options
	root    *template
	// variables are what the conditions rest on; pairs are those of them that
	// are compared with each other.
	variables []*variable
	pairs     [][2]int
	// declared are the resources of all stacks, by address.
	declared map[string]*declaration
	// stacks and conditionCount are over all templates; budget is how many
	// more nodes loops may make.
	stacks, conditionCount, budget int
	meter                          meter
}

// openStack reads the template of a stack and of all that it nests. outer and call
// are the stack around it and the resource there; nil for the outermost.
func (h *hierarchy) openStack(document *tree.Document, problem *source.Problem, outer *template, call *declaration) *template {
	h.stacks++
	t := newTemplate(h, document)
	if problem != nil {
		t.problems = append(t.problems, *problem)
	}
	t.document, t.missing = h.library.include(document)
	if outer == nil {
		h.root = t
	} else {
		t.outer, t.call = outer, call
		t.prefix = call.address + "/"
		t.calls = append(slices.Clone(outer.calls), call.idAt)
	}
	t.read()
	for _, declared := range t.resources {
		t.nest(declared)
		t.attach(declared)
	}
	return t
}

// nest reads the template of a stack in this one, if it is a local file.
func (t *template) nest(declared *declaration) {
	if declared.typ != local.Stack {
		return
	}
	named, ok := local.Template(declared.body)
	if !ok {
		return
	}
	document, problem := t.library.open(directory(named.Named), named)
	if document == nil {
		if problem != nil {
			t.missing = append(t.missing, *problem)
		}
		return
	}
	if reason := t.tooMuch(document); reason != "" {
		t.missing = append(t.missing, source.Problem{
			Kind: source.Limit, At: named.Named.At, Message: reason + "; what is in it is not known",
		})
		return
	}
	t.nested[declared.id] = t.openStack(document, problem, t, declared)
}

// tooMuch says why a template is not nested in this one, "" if it may be.
func (t *template) tooMuch(document *tree.Document) string {
	limits := &t.library.limits
	depth := 1
	for outer := t; outer != nil; outer = outer.outer {
		if outer.document.File.Same(document.File) {
			return "the template nests itself"
		}
		depth++
	}
	switch {
	case depth > limits.StackDepth:
		return fmt.Sprintf("stacks are nested more than %d levels deep, the limit", limits.StackDepth)
	case t.stacks == limits.Stacks:
		return fmt.Sprintf("more than %d stacks are nested, the limit", limits.Stacks)
	case len(t.declared) > limits.StackResources:
		return fmt.Sprintf("the nested stacks have more than %d resources, the limit", limits.StackResources)
	}
	return ""
}

// each calls visit for the stack and all in it, outer ones first, in the order
// of the templates.
func (t *template) each(visit func(*template)) {
	visit(t)
	for _, declared := range t.resources {
		if child := t.nested[declared.id]; child != nil {
			child.each(visit)
		}
	}
}

// path names the stack by the resources that nest it; "" for the outermost.
func (t *template) path() string { return strings.TrimSuffix(t.prefix, "/") }

// address gives the address of a resource of the stack.
func (t *template) address(id string) string { return t.prefix + id }
