// Package function tells which Lambda function a text names: by reference, by
// name, by ARN or by partial ARN, each with or without a qualifier.
package function

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Target is what a text names.
type Target struct {
	// Function is the function of the definition that is named, nil if that is
	// not certain.
	Function *model.Function
	// Elsewhere says that certainly none of the definition's is named.
	Elsewhere bool
	// Literal says that the account or the region is written out and is not known
	// to be the function's, so that one of the same name elsewhere may be meant.
	Literal bool
	// Qualifier is the alias or version, absent if none is named. The
	// qualifier $LATEST is none.
	Qualifier value.Value
}

// Index finds the functions of a model.
type Index struct {
	functions map[string]*model.Function
	aliases   map[string]*model.Alias
	// names holds the functions by certain name, each name's in the order of
	// the model; unnamed are those without one.
	names   map[string][]*model.Function
	unnamed []*model.Function
	all     []*model.Function
}

// NewIndex gives the index of a model.
func NewIndex(m *model.Model) *Index {
	x := &Index{
		functions: make(map[string]*model.Function, len(m.Functions)),
		aliases:   make(map[string]*model.Alias, len(m.Aliases)),
		names:     make(map[string][]*model.Function, len(m.Functions)),
		all:       m.Functions,
	}
	for _, f := range m.Functions {
		x.functions[f.Address] = f
		if key, ok := f.Name.Key(); ok {
			x.names[key] = append(x.names[key], f)
		}
		if !f.Name.IsKnown() {
			x.unnamed = append(x.unnamed, f)
		}
	}
	for _, alias := range m.Aliases {
		x.aliases[alias.Address] = alias
	}
	return x
}

// maxDepth bounds aliases that name aliases.
const maxDepth = 4

// Resolve tells what a text names.
func (x *Index) Resolve(v value.Value) Target { return x.resolve(v, 0) }

// The pieces of a name: what stands before it in an ARN or a partial ARN (the
// account, possibly after the region), the name, and the qualifier.
var named = regexp.MustCompile(`(?s)^(?:(?:arn:[^:]*:lambda:([^:]*):)?(?:([^:]*):)?function:)?([^:]+)(?::([^:]*))?$`)

func (x *Index) resolve(v value.Value, depth int) Target {
	unknown := Target{Qualifier: value.NotKnown(value.Computed, "", v.At)}
	text, ok := symbolic.Of(v)
	if !ok || depth > maxDepth {
		return unknown
	}
	// An ARN by reference, with or without a qualifier behind it.
	head, qualifier, qualified := strings.Cut(text.String, ":")
	if ref, ok := text.Ref(head); ok {
		target, ok := x.reference(ref, v, depth)
		switch {
		case ok && !qualified:
			return target
		case ok && !target.Qualifier.IsAbsent():
			return unknown
		case ok:
			target.Qualifier = x.qualifier(text, qualifier)
			return target
		}
	}
	match := named.FindStringSubmatch(text.String)
	if match == nil {
		if symbolic.Plain(text.String) {
			return Target{Elsewhere: true, Qualifier: value.Unset(v.At)}
		}
		return unknown
	}
	region, account, name := match[1], match[2], match[3]
	target := x.byName(text, name, v, depth)
	if target.Function != nil && symbolic.Plain(name) && !restsOn(v, target.Function) {
		target.Literal = written(region, target.Function.Region) || written(account, target.Function.Account)
	}
	if match[4] != "" {
		target.Qualifier = x.qualifier(text, match[4])
	}
	return target
}

// written reports whether a region or an account is written out, and may be another
// than the function's own.
func written(piece string, own value.Value) bool {
	text, _ := own.Text()
	return piece != "" && symbolic.Plain(piece) && piece != text
}

