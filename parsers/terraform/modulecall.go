package terraform

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// moduleArguments are arguments that Terraform itself takes of a module call.
var moduleArguments = map[string]bool{
	"source": true, "version": true, "providers": true, "count": true, "for_each": true, "depends_on": true,
}

// childSet is all instances of one module call in one scope.
type childSet struct {
	repetition

	calls  []*callInstance
	scopes []*scope // nil if the module cannot be read
	reason string   // why it cannot
}

// callInstance is one instance of a module call.
type callInstance struct {
	block       *block
	address     string
	key         cty.Value
	frame       *expression.Frame
	conditional bool
}

// child gives the instances of a module call.
func (s *scope) child(b *block) *childSet {
	if set, ok := s.children[b]; ok {
		if set == nil { // its count asks for itself
			s.run.cycle(b.address(), header(b.Block))
			return &childSet{calls: []*callInstance{{block: b, frame: s.frame}}, reason: "it refers back to itself"}
		}
		return set
	}
	s.children[b] = nil
	set := &childSet{repetition: s.repeat(b)}
	for _, item := range set.items {
		set.calls = append(set.calls, &callInstance{
			block:       b,
			address:     s.prefix(b.address() + item.index),
			key:         item.key,
			frame:       item.frame,
			conditional: item.conditional,
		})
	}
	s.children[b] = set
	if len(set.calls) == 0 {
		return set
	}
	dir, reason := s.sourceOf(b)
	if reason != "" {
		set.reason = reason
		return set
	}
	if s.run.scopes += len(set.calls); s.run.scopes > s.run.root.Limits().Modules {
		s.run.eval.Meter.Exceed(fmt.Sprintf("more than %d module instances", s.run.root.Limits().Modules), header(b.Block))
		set.reason = "there are too many module instances"
		return set
	}
	m := s.run.module(dir)
	for _, call := range set.calls {
		set.scopes = append(set.scopes, s.run.newScope(m, s, call))
	}
	return set
}

// sourceOf gives the directory of a called module, or why there is none.
func (s *scope) sourceOf(b *block) (dir, reason string) {
	attr := b.Body.Attributes["source"]
	if attr == nil {
		return "", "it has no source"
	}
	text, ok := s.run.plain(s.run.eval.Eval(attr.Expr, nameless).Value())
	switch {
	case !ok:
		return "", "its source is not written out"
	case s.depth >= s.run.root.Limits().ModuleDepth:
		s.run.problem(source.Limit, attr.Expr.Range(), fmt.Sprintf("modules are called more than %d levels deep, the limit; flatten them", s.run.root.Limits().ModuleDepth))
		return "", "modules are called too deep"
	case !isLocal(text):
		if dir := s.run.installed(s.key(b)); dir != "" {
			return dir, ""
		}
		reason := fmt.Sprintf("its source %q is not here", text)
		s.unresolved(attr, reason+`, and gatelint fetches nothing; run "terraform init" to have it under .terraform, or expect nothing to be said of what it makes`)
		return "", reason
	}
	dir, err := source.Resolve(s.module.dir, text)
	if err == nil {
		_, err = s.run.root.ReadDir(dir)
	}
	if err != nil {
		s.unresolved(attr, err.Error())
		return "", err.Error()
	}
	return dir, ""
}

