package cloudformation

import (
	"errors"
	"io/fs"
	"path"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// library gives the documents that a template draws in, each parsed once.
type library struct {
	// read gives a file by its path from the root; it is nil for a template
	// in memory, which has nothing beside it.
	read      func(path string) (*source.File, error)
	limits    source.Limits
	documents map[string]parsed
}

// parsed is the outcome of reading a document.
type parsed struct {
	document *tree.Document
	problem  *source.Problem
}

func newLibrary(read func(path string) (*source.File, error), limits source.Limits) *library {
	return &library{read: read, limits: limits, documents: map[string]parsed{}}
}

// open gives the document that a file in the directory names. Without one it
// says why, as a problem where that is a fault: nil where it need not be there.
func (l *library) open(dir string, named local.File) (*tree.Document, *source.Problem) {
	if l.read == nil {
		return nil, nil
	}
	name, err := source.Resolve(dir, named.Name)
	var file *source.File
	if err == nil {
		file, err = l.read(name)
	}
	switch {
	case err == nil:
		return l.parse(file)
	case errors.Is(err, fs.ErrNotExist) || source.OutsideRoot(err):
		if !named.Expected {
			return nil, nil
		}
		return nil, &source.Problem{Kind: source.UnresolvedModule, At: named.Named.At, Message: err.Error()}
	}
	problem := source.ProblemOf(err)
	return nil, &problem
}

func (l *library) parse(file *source.File) (*tree.Document, *source.Problem) {
	if known, ok := l.documents[file.Path]; ok {
		return known.document, known.problem
	}
	document, problem := tree.Parse(file, l.limits)
	l.documents[file.Path] = parsed{document, problem}
	return document, problem
}

// directory gives the directory of the file that a node stands in, from which
// the paths in it lead on.
func directory(n *tree.Node) string { return path.Dir(n.At.File) }
