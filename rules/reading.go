package rules

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// The policies are read in two ways. They speak of values through the library
// alone, whose functions hold of what is known; the functions of the same names
// under lib/may hold of what is possible. A rule that is compiled with these
// speaks of all that may be a fault.

// mayFolder holds the optimistic library, mayPackage is where its packages are:
// data.gatelint.may.value stands in for data.gatelint.value.
const (
	mayFolder  = "lib/may/"
	mayPackage = "may"
)

// library lists the files that the policies of a program are written with.
func (p *program) library() ([]string, error) {
	patterns := []string{"lib/*.rego"}
	if p.optimistic {
		patterns = append(patterns, mayFolder+"*.rego")
	}
	var files []string
	for _, pattern := range patterns {
		found, err := fs.Glob(p.source, pattern)
		if err != nil {
			return nil, fmt.Errorf("listing the policy library: %w", err)
		}
		files = append(files, found...)
	}
	return files, nil
}

// readOptimistically turns the imports of all modules but the optimistic ones
// to these.
func readOptimistically(modules map[string]*ast.Module) {
	replaced := map[string]bool{}
	for name := range modules {
		if short, ok := strings.CutPrefix(name, mayFolder); ok {
			replaced[strings.TrimSuffix(short, ".rego")] = true
		}
	}
	for name, module := range modules {
		if strings.HasPrefix(name, mayFolder) {
			continue
		}
		for _, imported := range module.Imports {
			path, ok := imported.Path.Value.(ast.Ref)
			const library = 3 // data.gatelint.NAME
			if !ok || len(path) != library {
				continue
			}
			if last, ok := path[library-1].Value.(ast.String); ok && replaced[string(last)] {
				imported.Path.Value = slices.Insert(slices.Clone(path), library-1, ast.StringTerm(mayPackage))
			}
		}
	}
}
