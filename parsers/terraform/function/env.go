// Package function holds the functions of the Terraform language, as of 1.11.
// They compute what Terraform would, on known arguments and on ones that hold
// symbols: a result that is known and carries no mark of package symbol stays
// the same whatever the symbols turn out to be.
//
// What they cost is bounded, and they read files through callbacks only.
package function

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Env is what functions need of their surroundings. It belongs to one
// evaluation and is not safe for concurrent use.
type Env struct {
	// Symbols must be set, and so must Limits.
	Symbols *symbol.Table

	// Read gives the content of a file, Exists whether there is one, and List
	// the regular files below a directory, relative to it. Paths are slash
	// paths relative to the directory in which Terraform would run. A callback
	// refuses what lies outside the root with an error of which
	// source.OutsideRoot is true, and says fs.ErrNotExist of what is missing.
	// Where a callback is nil the files are unknown.
	Read   func(path string) ([]byte, error)
	Exists func(path string) (bool, error)
	List   func(dir string) ([]string, error)

	// Eval evaluates the arguments of try and can, and templates. If it is nil
	// expressions evaluate themselves.
	Eval func(hcl.Expression, *hcl.EvalContext) (cty.Value, hcl.Diagnostics)

	// Limits bound what a function may make: texts, elements and nesting.
	Limits source.Limits

	// work is how much the search of texts with holes has cost so far.
	work int
}

// Table gives the functions by name, and by name in the namespace "core::".
func Table(env *Env) map[string]function.Function {
	all := map[string]function.Function{}
	for name, row := range rows(env) {
		f := row.wrap(env, name)
		all[name], all["core::"+name] = f, f
	}
	return all
}

// unsupported gives an unknown result of a function.
func unsupported(typ cty.Type, name string) cty.Value {
	return symbol.Unknown(typ, value.Function, name+"()")
}
