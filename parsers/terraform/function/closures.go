package function

import (
	"errors"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// try gives the first argument that can be evaluated. It is unknown where that
// rests on something unknown.
func (e *Env) try() function.Function {
	return function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "expressions", Type: customdecode.ExpressionClosureType},
		Type:     function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if len(args) == 0 {
				return cty.NilVal, errors.New("at least one argument is required")
			}
			for _, arg := range args {
				closure := customdecode.ExpressionClosureFromVal(arg)
				result, diags := e.evaluate(closure)
				switch {
				case !diags.HasErrors() && (isDirect(closure.Expression) || e.settle(result).IsWhollyKnown()):
					return result, nil
				case !diags.HasErrors():
					opaque, _ := divide(marksOf(result))
					return cty.DynamicVal.WithMarks(opaque), nil
				}
				if doubts, marks := e.doubts(closure); doubts {
					return cty.DynamicVal.WithMarks(marks), nil
				}
			}
			return cty.NilVal, errors.New("no expression succeeded")
		},
	})
}

// can tells whether its argument can be evaluated. It is unknown where that
// rests on something unknown.
func (e *Env) can() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "expression", Type: customdecode.ExpressionClosureType}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			closure := customdecode.ExpressionClosureFromVal(args[0])
			result, diags := e.evaluate(closure)
			if diags.HasErrors() {
				if doubts, marks := e.doubts(closure); doubts {
					return cty.UnknownVal(cty.Bool).WithMarks(marks), nil
				}
				return cty.False, nil
			}
			if isTouched(result) {
				opaque, _ := divide(marksOf(result))
				return cty.UnknownVal(cty.Bool).WithMarks(opaque), nil
			}
			return cty.True, nil
		},
	})
}

func (e *Env) evaluate(closure *customdecode.ExpressionClosure) (cty.Value, hcl.Diagnostics) {
	if e.Eval != nil {
		return e.Eval(closure.Expression, closure.EvalContext)
	}
	return closure.Value()
}

// isDirect reports whether an expression only names a value, so that nothing but
// the shape of things can make it fail.
func isDirect(expression hcl.Expression) bool {
	_, diags := hcl.AbsTraversalForExpr(expression)
	return !diags.HasErrors()
}

// doubts reports whether an expression that failed might not fail in the end:
// it names something that is unknown, holds symbols, or is not there at all.
func (e *Env) doubts(closure *customdecode.ExpressionClosure) (bool, cty.ValueMarks) {
	direct := isDirect(closure.Expression)
	for _, traversal := range closure.Expression.Variables() {
		reached, ok := rootOf(closure.EvalContext, traversal.RootName())
		if !ok {
			return true, cty.NewValueMarks(symbol.Why{Reason: value.Unsupported, Origin: traversal.RootName()})
		}
		for _, step := range traversal[1:] {
			if opaque, _ := divide(marksOf(reached)); len(opaque) > 0 && (hasOpaqueMarks(reached) || e.isOpen(reached)) || !reached.IsKnown() {
				return true, opaque
			}
			next, diags := hcl.Traversal{step}.TraverseRel(reached)
			if diags.HasErrors() {
				break
			}
			reached = next
		}
		opaque, _ := divide(marksOf(reached))
		if len(opaque) > 0 && (!direct || hasOpaqueMarks(reached) || e.isOpen(reached)) || !reached.IsWhollyKnown() {
			return true, opaque
		}
	}
	return false, nil
}

// rootOf finds a variable by name.
func rootOf(ctx *hcl.EvalContext, name string) (cty.Value, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[name]; ok {
			return v, true
		}
	}
	return cty.NilVal, false
}
