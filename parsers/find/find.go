// Package find lists the definitions under a directory and tells their
// dialects apart by content. It parses nothing: a definition with errors is
// found, too, for its parser to report.
package find

import (
	"github.com/gatelint/gatelint/internal/source"
)

// Found is what there is to read. All lists are sorted by path.
type Found struct {
	Terraform []TerraformDir
	Templates []Template
	OpenAPI   []Document
	Plans     []Document
	// Skipped is what was passed over on purpose.
	Skipped []source.Skipped
	// Problems are definitions that are there but cannot be read.
	Problems []source.Problem

	args  arguments
	files []string
}

// TerraformDir is a directory of Terraform configuration.
type TerraformDir struct {
	Path string
	// Calls are the directories that its module calls name, without those
	// outside the root. They need not exist.
	Calls []string
	// Root says that no module call in sight names it.
	Root bool
}

// Template is a CloudFormation template that no other in sight nests. What it
// nests is read with it.
type Template struct {
	Path string
	// SAM says that it has SAM's transform or a resource of SAM.
	SAM bool
	// JSON says that it is to be parsed as JSON, not as YAML.
	JSON bool
}

// Document is a file that is a definition by itself.
type Document struct {
	Path string
	JSON bool
	// Mentioned says that a definition names an OpenAPI document, and so may
	// draw it in.
	Mentioned bool
}

// Find lists the definitions under the paths, which are relative to the root;
// under the root if there are none. A path that does not exist is an error.
//
// A file among the paths filters what is reported, not what is found: Find
// gives the definitions that it takes part in, wherever they are, and Reports
// is true of the file alone. A file that is part of no definition is not an
// error, since hooks pass whatever has changed.
func Find(root *source.Root, paths []string) (*Found, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	args, err := newArguments(root, paths)
	if err != nil {
		return nil, err
	}
	s := survey(root, args)
	stacks := s.stacks() // ahead of all else, since it drops what is not deployed
	found := s.found(s.graph(), stacks, s.selection())
	found.args = args
	return found, nil
}

// Asked reports whether a file is named, or lies in a named folder, so that all
// definitions in sight that it takes part in are among those found.
func (f *Found) Asked(file string) bool { return f.args.cover(file) }

// Files gives the names of all files that were met and are definitions or parts
// of one, sorted, whether they are asked for or not.
func (f *Found) Files() []string { return f.files }

// Reports reports whether findings in a file are asked for. Folders alone ask
// for all findings of their definitions, also those in files elsewhere.
func (f *Found) Reports(file string) bool {
	return len(f.args.files) == 0 || f.args.cover(file)
}
