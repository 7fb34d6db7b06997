package cloudformation

import (
	"bytes"
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// The names of the transform that splices a file into a template: as a key
// among others, and as a key of the template.
const (
	transformKey     = "Fn::Transform"
	transformSection = "Transform"
)

// includer puts the local files that AWS::Include names in their places. What
// lies elsewhere stays as it is written, and opens its part.
type includer struct {
	library  *library
	document *tree.Document
	problems []source.Problem
	values   int // that may still be added
}

// include gives a document of its own, with the files in it that the template
// includes.
func (l *library) include(document *tree.Document) (*tree.Document, []source.Problem) {
	made := *document
	if l.read == nil || !bytes.Contains(document.File.Bytes, []byte("AWS::Include")) {
		return &made, nil
	}
	i := &includer{library: l, document: &made, values: l.limits.Nodes}
	made.Root = i.section(i.node(document.Root))
	return &made, i.problems
}

// node gives a node in which all includes have been followed.
func (i *includer) node(n *tree.Node) *tree.Node {
	if n.Kind == tree.Tagged && n.Text == "!Transform" {
		if part := i.part(n.Items[0]); part != nil {
			return part
		}
		return n
	}
	made := n.Own()
	for at, item := range made.Items {
		made.Items[at] = i.node(item)
	}
	if n.Kind != tree.Mapping {
		return made
	}
	made.Entries = nil
	var parts []*tree.Node
	for _, entry := range n.Entries {
		if entry.Key == transformKey {
			if part := i.part(entry.Value); part != nil && (part.Kind == tree.Mapping || len(n.Entries) == 1) {
				parts = append(parts, part)
				continue
			}
		}
		entry.Value = i.node(entry.Value)
		made.Entries = append(made.Entries, entry)
	}
	if len(parts) == 1 && len(made.Entries) == 0 {
		return parts[0]
	}
	for _, part := range parts {
		merge(made, part)
	}
	return made
}

// section follows the includes that the template's Transform section names.
func (i *includer) section(root *tree.Node) *tree.Node {
	if root.Entry(transformSection) == nil {
		return root
	}
	named := *root.Entry(transformSection) // what is merged may move the entry
	items := []*tree.Node{named.Value}
	if named.Value.Kind == tree.Sequence {
		items = named.Value.Items
	}
	left := slices.DeleteFunc(slices.Clone(items), func(item *tree.Node) bool {
		part := i.part(item)
		if part == nil || part.Kind != tree.Mapping {
			return false
		}
		merge(root, part)
		return true
	})
	if len(left) < len(items) {
		root.Put(tree.Entry{Key: transformSection, KeyAt: named.KeyAt, Value: tree.Builder{At: named.Value.At}.List(left...)})
	}
	return root
}

// part gives what a transform includes, nil if that is not at hand.
func (i *includer) part(transform *tree.Node) *tree.Node {
	named, ok := local.Include(transform)
	if !ok {
		return nil
	}
	document, problem := i.library.open(directory(named.Named), named)
	if problem != nil {
		i.problems = append(i.problems, *problem)
	}
	if document == nil {
		return nil
	}
	if i.values -= document.Root.Size(i.values + 1); i.values < 0 {
		i.values = 0
		i.problems = append(i.problems, source.Problem{
			Kind: source.Limit, At: named.Named.At, Message: "the template includes too much; what lies beyond is not known. Split it",
		})
		return nil
	}
	if !slices.Contains(i.document.Parts, document.File) {
		i.document.Parts = append(i.document.Parts, document.File)
		i.document.Duplicates = slices.Concat(i.document.Duplicates, document.Duplicates)
	}
	return document.Root
}

// merge adds the keys of an included mapping. Which of two keys of one name
// counts is not known, and so neither is the value.
func merge(into, part *tree.Node) {
	for _, entry := range part.Entries {
		if into.Entry(entry.Key) != nil {
			entry.Value = &tree.Node{Kind: tree.Opaque, At: entry.KeyAt}
		}
		into.Put(entry)
	}
}