// isLocal reports whether a source is a path, as Terraform tells.
func isLocal(text string) bool {
	for _, prefix := range []string{"./", "../", `.\`, `..\`} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return text == "." || text == ".."
}

// unresolved notes a module that is not here, once for each place that says so.
func (s *scope) unresolved(attr *hclsyntax.Attribute, message string) {
	key := attr.SrcRange.String()
	if !s.run.noted[key] {
		s.run.noted[key] = true
		s.run.problem(source.UnresolvedModule, attr.Expr.Range(), message)
	}
}

// key names a module call as the manifest of installed modules does.
func (s *scope) key(b *block) string {
	if s.parent == nil {
		return b.name
	}
	return s.parent.key(s.call.block) + "." + b.name
}

// moduleNamed gives the outputs of a module call.
func (s *scope) moduleNamed(name string) (expression.Located, bool) {
	b := s.module.byCall[name]
	if b == nil {
		return s.undeclared()
	}
	set := s.child(b)
	if set.scopes == nil && len(set.calls) > 0 {
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Module, b.address())), true
	}
	if set.shape == expression.Single {
		return expression.OfLazy(outputs{set.scopes[0]}), true
	}
	return expression.OfLazy(repeatedModule{run: s.run, set: set}), true
}

// outputs gives the outputs of one module instance to expressions.
type outputs struct{ scope *scope }

// Attr gives an output.
func (o outputs) Attr(name string) (expression.Located, bool) {
	if o.scope.module.outputs[name] == nil && !o.scope.module.isOpen {
		return expression.Located{}, false
	}
	return o.scope.output(name), true
}

// Index is the other way to write Attr.
func (o outputs) Index(key cty.Value) (expression.Located, bool) {
	if !key.IsKnown() || key.Type() != cty.String {
		return expression.Of(cty.DynamicVal.WithMarks(why(key))), true
	}
	return o.Attr(key.AsString())
}

// Shape says that it is one module.
func (o outputs) Shape() expression.Shape { return expression.Single }

// Elements gives nothing: one module is no collection.
func (o outputs) Elements() []expression.Element { return nil }

// Whole gives an object of all outputs.
func (o outputs) Whole() expression.Located {
	values := map[string]cty.Value{}
	for _, name := range o.scope.module.outputOrder {
		values[name] = o.scope.output(name).Value()
	}
	return expression.Placed(cty.ObjectVal(values), nil)
}

// repeatedModule gives the instances of a repeated module call to expressions.
type repeatedModule struct {
	run *run
	set *childSet
}

// Attr gives the instance of a name.
func (r repeatedModule) Attr(name string) (expression.Located, bool) {
	if r.set.shape != expression.Map {
		return expression.Located{}, false
	}
	return r.Index(cty.StringVal(name))
}

// Index gives an instance. Of a set that is not known the answer stands for
// any.
func (r repeatedModule) Index(key cty.Value) (expression.Located, bool) {
	switch {
	case r.set.shape == expression.Unknown:
		r.run.eval.Doubt()
		return expression.OfLazy(outputs{r.set.scopes[0]}), true
	case !key.IsKnown() && len(r.set.scopes) == 1:
		return expression.OfLazy(outputs{r.set.scopes[0]}), true
	case !key.IsKnown():
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Condition, "")), true
	}
	i, ok := r.set.position(key)
	if !ok {
		return expression.Located{}, false
	}
	return expression.OfLazy(outputs{r.set.scopes[i]}), true
}

// Shape says whether the instances have numbers or names.
func (r repeatedModule) Shape() expression.Shape { return r.set.shape }

// Elements gives all instances.
func (r repeatedModule) Elements() []expression.Element {
	elements := make([]expression.Element, len(r.set.scopes))
	for i, scope := range r.set.scopes {
		elements[i] = expression.Element{Key: r.set.calls[i].key, Value: expression.OfLazy(outputs{scope})}
	}
	return elements
}

// Whole gives a tuple or an object of all instances.
func (r repeatedModule) Whole() expression.Located {
	if r.set.shape == expression.Unknown {
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Condition, ""))
	}
	return collect(r.set.shape, r.Elements())
}

// emitUnresolved hands on a module call that cannot be looked into.
func (s *scope) emitUnresolved(set *childSet) {
	for _, call := range set.calls {
		entries := []value.Entry{}
		for _, attr := range inOrder(call.block.Body.Attributes) {
			if moduleArguments[attr.Name] {
				continue
			}
			l := s.run.eval.Eval(attr.Expr, call.frame)
			entries = append(entries, value.Entry{
				Key:   attr.Name,
				KeyAt: s.run.eval.Range(attr.NameRange),
				Value: s.run.eval.Read(l, attr.Expr.Range()),
			})
		}
		at := s.run.eval.Range(header(call.block.Block))
		s.run.definition.Unresolved = append(s.run.definition.Unresolved, resource.Unresolved{
			Name:   call.address,
			At:     at,
			Reason: set.reason,
			Args:   value.OfMap(entries, false, at),
		})
	}
}
