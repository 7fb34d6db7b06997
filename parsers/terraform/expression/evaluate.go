package expression

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Evaluator evaluates expressions of one configuration. It is not safe for
// concurrent use.
type Evaluator struct {
	Symbols   *symbol.Table
	Functions map[string]function.Function
	Meter     *Meter
	// Limits bound the nesting of texts that are parsed on the way.
	Limits source.Limits
	// File gives a file by the name that ranges carry, nil if there is none.
	File func(name string) *source.File
	// ReadText gives a file that the function templatefile names.
	ReadText func(name string) (*source.File, error)
	// Report takes problems.
	Report func(source.ProblemKind, hcl.Range, string)

	// failures counts expressions that Terraform would refuse, doubts those
	// that it may refuse, depending on what is not known.
	failures, doubts int
}

// Frame holds the names that an expression may use: those of its scope, and
// those that surrounding expressions bind.
type Frame struct {
	parent *Frame
	name   string
	anon   *hclsyntax.AnonSymbolExpr
	bound  Located
	// root answers for all other names; set on the outermost frame.
	root func(name string) (Located, bool)
}

// NewFrame gives the outermost frame.
func NewFrame(root func(name string) (Located, bool)) *Frame { return &Frame{root: root} }

// Bind gives a frame in which a name has a value.
func (f *Frame) Bind(name string, bound Located) *Frame {
	return &Frame{parent: f, name: name, bound: bound}
}

func (f *Frame) bindAnon(anon *hclsyntax.AnonSymbolExpr, bound Located) *Frame {
	return &Frame{parent: f, anon: anon, bound: bound}
}

func (f *Frame) lookup(name string) (Located, bool) {
	for ; f != nil; f = f.parent {
		if f.root != nil {
			return f.root(name)
		}
		if f.anon == nil && f.name == name {
			return f.bound, true
		}
	}
	return Located{}, false
}

func (f *Frame) lookupAnon(anon *hclsyntax.AnonSymbolExpr) (Located, bool) {
	for ; f != nil; f = f.parent {
		if f.anon == anon {
			return f.bound, true
		}
	}
	return Located{}, false
}

// Doubt notes that what is being evaluated may be refused by Terraform.
func (e *Evaluator) Doubt() { e.doubts++ }

// Fail gives what stands for an expression that Terraform would refuse.
func (e *Evaluator) Fail() Located {
	e.failures++
	return Of(symbol.Unknown(cty.DynamicPseudoType, value.Invalid, ""))
}

// Outcome tells how an evaluation went, for those who remember its result.
type Outcome struct{ failures, doubts int }

// Watch runs an evaluation and tells how it went.
func (e *Evaluator) Watch(run func() Located) (Located, Outcome) {
	before := Outcome{e.failures, e.doubts}
	l := run()
	return l, Outcome{e.failures - before.failures, e.doubts - before.doubts}
}

// Again notes the outcome of an evaluation whose result is used once more.
func (e *Evaluator) Again(o Outcome) {
	e.failures += o.failures
	e.doubts += o.doubts
}

// forget runs an evaluation whose failures do not matter.
func (e *Evaluator) forget(run func() Located) (Located, Outcome) {
	before := Outcome{e.failures, e.doubts}
	l, outcome := e.Watch(run)
	e.failures, e.doubts = before.failures, before.doubts
	return l, outcome
}

// Eval gives the value of an expression. It never fails: what Terraform would
// refuse is unknown.
func (e *Evaluator) Eval(x hclsyntax.Expression, f *Frame) Located {
	if !e.Meter.step() {
		return e.Meter.ExceedSteps(x.Range())
	}
	e.Meter.depth++
	defer func() { e.Meter.depth-- }()
	if e.Meter.depth > e.Meter.Limits.Expressions {
		return e.Meter.Exceed(fmt.Sprintf("more than %d expressions that lead to one another", e.Meter.Limits.Expressions), x.Range())
	}
	l := e.eval(x, f)
	if !e.Meter.fits(&l) {
		return e.Meter.Exceed(fmt.Sprintf("a value of more than %d elements or %d levels", e.Meter.Limits.Elements, e.Meter.Limits.Depth), x.Range())
	}
	return l
}

func (e *Evaluator) eval(x hclsyntax.Expression, f *Frame) Located {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return Of(x.Val)
	case *hclsyntax.TemplateExpr:
		return e.template(x, f)
	case *hclsyntax.ScopeTraversalExpr:
		return e.traversal(x, f)
	case *hclsyntax.RelativeTraversalExpr:
		return e.steps(e.Eval(x.Source, f), x.Traversal)
	case *hclsyntax.IndexExpr:
		return e.Index(e.Eval(x.Collection, f), e.Eval(x.Key, f).Value())
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, f)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, f)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, f)
	case *hclsyntax.UnaryOpExpr:
		return e.unary(x, f)
	case *hclsyntax.TupleConsExpr:
		return e.tuple(x, f)
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, f)
	case *hclsyntax.ObjectConsKeyExpr:
		return e.key(x, f)
	case *hclsyntax.ForExpr:
		return e.loop(x, f)
	case *hclsyntax.SplatExpr:
		return e.splat(x, f)
	case *hclsyntax.AnonSymbolExpr:
		if l, ok := f.lookupAnon(x); ok {
			return l
		}
	case *hclsyntax.TemplateWrapExpr:
		return e.Eval(x.Wrapped, f)
	case *hclsyntax.TemplateJoinExpr:
		return e.templateJoin(x, f)
	case *hclsyntax.ParenthesesExpr:
		return e.Eval(x.Expression, f)
	}
	return e.Fail()
}

