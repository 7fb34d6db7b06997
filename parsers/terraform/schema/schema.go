// Package schema knows the arguments, nested blocks and computed attributes of
// the resource types that gatelint reads. The table is generated from the
// provider's own schema.
package schema

import "github.com/zclconf/go-cty/cty"

// Block is what a resource type or a nested block may hold.
type Block struct {
	Attributes map[string]Attribute
	Blocks     map[string]Nested
}

// Attribute is one argument or attribute. An argument that is optional and
// computed is filled in by the provider where it is not written.
type Attribute struct {
	Type                         cty.Type
	Required, Optional, Computed bool
	// Sensitive says that the value is never to be printed.
	Sensitive bool
}

// Nested is a type of nested block.
type Nested struct {
	*Block
	// Single says that there is at most one.
	Single   bool
	Required bool
}

// Of gives the schema of a resource type or data source, nil if it is not in
// the table: then nothing is known of its attributes.
func Of(kind string, data bool) *Block {
	if data {
		return table().data[kind]
	}
	return table().resources[kind]
}

// Has reports whether a block may hold a name.
func (b *Block) Has(name string) bool {
	if b == nil {
		return false
	}
	_, isAttribute := b.Attributes[name]
	_, isBlock := b.Blocks[name]
	return isAttribute || isBlock
}
