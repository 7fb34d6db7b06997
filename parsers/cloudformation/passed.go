package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// in gives a builder for what another stack hands on; nil if it has been handed
// on too often.
func (b *formulaBuilder) in(t *template) *formulaBuilder {
	if b.passages == maxPassages {
		return nil
	}
	return &formulaBuilder{t: t, passages: b.passages + 1, choices: b.choices}
}

// across reads what another stack hands on. A text that nobody can tell is a
// variable of its own, so that it is the same text wherever it is looked at;
// unknown makes it one.
func (b *formulaBuilder) across(from *template, n *tree.Node, unknown func() operand) operand {
	there := b.in(from)
	if there == nil || n == nil {
		return nil
	}
	o := there.operand(n)
	if e, ok := o.(expression); ok && len(e.uses) == 0 {
		return unknown()
	}
	b.use(there.uses...)
	return o
}

// received reads a parameter that the stack around passes something for.
func (b *formulaBuilder) received(p *parameter) operand {
	if p.isStored() {
		return b.variableOf(p)
	}
	if name, arg := functionOf(p.passed); name == "Fn::If" {
		// AWS::NoValue leaves the default.
		if args := arguments(arg); len(args) == 3 && (isNoValue(args[1]) || isNoValue(args[2])) {
			return b.preset(p, args)
		}
	}
	return b.across(b.t.outer, p.passed, func() operand { return b.variableOf(p) })
}

// preset reads a parameter for which a Fn::If passes something or nothing.
func (b *formulaBuilder) preset(p *parameter, args []*tree.Node) operand {
	there := b.in(b.t.outer)
	if there == nil || p.preset == nil {
		return nil
	}
	condition := there.named(textOf(args[0]))
	if *b.choices++; condition == nil || *b.choices > maxChoices {
		return nil
	}
	sides := [2]operand{literal(*p.preset), literal(*p.preset)}
	for i, arg := range args[1:] {
		if !isNoValue(arg) {
			sides[i] = there.operand(arg)
		}
	}
	b.use(there.uses...)
	return choice{condition: condition, yes: sides[0], no: sides[1]}
}

// variableOf gives a parameter as a variable of its own.
func (b *formulaBuilder) variableOf(p *parameter) operand {
	index := b.t.variable(p.name, p)
	b.use(index)
	if p.passed != nil && !p.isStored() {
		outer := b.t.outer
		passed := outer.resolver(&variant{}).resolve(p.passed)
		p.never = func(text string) bool { return outer.cannotBe(passed, text) }
	}
	return variableOperand{t: b.t, index: index}
}

// output reads an output of a nested stack; nil if it is none that is at hand.
func (b *formulaBuilder) output(arg *tree.Node) operand {
	id, attr := attribute(arg)
	name, ok := strings.CutPrefix(attr, "Outputs.")
	child := b.t.nested[id]
	if !ok || child == nil {
		return nil
	}
	return b.across(child, child.outputs.Get(name).Get("Value"), func() operand { return nil })
}

// mentioned gives the variables that the value of a node rests on.
func (t *template) mentioned(n *tree.Node) []int {
	var found []int
	seen := map[passage]bool{}
	var look func(t *template, n *tree.Node)
	look = func(t *template, n *tree.Node) {
		if n == nil || seen[passage{t, n}] {
			return
		}
		seen[passage{t, n}] = true
		mentions(n, func(name, attr string) {
			p := t.parameters[name]
			switch output, ok := strings.CutPrefix(attr, "Outputs."); {
			case ok && t.nested[name] != nil:
				child := t.nested[name]
				look(child, child.outputs.Get(output).Get("Value"))
			case p == nil || attr != "" || p.fixed != nil:
			case p.passed != nil:
				look(t.outer, p.passed)
			default:
				index := t.variable(name, p)
				t.variables[index].addAllowed()
				if !slices.Contains(found, index) {
					found = append(found, index)
				}
			}
		})
	}
	look(t, n)
	return found
}

// cannotBe reports whether a text that is not known certainly is not the given
// one: its literal pieces do not fit, or it is the id, the name or the ARN of a
// resource, none of which is empty.
func (t *template) cannotBe(v value.Value, text string) bool {
	parts := v.Parts()
	if !v.IsUnknown() || len(parts) == 0 {
		return false
	}
	for i, part := range parts {
		switch {
		case part.IsRef() && text == "" && t.neverEmpty(part.Ref):
			return true
		case !part.IsLiteral():
		case i == 0 && !strings.HasPrefix(text, part.Literal),
			i == len(parts)-1 && !strings.HasSuffix(text, part.Literal),
			!strings.Contains(text, part.Literal):
			return true
		}
	}
	return false
}

// neverEmpty reports whether a reference certainly is not the empty text.
func (t *template) neverEmpty(ref value.Ref) bool {
	if ref.Address == "" {
		return true // a region, an account
	}
	declared := t.declared[ref.Address]
	switch ref.Attr {
	case "id", "name", "arn":
		return declared != nil && !isCustom(declared.typ)
	}
	return false
}
