// Package terraform reads a Terraform configuration in native syntax: a root
// module and the modules it calls, evaluated without a provider, a state or a
// network. What only those could tell stays symbolic.
package terraform

import (
	"fmt"
	"path"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Options say from where a root module is called.
type Options struct {
	// Variables are given by name; a variable that is no text takes an
	// expression, as terraform's -var does.
	Variables map[string]string
	// VarFiles are paths of tfvars files relative to the source root. Later
	// ones win.
	VarFiles []string
	// Preset are values that the two above count more than.
	Preset Preset
	// Region and Account are those of the default provider where the
	// configuration does not say.
	Region, Account string
	// Uncalled says that no module in sight calls the directory. Unless it has
	// a provider or a backend block of its own, its outputs then leave the
	// definition.
	Uncalled bool
	// Planned is what a plan of the configuration knows, nil without one.
	Planned *Planned
}

// Preset are values of variables for all modules that have such variables.
type Preset struct {
	Variables map[string]string
	// VarFiles count less than Variables, earlier ones less than later ones.
	VarFiles []string
}

// Planned is what a plan of a configuration knows ahead of its evaluation.
type Planned struct {
	// Variables are the values of the root module's variables as a JSON
	// object. They win over all others.
	Variables string
	// Instances lists the indexes ("[0]", `["key"]`) of the instances of each
	// resource, data source and module call that is repeated, by its address.
	Instances map[string][]string
}

// Load reads the root module in dir and all modules that it calls. It always
// gives a definition: what could not be read is unknown in it, and a problem.
func Load(root *source.Root, dir string, opts Options) (definition *resource.Definition, problems []source.Problem) {
	r := newRun(root, dir, opts)
	defer func() {
		if cause := recover(); cause != nil {
			r.problem(source.Internal, hcl.Range{Filename: r.dir}, fmt.Sprintf("reading the configuration failed: %v", cause))
			r.openUp(source.Range{File: r.dir}, "reading the configuration failed")
			definition, problems = r.definition, r.problems
		}
	}()
	r.load()
	return r.definition, r.problems
}

func newRun(root *source.Root, dir string, opts Options) *run {
	r := &run{
		root:      root,
		dir:       path.Clean(dir),
		opts:      opts,
		files:     map[string]*source.File{},
		modules:   map[string]*module{},
		instances: map[string]*instance{},
		noted:     map[string]bool{},
		definition: &resource.Definition{
			Dialect:  resource.Terraform,
			Path:     path.Clean(dir),
			Variants: 1,
		},
	}
	r.eval = &expression.Evaluator{
		Symbols:  symbol.NewTable(),
		Meter:    expression.NewMeter(root.Limits(), r.problem),
		Limits:   root.Limits(),
		File:     func(name string) *source.File { return r.files[name] },
		ReadText: r.readText,
		Report:   r.problem,
	}
	r.eval.Functions = r.functions()
	return r
}

// run is one reading of one configuration.
type run struct {
	root       *source.Root
	dir        string // of the root module
	opts       Options
	files      map[string]*source.File // by path
	modules    map[string]*module      // by directory
	manifest   map[string]string       // directory of each installed module by its key
	eval       *expression.Evaluator
	top        *scope
	instances  map[string]*instance // by address
	attributes map[string]bool      // names of all attributes that anything asks for
	definition *resource.Definition
	problems   []source.Problem
	scopes     int // module instances
	sawCycle   bool
	noted      map[string]bool // unresolved modules, by where they are called
}

func (r *run) load() {
	r.readManifest()
	top := r.newScope(r.module(r.dir), nil, nil)
	r.top = top
	top.readVariables()
	top.emit()
	if r.hasUnseenCaller() {
		r.handOut(top)
	}
}

// hasUnseenCaller reports whether the root is a module that is made to be
// called, by somebody who is not in view: it has no provider and no backend, and
// nothing gives its variables values.
func (r *run) hasUnseenCaller() bool {
	return r.opts.Uncalled && !r.top.module.isDeployed() && len(r.top.given) == 0 && !r.top.anyGiven
}

// problem notes something that could not be read.
func (r *run) problem(kind source.ProblemKind, at hcl.Range, message string) {
	rng := r.eval.Range(at)
	if rng.File == "" {
		rng.File = at.Filename
	}
	r.problems = append(r.problems, source.Problem{Kind: kind, At: rng, Message: message})
}

// openUp notes that anything may be defined out of sight.
func (r *run) openUp(at source.Range, reason string) {
	r.definition.Unresolved = append(r.definition.Unresolved, resource.Unresolved{
		Name: at.File, At: at, Reason: reason, Everything: true,
	})
}

// handOut notes what the outputs of a module that is made to be called give to
// its callers. A name that is known as text holds no reference any more.
func (r *run) handOut(top *scope) {
	for _, name := range top.module.outputOrder {
		output := r.eval.Read(top.output(name), hcl.Range{})
		r.definition.Exports = append(r.definition.Exports, output)
		for _, ref := range output.AllRefs() {
			if r.instances[ref.Address] != nil && !slices.Contains(r.definition.HandedOut, ref) {
				r.definition.HandedOut = append(r.definition.HandedOut, ref)
			}
		}
	}
}

// readText gives a file that an expression names. Terraform resolves such paths
// from the directory it runs in, the root module's.
func (r *run) readText(name string) (*source.File, error) {
	resolved, err := source.Resolve(r.dir, name)
	if err != nil {
		return nil, err
	}
	file, err := r.root.Read(resolved)
	if err != nil {
		return nil, err
	}
	r.keep(file)
	return file, nil
}

// keep remembers a file for positions in it.
func (r *run) keep(file *source.File) {
	if r.files[file.Path] == nil {
		r.files[file.Path] = file
		r.definition.Files = append(r.definition.Files, file.Path)
	}
}
