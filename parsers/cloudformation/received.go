package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// receive gives a parameter what the stack around passes for it.
func (t *template) receive(p *parameter) {
	properties := t.call.body.Get("Properties")
	all := properties.Get("Parameters")
	given := all.Get(p.name)
	switch {
	case isFunction(properties), isFunction(all), mayGrow(properties), mayGrow(all):
		// Nobody knows what is among them.
		p.fallback = nil
	case given.IsScalar() && !strings.Contains(given.Text, dynamicReference):
		p.fixed = &given.Text
	case given != nil:
		p.passed, p.preset, p.fallback = given, p.fallback, nil
	default:
		// The default holds, and nobody can pass anything else.
		p.fixed = p.fallback
	}
}

func isFunction(n *tree.Node) bool {
	name, _ := functionOf(n)
	return name != "" || n != nil && n.Kind == tree.Opaque
}

// parameter gives the value of a parameter.
func (r *resolver) parameter(p *parameter, at source.Range) value.Value {
	text := r.parameterText(p)
	if p.passed == nil || text != nil {
		return p.value(text, at)
	}
	v := r.across(r.t.outer, p.passed)
	if v.IsAbsent() {
		// The default holds, and nobody can pass anything else.
		certain := *p
		certain.fixed = p.preset
		return certain.value(p.preset, at)
	}
	return r.accept(p, v, at)
}

// accept gives what a parameter makes of a value that is passed for it.
func (r *resolver) accept(p *parameter, v value.Value, at source.Range) value.Value {
	text, isText := v.Text()
	switch {
	case p.isStored():
		v = value.NotKnown(value.Data, p.origin(), at)
	case p.isList() && isText:
		from := v
		v = listOf(text, at, func(item value.Value) value.Value { return derived(item, []value.Value{from}) })
	case p.isList() && v.IsUnknown():
		v = r.cut(v, ",", at)
	case p.isList():
	case p.typ == "Number":
		v = value.AsNumber(v)
	default:
		v = value.AsText(v)
	}
	v.At = at
	v.Sensitive = v.Sensitive || p.noEcho
	return v
}

// output gives an output of a nested stack.
func (r *resolver) output(child *template, name string, at source.Range) value.Value {
	declared := child.outputs.Get(name)
	switch {
	case declared != nil:
		v := r.across(child, declared.Get("Value"))
		if condition := declared.Get("Condition"); condition.IsScalar() {
			if holds, known := r.in(child).decided(condition.Text); known && !holds {
				return value.NotKnown(value.Invalid, "output "+child.prefix+name, at)
			}
		}
		v.At = at
		return v
	case child.outputs != nil && mayGrow(child.outputs) || child.rewritten() != nil || child.hasLoop(child.outputs):
		return value.NotKnown(value.Unsupported, "output "+child.prefix+name, at)
	}
	child.fragment = true
	return value.NotKnown(value.Invalid, child.prefix+name+", which the nested template does not put out", at)
}

// hasLoop reports whether a section has a loop that could not be written out.
func (t *template) hasLoop(section *tree.Node) bool {
	if section == nil {
		return false
	}
	for _, entry := range section.Entries {
		if strings.HasPrefix(entry.Key, loopPrefix) {
			return true
		}
	}
	return false
}

// passage is a value that one stack gets from another.
type passage struct {
	from *template
	node *tree.Node
}

// maxPassages bounds how often a value may be handed on between stacks;
// passageSteps is what each time costs beside the value itself.
const (
	maxPassages  = 64
	passageSteps = 10
)

// in gives the resolver of another stack in the same variant.
func (r *resolver) in(t *template) *resolver {
	return &resolver{t: t, variant: r.variant, rests: r.rests, passages: r.passages}
}

// across resolves a node of another stack, or of another section.
func (r *resolver) across(from *template, n *tree.Node) value.Value {
	if n == nil {
		return value.Value{}
	}
	here := passage{from, n}
	if slices.Contains(r.passages, here) {
		return value.NotKnown(value.Cycle, from.path(), n.At)
	}
	if len(r.passages) == maxPassages {
		return value.NotKnown(value.Limit, "", n.At)
	}
	r.t.meter.steps += passageSteps
	there := r.in(from)
	there.passages = append(slices.Clone(r.passages), here)
	return there.resolve(n)
}

// texts gives the parameters of the stack whose text certainly is known.
func (t *template) texts() map[string]string {
	if t.outer == nil {
		return t.opts.Parameters
	}
	texts := map[string]string{}
	for name, p := range t.parameters {
		if p.fixed != nil && !p.isStored() {
			texts[name] = *p.fixed
		}
	}
	return texts
}

// withoutDefaults gives the template without the defaults in whose place
// something is passed: to the serverless transform they are not there.
func (t *template) withoutDefaults(root *tree.Node) *tree.Node {
	section := root.Get("Parameters")
	if t.outer == nil || section == nil || section.Kind != tree.Mapping {
		return root
	}
	root, section = root.Own(), section.Own()
	for i, entry := range section.Entries {
		if p := t.parameters[entry.Key]; p != nil && p.fallback == nil && p.fixed == nil {
			declared := entry.Value.Own()
			declared.Delete("Default")
			section.Entries[i].Value = declared
		}
	}
	root.Put(tree.Entry{Key: "Parameters", KeyAt: root.Entry("Parameters").KeyAt, Value: section})
	return root
}
