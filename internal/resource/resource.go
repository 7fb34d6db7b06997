// Package resource holds what the parsers of all dialects hand on: resources
// with their attributes as values, and what the definition around them leaves
// open. It knows nothing of API Gateway.
package resource

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Dialect names the language that a definition is written in.
type Dialect string

// The dialects.
const (
	Terraform      Dialect = "terraform"
	CloudFormation Dialect = "cloudformation"
	SAM            Dialect = "sam"
	OpenAPI        Dialect = "openapi"
	Plan           Dialect = "plan"
)

// MaxMentioned bounds how many addresses are followed through one name: who
// refers to a module as a whole does not mention each of a thousand resources.
const MaxMentioned = 256

// Resource is one resource of a definition, after count, for_each and modules.
type Resource struct {
	// Address is unique in its definition: "module.api.aws_x.y[0]" or a
	// logical id. An instance that is not known, of a resource whose count or
	// for_each is not, has the index "[*]".
	Address string
	// Origin is the address of the resource that a person wrote and a transform
	// or an import made this one of; "" for one that is written itself.
	Origin string
	// Type is the dialect's name of the type; Name its last name. What an
	// OpenAPI document defines has CloudFormation's types in every dialect.
	Type, Name string
	// Title is what a generator calls the resource, in the words of the source
	// that the definition was made of ("Stack/Orders/Api"); "" where it says
	// nothing.
	Title string
	// Module is the path of module calls ("module.api") or of nested stacks
	// ("Network/Dns"), "" for the root.
	Module string
	// At is the header: the block's labels, or the logical id.
	At source.Range
	// Body is the whole resource, for suppressions and for related places.
	Body source.Range
	// Attrs is a map of everything written, blocks as lists of maps.
	Attrs value.Value
	// Metadata is what CloudFormation keeps beside the properties; the zero
	// Value where there is none.
	Metadata value.Value
	// DependsOn lists the addresses that the resource, or what it stands in,
	// names to wait for.
	DependsOn []string
	// References lists the addresses that any of its expressions mention; in
	// Terraform those of depends_on aside. A list of MaxMentioned or more may
	// be cut.
	References []string
	// Conditional says that the resource may not exist, or may exist more than
	// once: its count, for_each or condition is not known.
	Conditional bool
	// Tainted says that part of the resource could not be read.
	Tainted bool
	// Calls are the module calls on the way, outermost first.
	Calls []source.Range
	// Region and Account are those of the provider that makes the resource.
	Region, Account value.Value
	// Data is set for a data source: it is read, not made.
	Data bool
	// Actions is what a plan does with the resource, in its words and order
	// ("create", "update", "delete", "no-op"); nil in other dialects.
	Actions []string
}

// Get gives the attribute under a path of names: absent if certainly not
// written (At is then the resource's header), unknown if not known. A list of
// one block is stepped through.
func (r *Resource) Get(path ...string) value.Value {
	v := r.Attrs
	for _, name := range path {
		v = Single(v).Get(name)
	}
	if v.IsAbsent() && len(path) == 1 {
		v.At = r.At
	}
	return v
}

// IgnoresChanges gives the attributes whose changes Terraform is told to ignore,
// "all" among them if it is there.
func (r *Resource) IgnoresChanges() []string {
	var names []string
	for _, item := range value.AsList(r.Get("lifecycle", "ignore_changes")).Items() {
		name, _ := item.Text()
		if end := strings.IndexAny(name, ".["); end >= 0 {
			name = name[:end]
		}
		names = append(names, name)
	}
	return names
}

// Single gives the only item of a list, as Terraform's single nested blocks
// are; a value that is no list unchanged; absent for an empty closed list;
// unknown for a list of several or an open one.
func Single(v value.Value) value.Value {
	if !v.IsKnown() || v.Kind() != value.List {
		return v
	}
	switch {
	case len(v.Items()) == 1 && !v.Open():
		return v.Items()[0]
	case len(v.Items()) == 0 && !v.Open():
		return value.Unset(v.At)
	}
	return value.NotKnown(value.Unsupported, "", v.At)
}

// Unresolved is something that could not be looked into and may hold anything:
// a module that is not here, a nested stack, a macro.
type Unresolved struct {
	Name   string // "module.vpc", "AWS::Include"
	At     source.Range
	Reason string
	// Args are the values handed in: what it may act upon.
	Args value.Value
	// Everything says that it may act on all of the definition; Rewrites, that
	// it may also change the resources that are in view, as a macro does.
	Everything, Rewrites bool
}

// Definition is what one Terraform root with its modules, or one template,
// defines.
type Definition struct {
	Dialect Dialect
	// Path is the root module's directory or the template's file.
	Path      string
	Resources []*Resource
	// Unresolved lists what may hold resources out of sight.
	Unresolved []Unresolved
	// HandedOut are the references that leave the definition for others to
	// act upon: exports, outputs of a module that is made to be called.
	HandedOut []value.Ref
	// Exports are whole values that leave the definition: they may name a
	// resource by a text that holds no reference to it.
	Exports []value.Value
	// External declares what of it is managed elsewhere.
	External []External
	// Files lists the files that were read for it.
	Files []string
	// Tainted says that part of it is certainly not in view, so that anything
	// may be missing: a file could not be read, or something is referred to
	// that is not declared.
	Tainted bool
	// Duplicates are the places of keys that a later one of the same name in
	// the same map replaces.
	Duplicates []source.Range
	// When lists the assumptions of this variant ("condition IsProd is
	// true"); empty where nothing is assumed. A template with conditions is
	// handed on once for each assignment that matters.
	When []string
	// Variants says how many variants of this definition there are.
	Variants int
}
