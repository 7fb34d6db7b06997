// Package local tells which files beside it a template draws in: what
// "aws cloudformation package", SAM and the CDK upload for it, and what is a
// part of it to whoever reads the sources.
package local

import (
	"path"
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// File is a local file as a template names it.
type File struct {
	// Name is a path relative to the template's directory.
	Name string
	// Named is the node that names it.
	Named *tree.Node
	// Expected says that nothing but a local file can be meant, so that one
	// that is not there is a fault. A text may also be something else, and the
	// assets of a synthesised template need not be at hand.
	Expected bool
}

// The resource types that stand for a template of their own.
const (
	Stack       = "AWS::CloudFormation::Stack"
	Application = "AWS::Serverless::Application"
)

// Template gives the local template that a resource nests; false if it nests
// none, or one that is kept elsewhere.
func Template(body *tree.Node) (File, bool) {
	typ := body.Get("Type")
	if !typ.IsScalar() {
		return File{}, false
	}
	switch typ.Text {
	case Stack:
		return of(body, "TemplateURL")
	case Application:
		return of(body, "Location")
	}
	return File{}, false
}

// Body gives the local file that holds the OpenAPI document of an API; false
// if there is none.
func Body(body *tree.Node) (File, bool) { return of(body, "BodyS3Location") }

// Include gives the local file that a transform splices in; false if the node
// is no such transform.
func Include(transform *tree.Node) (File, bool) {
	if name := transform.Get("Name"); !name.IsScalar() || name.Text != "AWS::Include" {
		return File{}, false
	}
	return written(transform.Get("Parameters").Get("Location"))
}

// Templates gives the local templates that a template nests, in loops as well.
func Templates(root *tree.Node) []File {
	var files []File
	root.Get("Resources").Walk(func(n *tree.Node) bool {
		file, ok := Template(n)
		if ok {
			files = append(files, file)
		}
		return !ok
	})
	return files
}

// of gives the file that a property names. The CDK writes a URL there, and the
// file's name into the metadata.
func of(body *tree.Node, property string) (File, bool) {
	metadata := body.Get("Metadata")
	if of := metadata.Get("aws:asset:property"); of.IsScalar() && of.Text == property {
		if name := metadata.Get("aws:asset:path"); name.IsScalar() {
			return File{Name: name.Text, Named: name}, true
		}
	}
	return written(body.Get("Properties").Get(property))
}

// elsewhere matches what certainly is no path: a URL, and a text in which
// something is still to be filled in.
var elsewhere = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://|[$&]\{|\{\{`)

// written gives the file that a text names.
func written(n *tree.Node) (File, bool) {
	if n == nil || n.Kind != tree.Text {
		return File{}, false
	}
	name := strings.TrimPrefix(n.Text, "file://")
	if name == "" || elsewhere.MatchString(name) {
		return File{}, false
	}
	return File{Name: name, Named: n, Expected: looksLikePath(name) || name != n.Text}, true
}

// looksLikePath tells a path from a word that somebody wrote in its place.
func looksLikePath(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".json", ".template":
		return true
	}
	return strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../")
}
