package cloudformation

import (
	"github.com/gatelint/gatelint/internal/value"
)

// formula is a condition over the template's variables. Under a row, which gives
// each of them a class, it always is decided.
type formula interface {
	holds(row row) bool
}

// row gives the class of each variable, by the variable's index.
type row []uint8

type (
	constant bool
	// free is a variable of its own: something that only deployment decides.
	free struct{ variable int }
	not  struct{ of formula }
	all  []formula
	some []formula
	// equals compares two operands; free decides where they are not known.
	equals struct {
		left, right operand
		free        free
	}
)

func (f constant) holds(row) bool { return bool(f) }
func (f free) holds(r row) bool   { return r[f.variable] != 0 }
func (f not) holds(r row) bool    { return !f.of.holds(r) }

func (f all) holds(r row) bool {
	for _, part := range f {
		if !part.holds(r) {
			return false
		}
	}
	return true
}

func (f some) holds(r row) bool {
	for _, part := range f {
		if part.holds(r) {
			return true
		}
	}
	return false
}

func (f equals) holds(r row) bool {
	left, leftKnown := f.left.text(r)
	right, rightKnown := f.right.text(r)
	switch {
	case leftKnown && rightKnown:
		return left == right
	case leftKnown && f.right.excludes(r, left), rightKnown && f.left.excludes(r, right):
		return false
	}
	return f.free.holds(r)
}

// operand is one side of a comparison.
type operand interface {
	// text gives its text under a row, and whether it is known.
	text(row row) (string, bool)
	// excludes reports whether the text under a row certainly is not the given
	// one where it is not known.
	excludes(row row, text string) bool
}

type (
	literal string
	// variableOperand is a parameter or pseudo parameter by itself.
	variableOperand struct {
		t     *template
		index int
	}
	// choice is one of two operands.
	choice struct {
		condition formula
		yes, no   operand
	}
	// expression is any other function.
	expression struct {
		t *template
		// resolve gives its value where parameters have the given texts.
		resolve func(bound bindings) value.Value
		uses    []int // variables
	}
)

func (o literal) text(row) (string, bool)   { return string(o), true }
func (o literal) excludes(row, string) bool { return false }

func (o choice) of(r row) operand {
	if o.condition.holds(r) {
		return o.yes
	}
	return o.no
}

func (o choice) text(r row) (string, bool)        { return o.of(r).text(r) }
func (o choice) excludes(r row, text string) bool { return o.of(r).excludes(r, text) }

func (o variableOperand) text(r row) (string, bool) {
	class := o.t.variables[o.index].classes[r[o.index]]
	return class.text, !class.rest
}

func (o variableOperand) excludes(_ row, text string) bool {
	return o.t.variables[o.index].excludes(text)
}

func (o expression) text(r row) (string, bool) { return o.value(r).Text() }

func (o expression) excludes(r row, text string) bool { return o.t.cannotBe(o.value(r), text) }

func (o expression) value(r row) value.Value {
	bound := bindings{}
	for _, index := range o.uses {
		v := o.t.variables[index]
		bound[v.param.key] = v.classes[r[index]].binding()
	}
	return o.resolve(bound)
}
