package terraform

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// variable gives the value of an input variable, converted to its type.
func (s *scope) variable(name string) (expression.Located, bool) {
	b := s.module.variables[name]
	if b == nil {
		return s.undeclared()
	}
	return s.once("var."+name, header(b), func() expression.Located { return s.readVariable(name, b) }), true
}

func (s *scope) readVariable(name string, b *hclsyntax.Block) expression.Located {
	l, isGiven := s.givenTo(name)
	if isGiven && l.Value().IsNull() && !s.isNullable(b) {
		isGiven = false
	}
	if !isGiven {
		l = s.ownDefault(name, b)
	}
	typ, defaults := s.variableType(b)
	l = s.typed(l, typ, defaults)
	if s.isTrue(b.Body.Attributes["sensitive"]) {
		l = l.Mark(cty.NewValueMarks(symbol.Sensitive{}))
	}
	return s.run.eval.Textual(l)
}

// givenTo gives the value that the caller, a file or an option gives to a
// variable.
func (s *scope) givenTo(name string) (expression.Located, bool) {
	if s.parent == nil {
		l, ok := s.given[name]
		if _, isOption := s.run.opts.Variables[name]; s.anyGiven && !isOption {
			return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Unsupported, "var."+name)), true
		}
		return l, ok
	}
	attr := s.call.block.Body.Attributes[name]
	if attr == nil {
		return expression.Located{}, false
	}
	return s.run.eval.Eval(attr.Expr, s.call.frame), true
}

// ownDefault gives the default of a variable. In a module whose caller is not in
// view nobody knows which defaults are kept.
func (s *scope) ownDefault(name string, b *hclsyntax.Block) expression.Located {
	attr := b.Body.Attributes["default"]
	if attr == nil || s.parent == nil && s.run.hasUnseenCaller() {
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Variable, "var."+name))
	}
	return s.run.eval.Eval(attr.Expr, nameless).Originate("var." + name)
}

// nameless is the frame of expressions that may use no names.
var nameless = expression.NewFrame(func(string) (expression.Located, bool) { return expression.Located{}, false })

// isTrue reports whether an argument is written as true.
func (s *scope) isTrue(attr *hclsyntax.Attribute) bool {
	if attr == nil {
		return false
	}
	v, _ := s.run.eval.Eval(attr.Expr, nameless).Value().Unmark()
	return v.IsKnown() && !v.IsNull() && v.Type() == cty.Bool && v.True()
}

func (s *scope) isNullable(b *hclsyntax.Block) bool {
	attr := b.Body.Attributes["nullable"]
	return attr == nil || s.isTrue(attr)
}

// variableType gives the type constraint of a variable, "any" if it has none
// or one that Terraform refuses.
func (s *scope) variableType(b *hclsyntax.Block) (cty.Type, *typeexpr.Defaults) {
	attr := b.Body.Attributes["type"]
	if attr == nil || loops(attr.Expr) {
		return cty.DynamicPseudoType, nil
	}
	if text, ok := literalText(attr.Expr); ok { // the form of old versions
		switch text {
		case "string":
			return cty.String, nil
		case "list":
			return cty.List(cty.DynamicPseudoType), nil
		case "map":
			return cty.Map(cty.DynamicPseudoType), nil
		}
	}
	typ, defaults, diags := typeexpr.TypeConstraintWithDefaults(attr.Expr)
	if diags.HasErrors() {
		return cty.DynamicPseudoType, nil
	}
	return typ, defaults
}

// loops reports whether an expression holds a loop. The defaults inside a type
// constraint are evaluated by hcl, which does not bound what they cost.
func loops(x hclsyntax.Expression) bool {
	found := false
	_ = hclsyntax.VisitAll(x, func(node hclsyntax.Node) hcl.Diagnostics {
		switch node.(type) {
		case *hclsyntax.ForExpr, *hclsyntax.SplatExpr:
			found = true
		}
		return nil
	})
	return found
}

// typed converts a value to the type of a variable. Marks stay where they are.
func (s *scope) typed(l expression.Located, typ cty.Type, defaults *typeexpr.Defaults) expression.Located {
	if typ == cty.DynamicPseudoType && defaults == nil {
		return l
	}
	if !s.run.eval.Meter.Unify(l) {
		return s.run.eval.Meter.ExceedSteps(l.At())
	}
	v := l.Value()
	if defaults != nil && !v.IsNull() {
		bare, marks := v.Unmark()
		v = defaults.Apply(bare).WithMarks(marks)
	}
	converted, err := convert.Convert(v, typ)
	if err != nil {
		return s.run.eval.Fail()
	}
	if converted.RawEquals(l.Value()) {
		return l
	}
	return l.WithValue(converted)
}

