package config

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// field is a key of the file and what reads its value.
type field struct {
	name string
	read func(r *reader, n *yaml.Node)
}

// fields are all keys, in the order in which the documentation has them.
var fields = []field{
	{"version", (*reader).version},
	{"fail-on", func(r *reader, n *yaml.Node) { r.config.FailOn = r.oneOf(n, "fail-on", thresholds) }},
	{"select", func(r *reader, n *yaml.Node) { r.config.Select = r.ruleNames(n, "select") }},
	{"ignore", func(r *reader, n *yaml.Node) { r.config.Ignore = r.ruleNames(n, "ignore") }},
	{"severity", (*reader).severities},
	{"exclude", (*reader).globs},
	{"variables", func(r *reader, n *yaml.Node) { r.config.Variables = r.pairs(n, "variables", r.expression) }},
	{"var-files", func(r *reader, n *yaml.Node) { r.config.VarFiles = r.texts(n, "var-files") }},
	{"parameters", func(r *reader, n *yaml.Node) { r.config.Parameters = r.pairs(n, "parameters", r.commaList) }},
	{"regions", func(r *reader, n *yaml.Node) {
		r.config.Regions = r.shaped(n, "regions", IsRegion, "a region looks like eu-west-1")
	}},
	{"account", (*reader).account},
	{"policies", func(r *reader, n *yaml.Node) { r.config.Policies = r.texts(n, "policies") }},
	{"external", (*reader).external},
	{"baseline", func(r *reader, n *yaml.Node) { r.config.Baseline = r.text(n, "baseline") }},
	{"formats", (*reader).formats},
}

// flagsOnly are flags that a person might look for among the keys.
var flagsOnly = []string{
	"allow-empty", "allow-incomplete", "changed-since", "jobs", "max-findings", "no-inline", "now", "parameter-file",
	"quiet", "shard", "trust", "undecided", "verbose", "write-baseline",
}

func fieldNames() []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	slices.Sort(names)
	return names
}
