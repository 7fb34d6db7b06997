package function

import (
	"fmt"
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// templateFile renders the text of a file, in which the vars have names.
func (e *Env) templateFile() function.Function {
	return e.template(param("path", cty.String), func(name string) (string, string, *unread) {
		text, missing := e.read(name)
		return text, name, missing
	})
}

// templateString renders a text, in which the vars have names. Terraform also
// demands that the text is not written out in place.
func (e *Env) templateString() function.Function {
	return e.template(param("template", cty.DynamicPseudoType), func(text string) (string, string, *unread) {
		return text, "<templatestring argument>", nil
	})
}

func (e *Env) template(first function.Parameter, load func(string) (text, name string, missing *unread)) function.Function {
	return dynamic(func(args []cty.Value) (cty.Value, error) {
		if args[0].Type() != cty.String {
			return cty.NilVal, function.NewArgErrorf(0, "a string is required")
		}
		vars, _ := args[1].Unmark()
		if typ := vars.Type(); !typ.IsObjectType() && !typ.IsMapType() {
			return cty.NilVal, function.NewArgErrorf(1, "invalid vars value: must be a map")
		}
		text, name, missing := load(args[0].AsString())
		if missing != nil {
			return missing.text(), nil
		}
		return e.render(text, name, vars.AsValueMap())
	}, first, function.Parameter{Name: "vars", Type: cty.DynamicPseudoType, AllowMarked: true, AllowUnknown: true})
}

// templateRule renders a template that is known with vars that may not be.
func templateRule(c *call) (cty.Value, bool, error) {
	if isTouched(c.args[0]) || !c.args[1].IsKnown() || hasOpaqueMarks(c.args[1]) {
		return cty.NilVal, false, nil
	}
	result, err := c.plain.Call(c.args)
	return result, err == nil, nil
}

// render evaluates a template.
func (e *Env) render(text, name string, vars map[string]cty.Value) (cty.Value, error) {
	if prescan.HCLTemplate(&source.File{Path: name, Bytes: []byte(text)}, e.Limits) != nil {
		return symbol.Unknown(cty.String, value.Limit, name), nil //nolint:nilerr // the mark says it
	}
	expression, diags := hclsyntax.ParseTemplate([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	for _, traversal := range expression.Variables() {
		if _, ok := vars[traversal.RootName()]; !ok {
			return cty.NilVal, function.NewArgErrorf(1, "vars map does not contain key %q", traversal.RootName())
		}
	}
	for key := range vars {
		if !hclsyntax.ValidIdentifier(key) {
			return cty.NilVal, function.NewArgErrorf(1, "invalid template variable name %q", key)
		}
	}
	functions := maps.Clone(Table(e))
	for _, name := range []string{"templatefile", "templatestring"} {
		refusal := recursion(name)
		functions[name], functions["core::"+name] = refusal, refusal
	}
	ctx := &hcl.EvalContext{Variables: vars, Functions: functions}
	eval := e.Eval
	if eval == nil {
		eval = hcl.Expression.Value
	}
	result, diags := eval(expression, ctx)
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	return result, nil
}

// recursion stands for a function that Terraform does not let templates call.
func recursion(name string) function.Function {
	return defineVariadic(cty.DynamicPseudoType, func([]cty.Value) (cty.Value, error) {
		return cty.NilVal, fmt.Errorf("cannot recursively call %s from inside another template function", name)
	}, anyParam("args"))
}
