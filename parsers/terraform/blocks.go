package terraform

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
)

// metaBlocks are nested blocks that Terraform itself takes of any resource and
// that say nothing of it.
var metaBlocks = map[string]bool{"connection": true, "provisioner": true}

// group is the nested blocks of one type.
type group struct {
	name  string
	items []expression.Located
	// open says that there may be more.
	open bool
	at   hcl.Range
}

// groups evaluates the nested blocks of a body, those of one type together, in
// the order in which the types are met.
func (i *instance) groups(body *hclsyntax.Body, frame *expression.Frame, known *schema.Block, only string) []*group {
	var order []*group
	byName := map[string]*group{}
	for _, b := range body.Blocks {
		name := blockType(b)
		if metaBlocks[name] || only != "" && name != only {
			continue
		}
		g := byName[name]
		if g == nil {
			g = &group{name: name, at: header(b)}
			byName[name] = g
			order = append(order, g)
		}
		switch {
		case b.Type != "dynamic":
			g.items = append(g.items, i.body(b, frame, schemaOf(known, name)))
		default:
			i.dynamic(g, b, frame, schemaOf(known, name))
		}
	}
	return order
}

// body evaluates a nested block to an object.
func (i *instance) body(b *hclsyntax.Block, frame *expression.Frame, known *schema.Block) expression.Located {
	values := map[string]cty.Value{}
	place := &expression.Place{At: header(b), Keys: map[string]*expression.Place{}}
	for name, attr := range b.Body.Attributes {
		l := i.scope.run.eval.Eval(attr.Expr, frame)
		if known != nil {
			l = conform(l, known.Attributes[name].Type)
		}
		if b.Type == "lifecycle" {
			l = lifecycleArgument(attr, l)
		}
		values[name] = l.Value()
		place.Keys[name] = l.Moved(attr.Expr.Range(), attr.NameRange).Place()
	}
	for _, g := range i.groups(b.Body, frame, known, "") {
		l := g.list()
		values[g.name] = l.Value()
		place.Keys[g.name] = l.Place()
	}
	return expression.Placed(cty.ObjectVal(values), place)
}

// list gives the blocks of a group as a list.
func (g *group) list() expression.Located {
	values := make([]cty.Value, len(g.items))
	place := &expression.Place{At: g.at, KeyAt: g.at, Items: make([]*expression.Place, len(g.items)), Open: g.open}
	for i, item := range g.items {
		values[i] = item.Value()
		place.Items[i] = item.Place()
	}
	return expression.Placed(cty.TupleVal(values), place)
}

// dynamic adds the blocks that a dynamic block makes. Where it is not known
// what it repeats over, there may be any.
func (i *instance) dynamic(g *group, b *hclsyntax.Block, frame *expression.Frame, known *schema.Block) {
	eval := i.scope.run.eval
	over := b.Body.Attributes["for_each"]
	content := contentOf(b)
	if over == nil || content == nil || g.name == "" {
		g.open = true
		return
	}
	iterator := g.name
	if attr := b.Body.Attributes["iterator"]; attr != nil {
		if name := hcl.ExprAsKeyword(attr.Expr); name != "" {
			iterator = name
		} else if name, ok := literalText(attr.Expr); ok { // in JSON
			iterator = name
		}
	}
	elements, isKnown := eval.Elements(eval.Eval(over.Expr, frame))
	if isKnown && len(elements) > eval.Limits.Instances {
		eval.Meter.Exceed(fmt.Sprintf("more than %d instances of one block", eval.Limits.Instances), over.Expr.Range())
		isKnown = false
	}
	isKnown = isKnown && eval.Meter.Repeat(len(elements), over.Expr.Range())
	if !isKnown {
		g.open = true
		return
	}
	for _, element := range elements {
		inner := frame.Bind(iterator, names(func(name string) (expression.Located, bool) {
			switch name {
			case "key":
				return expression.Of(element.Key), true
			case "value":
				return element.Value, true
			}
			return expression.Located{}, false
		}))
		g.items = append(g.items, i.body(content, inner, known))
	}
}