// reference tells what an attribute names, and whether it names a function of
// the definition.
func (x *Index) reference(ref value.Ref, v value.Value, depth int) (Target, bool) {
	if f := x.functions[ref.Address]; f != nil {
		switch ref.Attr {
		case "arn", "name", "id", "function_name":
			return Target{Function: f, Qualifier: value.Unset(v.At)}, true
		case "qualified_arn", "qualified_name":
			// The version is $LATEST where none is published.
			return Target{Function: f, Qualifier: value.NotKnown(value.Computed, "", v.At)}, true
		}
	}
	if alias := x.aliases[ref.Address]; alias != nil && (ref.Attr == "arn" || ref.Attr == "id") {
		target := x.resolve(alias.FunctionName, depth+1)
		name := alias.Name
		if _, identified := name.Key(); !identified || name.IsAbsent() {
			name = value.OfRef(value.Ref{Address: ref.Address, Attr: "name"}, v.At)
		}
		name.At = v.At
		return Target{Function: target.Function, Elsewhere: target.Elsewhere, Literal: target.Literal, Qualifier: name}, true
	}
	return Target{}, false
}

// byName tells what a name by itself names.
func (x *Index) byName(text symbolic.Text, name string, v value.Value, depth int) Target {
	if ref, ok := text.Ref(name); ok {
		if target, ok := x.reference(ref, v, depth); ok && ref.Attr != "arn" {
			return target
		}
	}
	target := Target{Qualifier: value.Unset(v.At)}
	key, identified := text.Value(name).Key()
	switch functions := x.names[key]; {
	case !identified || strings.Contains(name, "${"):
		// A stage variable decides, or what is not known.
		target.Qualifier = value.NotKnown(value.Computed, "", v.At)
	case len(functions) == 1:
		target.Function = functions[0]
	case len(functions) > 1:
		if i := slices.IndexFunc(functions, func(f *model.Function) bool { return restsOn(v, f) }); i >= 0 {
			target.Function = functions[i]
		}
	case len(functions) == 0:
		target.Elsewhere = symbolic.Plain(name) && len(x.unnamed) == 0
	}
	return target
}

// restsOn reports whether a text was made from an attribute of a function.
func restsOn(v value.Value, f *model.Function) bool {
	return slices.ContainsFunc(v.Refs(), func(ref value.Ref) bool { return ref.Address == f.Address })
}

// qualifier gives a qualifier as written; absent for $LATEST.
func (x *Index) qualifier(text symbolic.Text, piece string) value.Value {
	v := text.Value(piece)
	if piece == "" || strings.Contains(piece, "${") {
		return value.NotKnown(value.Computed, "", v.At)
	}
	return x.Qualifier(v)
}

const latest = "$LATEST"

// Qualifier gives a qualifier that is written on its own: the name of an alias
// where it is a reference to one, absent where it is empty or $LATEST.
func (x *Index) Qualifier(v value.Value) value.Value {
	if text, known := v.Text(); known && (text == "" || text == latest) {
		return value.Unset(v.At)
	}
	ref, ok := v.Ref()
	if !ok {
		return v
	}
	alias := x.aliases[ref.Address]
	if alias == nil || ref.Attr != "name" && ref.Attr != "version" {
		return v
	}
	if _, identified := alias.Name.Key(); !identified || alias.Name.IsAbsent() {
		return value.OfRef(value.Ref{Address: ref.Address, Attr: "name"}, v.At)
	}
	name := alias.Name
	name.At = v.At
	return name
}

// Group is a group of functions that a text may name.
type Group struct {
	// Key identifies the group among those of one index.
	Key       string
	Functions []*model.Function
}

// Candidates gives the groups of functions that a text may name which names none
// for certain. There are few groups, so that work on each is done once.
func (x *Index) Candidates(v value.Value) []Group {
	text, ok := symbolic.Of(v)
	if !ok || !symbolic.Plain(text.String) {
		return []Group{{Key: "all", Functions: x.all}}
	}
	match := named.FindStringSubmatch(text.String)
	switch {
	case match == nil:
		return nil
	case strings.Contains(match[3], "${"):
		return []Group{{Key: "all", Functions: x.all}}
	}
	return []Group{
		{Key: "named " + match[3], Functions: x.names[match[3]]},
		{Key: "unnamed", Functions: x.unnamed},
	}
}