// readVariables takes the values of root variables from files and options, in
// Terraform's order; the environment is never read.
func (s *scope) readVariables() {
	s.readVarFile(path.Join(s.module.dir, "terraform.tfvars"), false)
	s.readVarFile(path.Join(s.module.dir, "terraform.tfvars.json"), false)
	entries, _ := s.run.root.ReadDir(s.module.dir) // reported when the module was read
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() && (strings.HasSuffix(name, ".auto.tfvars") || strings.HasSuffix(name, ".auto.tfvars.json")) {
			s.readVarFile(path.Join(s.module.dir, name), true)
		}
	}
	preset := s.run.opts.Preset
	for _, name := range preset.VarFiles {
		s.readVarFile(name, true)
	}
	for _, name := range slices.Sorted(maps.Keys(preset.Variables)) {
		if s.module.variables[name] != nil { // it says nothing of other modules
			s.given[name] = s.option(name, preset.Variables[name])
		}
	}
	for _, name := range s.run.opts.VarFiles {
		s.readVarFile(name, true)
	}
	for _, name := range slices.Sorted(maps.Keys(s.run.opts.Variables)) {
		s.given[name] = s.option(name, s.run.opts.Variables[name])
	}
	if planned := s.run.opts.Planned; planned != nil {
		s.takeObject(s.run.eval.Inner(expression.Of(cty.StringVal(planned.Variables))))
	}
}

// readVarFile takes the values of a tfvars file, which need not exist unless
// it is required.
func (s *scope) readVarFile(name string, required bool) {
	if _, err := s.run.root.Stat(name); err != nil && !required {
		return
	}
	if strings.HasSuffix(name, ".json") {
		s.readJSONVars(name)
		return
	}
	p := parseFile(s.run.root, name)
	if p.file != nil {
		s.run.keep(p.file)
	}
	switch {
	case p.err != nil:
		s.unreadableVars(p.err)
	case p.diags.HasErrors():
		s.run.diagnose(p.file, p.diags)
		s.anyGiven = true
	default:
		for _, attr := range inOrder(p.body.Attributes) {
			s.given[attr.Name] = s.run.eval.Eval(attr.Expr, nameless)
		}
	}
}

// unreadableVars notes a file of variables that could not be read: any of them
// may have another value than its default.
func (s *scope) unreadableVars(err error) {
	s.run.note(err)
	s.anyGiven = true
}

func (s *scope) readJSONVars(name string) {
	file, err := s.run.root.Read(name)
	if err != nil {
		s.unreadableVars(err)
		return
	}
	s.run.keep(file)
	inner := s.run.eval.Inner(expression.TextOfFile(file))
	if !s.takeObject(inner) {
		s.unreadableVars(&source.ReadError{Kind: source.Unreadable, Path: name, Reason: "is not a JSON object; correct it, or remove it"})
	}
}

// takeObject takes the values of the members of a JSON object, and reports
// whether it is one.
func (s *scope) takeObject(object *expression.Located) bool {
	if object == nil || !object.Value().Type().IsObjectType() {
		return false
	}
	elements, _ := s.run.eval.Elements(*object)
	for _, element := range elements {
		s.given[element.Name()] = element.Value
	}
	return true
}

// option gives the value of a -var option: the text itself where a text is
// expected, else an expression.
func (s *scope) option(name, text string) expression.Located {
	if b := s.module.variables[name]; b != nil {
		if typ, _ := s.variableType(b); !typ.IsPrimitiveType() && typ != cty.DynamicPseudoType {
			return s.optionExpression(name, text)
		}
	}
	return expression.Of(cty.StringVal(text))
}

func (s *scope) optionExpression(name, text string) expression.Located {
	file := &source.File{Path: "<value for var." + name + ">", Bytes: []byte(text)}
	refused := prescan.HCLExpression(file, s.run.root.Limits())
	x, diags := hclsyntax.ParseExpression(file.Bytes, file.Path, hcl.InitialPos)
	if refused != nil || diags.HasErrors() {
		s.run.problems = append(s.run.problems, source.Problem{
			Kind: source.Unreadable, At: source.Range{File: file.Path}, Message: "it is not an expression; write it as in a tfvars file",
		})
		return s.run.eval.Fail()
	}
	return s.run.eval.Eval(x, nameless)
}

// diagnose notes what a parser said of a file.
func (r *run) diagnose(file *source.File, diags hcl.Diagnostics) {
	var first *hcl.Diagnostic
	if err := diags.Errs()[0]; errors.As(err, &first) && first.Subject != nil {
		r.problem(source.Unreadable, *first.Subject, first.Summary+": "+first.Detail)
		return
	}
	r.problem(source.Unreadable, hcl.Range{Filename: file.Path}, diags.Error())
}