func contentOf(b *hclsyntax.Block) *hclsyntax.Block {
	for _, inner := range b.Body.Blocks {
		if inner.Type == "content" {
			return inner
		}
	}
	return nil
}

// nested gives the nested blocks of a type as other expressions see them: with
// what the provider fills in.
func (i *instance) nested(name string) expression.Located {
	known := schemaOf(i.schema, name)
	groups := i.groups(i.block.Body, i.frame, i.schema, name)
	if len(groups) != 1 || groups[0].open {
		return expression.Of(i.ref(name, cty.DynamicPseudoType))
	}
	for n, item := range groups[0].items {
		groups[0].items[n] = i.filled(item, name, known)
	}
	return groups[0].list()
}

// filled adds to a nested block what it does not write: symbols for what the
// provider computes, null and no blocks for all else.
func (i *instance) filled(l expression.Located, name string, known *schema.Block) expression.Located {
	bare, _ := l.Value().Unmark()
	if known == nil || !bare.IsKnown() || bare.IsNull() || !bare.Type().IsObjectType() {
		return l
	}
	values := bare.AsValueMap()
	if values == nil {
		values = map[string]cty.Value{}
	}
	for attr, schema := range known.Attributes {
		if v, ok := values[attr]; ok && !v.IsNull() {
			continue
		}
		values[attr] = i.omitted(nestedName(i.block.kind, name, attr), schema)
	}
	for block, nested := range known.Blocks {
		written, ok := i.scope.run.eval.Member(l, block)
		if !ok {
			values[block] = cty.EmptyTupleVal
			continue
		}
		elements, isKnown := i.scope.run.eval.Elements(written)
		if !isKnown || written.IsOpen() {
			values[block] = i.ref(name+"."+block, cty.DynamicPseudoType)
			continue
		}
		items := make([]cty.Value, len(elements))
		for n, element := range elements {
			items[n] = i.filled(element.Value, name+"."+block, nested.Block).Value()
		}
		values[block] = cty.TupleVal(items)
	}
	return expression.Placed(cty.ObjectVal(values), l.Place())
}

// lifecycleArgument gives a lifecycle argument: names of attributes are kept as
// texts, since they are no values.
func lifecycleArgument(attr *hclsyntax.Attribute, l expression.Located) expression.Located {
	switch attr.Name {
	case "ignore_changes", "replace_triggered_by":
	default:
		return l
	}
	if name := hcl.ExprAsKeyword(attr.Expr); name != "" {
		return expression.Of(cty.StringVal(name))
	}
	items, diags := hcl.ExprList(attr.Expr)
	if diags.HasErrors() {
		return l
	}
	texts := make([]cty.Value, len(items))
	place := &expression.Place{Items: make([]*expression.Place, len(items))}
	for i, item := range items {
		traversal, diags := hcl.AbsTraversalForExpr(item)
		if diags.HasErrors() {
			return l
		}
		texts[i] = cty.StringVal(traversalText(traversal))
		place.Items[i] = &expression.Place{At: item.Range()}
	}
	return expression.Placed(cty.TupleVal(texts), place)
}

// traversalText writes a traversal as people do.
func traversalText(traversal hcl.Traversal) string {
	var text strings.Builder
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			text.WriteString(step.Name)
		case hcl.TraverseAttr:
			text.WriteString("." + step.Name)
		case hcl.TraverseIndex:
			key := step.Key.GoString()
			if step.Key.Type() == cty.String {
				key = quote(step.Key.AsString())
			} else if step.Key.Type() == cty.Number {
				key = step.Key.AsBigFloat().Text('f', 0)
			}
			text.WriteString("[" + key + "]")
		}
	}
	return text.String()
}
