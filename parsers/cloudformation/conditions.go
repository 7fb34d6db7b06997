package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// condition is one condition of the template.
type condition struct {
	name string
	key  string // its name among those of all stacks
	at   source.Range
	node *tree.Node
	// formula is nil if the condition cannot be read.
	formula formula
	uses    []int // variables
	index   int   // place among the conditions of all stacks
	state   compileState
}

type compileState uint8

const (
	notCompiled compileState = iota
	compiling
	compiled
)

func (t *template) readConditions(section *tree.Node) {
	if section == nil {
		return
	}
	for _, entry := range section.Entries {
		c := &condition{
			name: entry.Key, key: t.prefix + entry.Key, at: entry.KeyAt, node: entry.Value, index: t.conditionCount,
		}
		if t.conditionCount++; t.conditionCount > t.library.limits.Conditions {
			c.state = compiled
		}
		t.conditions = append(t.conditions, c)
		t.condition[c.name] = c
	}
}

// settle reads the conditions of all stacks, once it is known what the stacks
// hand to each other, and makes their variables complete.
func (h *hierarchy) settle() {
	h.root.each(func(t *template) {
		for _, c := range t.conditions {
			t.compile(c)
		}
	})
	h.unify()
	for _, v := range h.variables {
		v.complete()
	}
}

// compile reads a condition, and those that it is made of before it.
func (t *template) compile(c *condition) {
	switch c.state {
	case compiled:
		return
	case compiling:
		t.refuse(c.at, "the condition "+c.name+" is defined by itself")
		return
	case notCompiled:
	}
	c.state = compiling
	builder := formulaBuilder{t: t, choices: new(int)}
	c.formula = builder.formula(c.node)
	c.uses = builder.uses
	c.state = compiled
}

// formulaBuilder reads one condition.
type formulaBuilder struct {
	t    *template
	uses []int
	// passages is how often what is read was handed on between stacks, choices
	// how often one of two values is.
	passages int
	choices  *int
}

// maxChoices bounds the values that one condition chooses between.
const maxChoices = 64

func (b *formulaBuilder) use(variables ...int) {
	for _, variable := range variables {
		if !slices.Contains(b.uses, variable) {
			b.uses = append(b.uses, variable)
		}
	}
}

// formula reads a condition; nil if it is none.
func (b *formulaBuilder) formula(n *tree.Node) formula {
	if len(b.t.variables) > maxVariables {
		return nil
	}
	if name := conditionNamed(n); name != "" {
		return b.named(name)
	}
	name, arg := functionOf(n)
	args := arguments(arg)
	switch name {
	case "Fn::And":
		parts, ok := b.formulas(args)
		return orNil(all(parts), ok)
	case "Fn::Or":
		parts, ok := b.formulas(args)
		return orNil(some(parts), ok)
	case "Fn::Not":
		parts, ok := b.formulas(args)
		if !ok || len(parts) != 1 {
			return nil
		}
		return not{of: parts[0]}
	case "Fn::Equals":
		if len(args) != 2 {
			return nil
		}
		return b.compare(b.operand(args[0]), b.operand(args[1]))
	case "":
		if n != nil && n.Kind == tree.Bool {
			return constant(n.Text == "true")
		}
		return nil
	}
	// A function that gatelint does not know decides it.
	outcome := b.t.outcome()
	b.use(outcome.variable)
	return outcome
}

func orNil(f formula, ok bool) formula {
	if !ok {
		return nil
	}
	return f
}

func (b *formulaBuilder) formulas(nodes []*tree.Node) ([]formula, bool) {
	var parts []formula
	for _, node := range nodes {
		part := b.formula(node)
		if part == nil {
			return nil, false
		}
		parts = append(parts, part)
	}
	return parts, len(parts) > 0
}

func (b *formulaBuilder) named(name string) formula {
	c := b.t.condition[name]
	if c == nil {
		return nil
	}
	b.t.compile(c)
	if c.state != compiled || c.formula == nil {
		return nil
	}
	b.use(c.uses...)
	return c.formula
}

