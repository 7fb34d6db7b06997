package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// What follows is for the reader of plans, which meets the same resource types.

// Canonical says of what an attribute is made that the provider computes, ""
// if that is not known. A data source's type has "data." in front. In braces
// stand {.attr}, a reference; {=attr}, the value of another attribute; and
// {partition}, {region}, {account} and {dns_suffix}, those of the provider.
func Canonical(kind, attr string) string { return canonical[kind][attr] }

// Acts reports whether resources of a type run something, or hand what they are
// given to another tool, and so may make others out of sight.
func Acts(kind string) bool { return actors[kind] || strings.HasPrefix(kind, "awscc_") }

// Declared lists the addresses of the resources, data sources and module calls
// that the files of a directory declare, sorted; nil if it holds none.
func Declared(root *source.Root, dir string) []string {
	m := newRun(root, dir, Options{}).module(dir)
	var declared []string
	for _, b := range slices.Concat(m.resources, m.calls) {
		declared = append(declared, b.address())
	}
	slices.Sort(declared)
	return declared
}

// Inner gives the structure that the text of an argument encodes, nil if there
// is none: JSON, and YAML in the body of an API. Nothing in it has a place.
func Inner(argument, text string, limits source.Limits) *value.Value {
	eval := &expression.Evaluator{
		Symbols: symbol.NewTable(),
		Meter:   expression.NewMeter(limits, func(source.ProblemKind, hcl.Range, string) {}),
		Limits:  limits,
		File:    func(string) *source.File { return nil },
	}
	l := expression.Of(cty.StringVal(text))
	inner := eval.Inner(l)
	if inner == nil && argument == "body" {
		inner = eval.InnerYAML(l)
	}
	if inner == nil {
		return nil
	}
	read := eval.Read(*inner, hcl.Range{})
	return &read
}