// traversal gives a name and the attributes after it.
func (e *Evaluator) traversal(x *hclsyntax.ScopeTraversalExpr, f *Frame) Located {
	l, ok := f.lookup(x.Traversal.RootName())
	if !ok {
		return e.Fail()
	}
	return e.steps(l, x.Traversal[1:])
}

func (e *Evaluator) steps(l Located, steps hcl.Traversal) Located {
	for _, step := range steps {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			l = e.Attr(l, step.Name)
		case hcl.TraverseIndex:
			l = e.Index(l, step.Key)
		default:
			return e.Fail()
		}
	}
	return l
}

// Attr gives an attribute of a value.
func (e *Evaluator) Attr(l Located, name string) Located {
	if l.lazy != nil {
		if child, ok := l.lazy.Attr(name); ok {
			return child
		}
		return e.Fail()
	}
	bare, marks := l.value.Unmark()
	typ := bare.Type()
	switch {
	case bare.IsNull():
		return e.Fail()
	case typ == cty.DynamicPseudoType:
		return Of(cty.DynamicVal.WithMarks(marks))
	case typ.IsObjectType() && typ.HasAttribute(name):
		return l.child(e.inherit(bare.GetAttr(name), marks), l.place.key(name))
	case typ.IsMapType():
		return e.Index(l, cty.StringVal(name))
	case e.isSymbol(l.value):
		return Of(cty.DynamicVal.WithMarks(marks))
	}
	return e.Fail()
}

// isSymbol reports whether a value is nothing but one symbol. What a provider
// computes need not be the text that the symbol looks like, unless its schema
// says so.
func (e *Evaluator) isSymbol(v cty.Value) bool {
	bare, marks := v.Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() || !isOpaque(marks) {
		return false
	}
	pieces, ok := e.pieces(bare.AsString(), marks)
	return ok && len(pieces) == 1 && pieces[0].IsSymbol
}

// child gives a part of a value.
func (l Located) child(v cty.Value, place *Place) Located {
	return Located{value: v, place: place, size: l.size, depth: max(1, l.depth-1)}
}

// Index gives an element of a value.
func (e *Evaluator) Index(l Located, key cty.Value) Located {
	bareKey, keyMarks := key.Unmark()
	if bareKey.IsNull() {
		return e.Fail()
	}
	if l.lazy != nil {
		return e.indexLazy(l.lazy, bareKey, keyMarks)
	}
	bare, marks := l.value.Unmark()
	typ := bare.Type()
	switch {
	case bare.IsNull():
		return e.Fail()
	case isOpaque(keyMarks) || !bareKey.IsKnown():
		return Of(unknown(elementType(typ), marksOf(l.value), keyMarks))
	case typ == cty.DynamicPseudoType, !bare.IsKnown(), e.isSymbol(l.value):
		return Of(cty.UnknownVal(elementTypeAt(typ, bareKey)).WithMarks(marks))
	case typ.IsSetType():
		return e.Fail()
	}
	child, diags := hcl.Index(bare, bareKey, nil)
	if diags.HasErrors() {
		return e.Fail()
	}
	return l.child(e.inherit(child, marks), l.placeAt(bareKey))
}

// indexLazy gives an element of a lazy value.
func (e *Evaluator) indexLazy(lazy Lazy, key cty.Value, marks cty.ValueMarks) Located {
	if !key.IsKnown() || isOpaque(marks) {
		key = cty.DynamicVal
	}
	if child, ok := lazy.Index(key); ok {
		return child
	}
	return e.Fail()
}

// placeAt gives the place of an element.
func (l Located) placeAt(key cty.Value) *Place {
	if l.place == nil {
		return nil
	}
	if l.place.Items != nil {
		if i, err := convert.Convert(key, cty.Number); err == nil && i.IsKnown() && !i.IsNull() {
			n, _ := i.AsBigFloat().Int64()
			return l.place.item(int(n))
		}
		return nil
	}
	if name, err := convert.Convert(key, cty.String); err == nil && name.IsKnown() && !name.IsNull() {
		return l.place.key(name.AsString())
	}
	return nil
}

// elementType gives the type that all elements have.
func elementType(typ cty.Type) cty.Type {
	if typ.IsCollectionType() {
		return typ.ElementType()
	}
	return cty.DynamicPseudoType
}

// elementTypeAt gives the type of one element.
func elementTypeAt(typ cty.Type, key cty.Value) cty.Type {
	if typ.IsObjectType() && key.Type() == cty.String && typ.HasAttribute(key.AsString()) {
		return typ.AttributeType(key.AsString())
	}
	return elementType(typ)
}

// Member gives an attribute of an object, and whether it has one. Other than
// Attr it does not count a missing one as a failure.
func (e *Evaluator) Member(l Located, name string) (Located, bool) {
	bare, _ := l.Value().Unmark()
	if !bare.Type().IsObjectType() || !bare.Type().HasAttribute(name) {
		return Located{}, false
	}
	return e.Attr(l.whole(), name), true
}