func (b *formulaBuilder) compare(l, r operand) formula {
	if _, ok := l.(choice); !ok {
		l, r = r, l
	}
	if either, ok := l.(choice); ok {
		return some{
			all{either.condition, b.compare(either.yes, r)},
			all{not{either.condition}, b.compare(either.no, r)},
		}
	}
	leftText, leftLiteral := l.(literal)
	rightText, rightLiteral := r.(literal)
	leftVariable, leftIsVariable := l.(variableOperand)
	rightVariable, rightIsVariable := r.(variableOperand)
	switch {
	case leftLiteral && rightLiteral:
		return constant(leftText == rightText)
	case leftIsVariable && rightLiteral:
		b.t.variables[leftVariable.index].add(string(rightText))
		return equals{left: l, right: r}
	case leftLiteral && rightIsVariable:
		b.t.variables[rightVariable.index].add(string(leftText))
		return equals{left: l, right: r}
	case leftIsVariable && rightIsVariable:
		if leftVariable.index == rightVariable.index {
			return constant(true)
		}
		b.t.pairs = append(b.t.pairs, [2]int{leftVariable.index, rightVariable.index})
	}
	outcome := b.t.outcome()
	b.use(outcome.variable)
	return equals{left: l, right: r, free: outcome}
}

// operand reads one side of a comparison.
func (b *formulaBuilder) operand(n *tree.Node) operand {
	if n.IsScalar() && !strings.Contains(n.Text, dynamicReference) {
		return literal(n.Text)
	}
	name, arg := functionOf(n)
	var o operand
	switch name {
	case "Ref":
		o = b.reference(textOf(arg))
	case "Fn::If":
		o = b.choice(arguments(arg))
	case "Fn::GetAtt":
		o = b.output(arg)
	}
	if o != nil {
		return o
	}
	t := b.t
	e := expression{t: t, resolve: func(bound bindings) value.Value {
		return t.resolver(&variant{bound: bound}).resolve(n)
	}}
	e.uses = t.mentioned(n)
	b.use(e.uses...)
	if len(e.uses) == 0 {
		if text, ok := e.text(nil); ok {
			return literal(text)
		}
	}
	return e
}

// choice reads a Fn::If; nil if its condition cannot be read.
func (b *formulaBuilder) choice(args []*tree.Node) operand {
	if len(args) != 3 {
		return nil
	}
	condition := b.named(textOf(args[0]))
	if *b.choices++; condition == nil || *b.choices > maxChoices {
		return nil
	}
	return choice{condition: condition, yes: b.operand(args[1]), no: b.operand(args[2])}
}

// reference reads a Ref to something that is one text; nil if it is none.
func (b *formulaBuilder) reference(name string) operand {
	p := b.t.parameters[name]
	switch {
	case p != nil && p.isList():
		return nil
	case p != nil && p.passed != nil:
		return b.received(p)
	case p != nil && p.fixed != nil && !p.isStored():
		return literal(*p.fixed)
	case p == nil && !isPseudo(name):
		return nil
	}
	if given := b.t.given(name); given != "" {
		return literal(given)
	}
	index := b.t.variable(name, p)
	b.use(index)
	return variableOperand{t: b.t, index: index}
}

// unify lets variables that are compared with each other know each other's
// texts, so that «none of them» means the same for both.
func (h *hierarchy) unify() {
	for changed := true; changed; {
		changed = false
		for _, pair := range h.pairs {
			left, right := h.variables[pair[0]], h.variables[pair[1]]
			before := len(left.classes) + len(right.classes)
			for _, c := range slices.Clone(left.classes) {
				right.add(c.text)
			}
			for _, c := range slices.Clone(right.classes) {
				left.add(c.text)
			}
			changed = changed || len(left.classes)+len(right.classes) > before
		}
	}
}
