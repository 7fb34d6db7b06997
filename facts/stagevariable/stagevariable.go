// Package stagevariable finds the stage variables in what an API calls, and what
// the stages set them to.
package stagevariable

import (
	"regexp"
	"slices"

	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

var variable = regexp.MustCompile(`\$\{stageVariables\.([A-Za-z0-9_]+)\}`)

// Names gives the stage variables in a text, each once.
func Names(v value.Value) []string {
	text, ok := symbolic.Of(v)
	if !ok {
		return nil
	}
	var names []string
	for _, match := range variable.FindAllStringSubmatch(text.String, -1) {
		if !slices.Contains(names, match[1]) {
			names = append(names, match[1])
		}
	}
	return names
}

// Fill gives a text with what a stage sets in place of its variables. It is unknown
// where one of them is not known or not set.
func Fill(v value.Value, stage *model.Stage) value.Value {
	text, ok := symbolic.Of(v)
	if !ok {
		return v
	}
	pieces, refs := []value.Value{text.Value("")}, v.Refs()
	end := 0
	for _, match := range variable.FindAllStringSubmatchIndex(text.String, -1) {
		set := Lookup(stage, text.String[match[2]:match[3]])
		if set.IsAbsent() {
			set = value.NotKnown(value.Missing, "", set.At)
		}
		pieces = append(pieces, text.Value(text.String[end:match[0]]), set)
		refs = append(refs, set.Refs()...)
		end = match[1]
	}
	return value.Concat(append(pieces, text.Value(text.String[end:]))...).WithRefs(refs...)
}

// Lookup gives what a variable is set to in a stage, absent if it certainly is not
// set. A stage may be declared more than once: by itself, and by the deployment
// that makes it.
func Lookup(stage *model.Stage, name string) value.Value {
	found := within(stage, name)
	if stage.API == nil || !found.IsAbsent() {
		return found
	}
	for _, other := range stage.API.Stages {
		if other == stage || different(other.Name, stage.Name) {
			continue
		}
		if set := within(other, name); !set.IsAbsent() {
			return value.NotKnown(value.Computed, "", found.At)
		}
	}
	return found
}

func within(stage *model.Stage, name string) value.Value {
	if stage.Tainted {
		return value.NotKnown(value.Invalid, "", stage.At)
	}
	return value.AsText(stage.Variables.Get(name))
}

// different reports whether two names certainly are not the same.
func different(a, b value.Value) bool { return a.IsKnown() && b.IsKnown() && !value.Same(a, b) }

// Unused reports whether nobody calls a stage: the one that the serverless
// transform makes beside the stage that the person asked for.
func Unused(stage *model.Stage) bool { return stage.Origin != "" && stage.ID != stage.Address }
