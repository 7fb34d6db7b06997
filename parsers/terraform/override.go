package terraform

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// override merges the blocks of an override file into those of the module: an
// argument replaces the argument, a nested block all nested blocks of its type.
// What has nothing to override is an error in Terraform and is added here.
func (m *module) override(body *hclsyntax.Body) {
	for _, b := range body.Blocks {
		target := m.declared(b)
		switch {
		case b.Type == "locals":
			maps.Copy(m.locals, b.Body.Attributes)
		case target == nil:
			m.add(&hclsyntax.Body{Blocks: []*hclsyntax.Block{b}})
		default:
			target.Body = overridden(target.Body, b.Body)
		}
	}
}

// declared gives the block that another of the same type and labels overrides,
// nil if there is none.
func (m *module) declared(b *hclsyntax.Block) *hclsyntax.Block {
	switch {
	case len(b.Labels) == 1 && b.Type == "variable":
		return m.variables[b.Labels[0]]
	case len(b.Labels) == 1 && b.Type == "output":
		return m.outputs[b.Labels[0]]
	case len(b.Labels) == 1 && b.Type == "provider":
		return m.providers[providerKey(b)]
	case len(b.Labels) == 1 && b.Type == "module":
		if call := m.byCall[b.Labels[0]]; call != nil {
			return call.Block
		}
	case len(b.Labels) == 2:
		key := &block{kind: b.Labels[0], name: b.Labels[1], data: b.Type == "data"}
		if r := m.byAddress[key.address()]; r != nil && r.Type == b.Type {
			return r.Block
		}
	}
	return nil
}

// overridden gives the merged body.
func overridden(base, over *hclsyntax.Body) *hclsyntax.Body {
	merged := *base
	merged.Attributes = maps.Clone(base.Attributes)
	if merged.Attributes == nil {
		merged.Attributes = hclsyntax.Attributes{}
	}
	for name, attr := range over.Attributes {
		if name != "depends_on" { // may not be overridden
			merged.Attributes[name] = attr
		}
	}
	replaced := map[string]bool{}
	for _, b := range over.Blocks {
		replaced[blockType(b)] = true
	}
	var lifecycle *hclsyntax.Block
	merged.Blocks = nil
	for _, b := range base.Blocks {
		if b.Type == "lifecycle" && replaced["lifecycle"] {
			lifecycle = b
		}
		if !replaced[blockType(b)] {
			merged.Blocks = append(merged.Blocks, b)
		}
	}
	for _, b := range over.Blocks {
		if b.Type == "lifecycle" && lifecycle != nil { // merged by argument
			copied := *b
			copied.Body = overridden(lifecycle.Body, b.Body)
			b = &copied
		}
		merged.Blocks = append(merged.Blocks, b)
	}
	slices.SortStableFunc(merged.Blocks, func(a, b *hclsyntax.Block) int { return compareRanges(a.TypeRange, b.TypeRange) })
	return &merged
}

// blockType gives the type of the blocks that a block makes.
func blockType(b *hclsyntax.Block) string {
	if b.Type == "dynamic" && len(b.Labels) == 1 {
		return b.Labels[0]
	}
	return b.Type
}
