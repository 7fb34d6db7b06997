package openapi

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// variables are those that API Gateway resolves when it imports a document, and
// the attributes of the surroundings that they stand for.
var variables = map[string]string{
	"${AWS::AccountId}": "account",
	"${AWS::Partition}": "partition",
	"${AWS::Region}":    "region",
}

var variable = regexp.MustCompile(`\$\{AWS::(?:AccountId|Partition|Region)\}`)

// resolved gives a value in whose texts the variables of the import are
// references.
func resolved(v value.Value) value.Value {
	made, _ := resolve(v)
	return made
}

// resolve also reports whether there were any.
func resolve(v value.Value) (value.Value, bool) {
	if !v.IsKnown() || v.Kind() != value.List && v.Kind() != value.Map {
		return resolveText(v)
	}
	changed := false
	if v.Kind() == value.List {
		items := make([]value.Value, len(v.Items()))
		for i, item := range v.Items() {
			made, did := resolve(item)
			items[i], changed = made, changed || did
		}
		if !changed {
			return v, false
		}
		return kept(value.OfList(items, v.Open(), v.At), v), true
	}
	entries := make([]value.Entry, len(v.Entries()))
	for i, entry := range v.Entries() {
		made, did := resolve(entry.Value)
		entries[i], changed = value.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: made}, changed || did
	}
	if !changed {
		return v, false
	}
	return kept(value.OfMap(entries, v.Open(), v.At), v), true
}

func resolveText(v value.Value) (value.Value, bool) {
	var parts []value.Part
	changed := false
	for _, part := range v.Parts() {
		if !part.IsLiteral() || !strings.Contains(part.Literal, "${AWS::") {
			parts = append(parts, part)
			continue
		}
		end := 0
		for _, match := range variable.FindAllStringIndex(part.Literal, -1) {
			attr := variables[part.Literal[match[0]:match[1]]]
			parts = append(parts, value.Part{Literal: part.Literal[end:match[0]]}, value.Part{Ref: value.Ref{Attr: attr}})
			end, changed = match[1], true
		}
		parts = append(parts, value.Part{Literal: part.Literal[end:]})
	}
	if !changed {
		return v, false
	}
	return kept(value.OfParts(parts, v.At), v), true
}

// kept gives a copy what the original had beside its content.
func kept(made, original value.Value) value.Value {
	made = made.WithRefs(original.Refs()...)
	made.Sensitive = original.Sensitive
	return made
}
