package terraform

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// module is what the files of one directory say, before any of it is
// evaluated. All calls of the directory share it.
type module struct {
	dir         string
	variables   map[string]*hclsyntax.Block
	locals      map[string]*hclsyntax.Attribute
	outputs     map[string]*hclsyntax.Block
	outputOrder []string
	resources   []*block
	byAddress   map[string]*block // "aws_x.y", "data.aws_x.y"
	calls       []*block
	byCall      map[string]*block
	providers   map[string]*hclsyntax.Block // "aws", "aws.alias"
	settings    []*hclsyntax.Block          // terraform blocks
	// isOpen says that a file could not be read: names that are not declared
	// here may be declared there.
	isOpen bool
	// hasTwins says that a resource is declared twice, as in a directory of
	// files that were not made to stand together.
	hasTwins bool
}

// block is a resource, data source or module call.
type block struct {
	*hclsyntax.Block
	// kind is the type of a resource, "" for a module call; name its last
	// label; data tells data sources.
	kind, name string
	data       bool
	ordered    []*hclsyntax.Attribute // once asked for
}

// arguments gives the arguments of a resource in the order of the source.
func (b *block) arguments() []*hclsyntax.Attribute {
	if b.ordered == nil {
		b.ordered = make([]*hclsyntax.Attribute, 0, len(b.Body.Attributes))
		for _, attr := range inOrder(b.Body.Attributes) {
			if !metaArguments[attr.Name] {
				b.ordered = append(b.ordered, attr)
			}
		}
	}
	return b.ordered
}

// address gives the block's address inside its module.
func (b *block) address() string {
	switch {
	case b.kind == "":
		return "module." + b.name
	case b.data:
		return "data." + b.kind + "." + b.name
	}
	return b.kind + "." + b.name
}

func newModule(dir string) *module {
	return &module{
		dir:       dir,
		variables: map[string]*hclsyntax.Block{},
		locals:    map[string]*hclsyntax.Attribute{},
		outputs:   map[string]*hclsyntax.Block{},
		byAddress: map[string]*block{},
		byCall:    map[string]*block{},
		providers: map[string]*hclsyntax.Block{},
	}
}

// add takes over the blocks of a file. Of things declared twice, which
// Terraform refuses, the first counts. Blocks that declare nothing that can be
// referred to (moved, import, check, removed) are passed over.
func (m *module) add(body *hclsyntax.Body) {
	for _, b := range body.Blocks {
		switch len(b.Labels) {
		case 0:
			m.addUnlabelled(b)
		case 1:
			m.addNamed(b, b.Labels[0])
		case 2:
			m.addResource(b)
		}
	}
}

func (m *module) addUnlabelled(b *hclsyntax.Block) {
	switch b.Type {
	case "locals":
		for name, attr := range b.Body.Attributes {
			if m.locals[name] == nil {
				m.locals[name] = attr
			}
		}
	case "terraform":
		m.settings = append(m.settings, b)
	}
}

func (m *module) addNamed(b *hclsyntax.Block, name string) {
	switch b.Type {
	case "variable":
		if m.variables[name] == nil {
			m.variables[name] = b
		}
	case "output":
		if m.outputs[name] == nil {
			m.outputs[name] = b
			m.outputOrder = append(m.outputOrder, name)
		}
	case "provider":
		if key := providerKey(b); m.providers[key] == nil {
			m.providers[key] = b
		}
	case "module":
		if m.byCall[name] == nil {
			call := &block{Block: b, name: name}
			m.byCall[name] = call
			m.calls = append(m.calls, call)
		}
	}
}

func (m *module) addResource(b *hclsyntax.Block) {
	if b.Type != "resource" && b.Type != "data" {
		return
	}
	r := &block{Block: b, kind: b.Labels[0], name: b.Labels[1], data: b.Type == "data"}
	if m.byAddress[r.address()] != nil {
		m.hasTwins = true
		return
	}
	m.byAddress[r.address()] = r
	m.resources = append(m.resources, r)
}

// providerKey names a provider configuration as resources do.
func providerKey(b *hclsyntax.Block) string {
	name := b.Labels[0]
	if alias := b.Body.Attributes["alias"]; alias != nil {
		if text, ok := literalText(alias.Expr); ok {
			return name + "." + text
		}
	}
	return name
}

// literalText gives a text that is written out.
func literalText(x hclsyntax.Expression) (string, bool) {
	template, ok := x.(*hclsyntax.TemplateExpr)
	if !ok || !template.IsStringLiteral() {
		return "", false
	}
	literal, ok := template.Parts[0].(*hclsyntax.LiteralValueExpr)
	if !ok {
		return "", false
	}
	return literal.Val.AsString(), true
}

// isDeployed reports whether the module has a provider or a backend of its own,
// as those have that are not made to be called.
func (m *module) isDeployed() bool {
	if len(m.providers) > 0 {
		return true
	}
	for _, b := range m.settings {
		for _, inner := range b.Body.Blocks {
			if inner.Type == "backend" || inner.Type == "cloud" {
				return true
			}
		}
	}
	return false
}

// inOrder gives attributes in the order in which they were written.
func inOrder(attributes hclsyntax.Attributes) []*hclsyntax.Attribute {
	ordered := make([]*hclsyntax.Attribute, 0, len(attributes))
	for _, attr := range attributes {
		ordered = append(ordered, attr)
	}
	slices.SortFunc(ordered, func(a, b *hclsyntax.Attribute) int { return compareRanges(a.SrcRange, b.SrcRange) })
	return ordered
}

func compareRanges(a, b hcl.Range) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Start.Byte, b.Start.Byte))
}

// whole gives the range of a block with its body.
func whole(b *hclsyntax.Block) hcl.Range {
	return hcl.RangeBetween(b.TypeRange, b.CloseBraceRange)
}

// header gives the range of a block's type and labels.
func header(b *hclsyntax.Block) hcl.Range {
	if n := len(b.LabelRanges); n > 0 {
		return hcl.RangeBetween(b.TypeRange, b.LabelRanges[n-1])
	}
	return b.TypeRange
}
