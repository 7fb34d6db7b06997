package cloudformation

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
	"github.com/gatelint/gatelint/parsers/sam"
)

// desugar puts in the place of the template what the serverless transform makes
// of it. Loops are written out before, as they are when it is deployed.
func (t *template) desugar() {
	root := t.document.Root
	if t.serverless = sam.Uses(root); !t.serverless {
		return
	}
	if section := t.expanded("Resources"); section != nil {
		root = root.Own()
		entry := *root.Entry("Resources")
		root.Put(tree.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: section})
	}
	made := sam.Expand(t.withoutDefaults(root), t.texts(), t.library.limits)
	document := *t.document
	document.Root = made.Root
	t.document = &document
	t.origin = made.Origin
	t.problems = append(t.problems, made.Problems...)
	for _, h := range made.Hidden {
		t.hidden = append(t.hidden, hidden{name: h.Name, reason: h.Reason, at: h.At, args: h.Args})
	}
}

// dialect names the language that the template is written in.
func (t *template) dialect() resource.Dialect {
	if t.serverless {
		return resource.SAM
	}
	return resource.CloudFormation
}

// originOf gives the address of the written resource, or of the loop, that one
// was made of; "" for one that is written itself.
func (t *template) originOf(id string) string {
	if written := t.origin[id]; written != "" {
		return t.address(written)
	}
	if loop := t.loops[id]; loop != "" {
		return t.address(loop)
	}
	return ""
}
