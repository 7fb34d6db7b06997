package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// parameter is one parameter of the template.
type parameter struct {
	name    string
	key     string // its name among those of all stacks
	typ     string
	noEcho  bool
	notNull bool // it cannot be the empty text
	// allowed are all the values that it can have, nil if it may have others.
	allowed []string
	// fallback is its default, fixed the value that it was given or the only
	// one that it can have; nil if there is none.
	fallback, fixed *string
	// passed is what the stack around passes, nil if nothing or a plain text;
	// preset is the default where that turns out to be nothing.
	passed *tree.Node
	preset *string
	// never reports whether what is passed certainly is not a text; nil if
	// nothing is known of it.
	never func(text string) bool
}

func (t *template) readParameters(section *tree.Node) {
	if section == nil {
		return
	}
	for _, entry := range section.Entries {
		if entry.Value.Kind != tree.Mapping {
			t.refuse(entry.KeyAt, "the parameter "+entry.Key+" must be a mapping with a Type")
			continue
		}
		t.parameters[entry.Key] = t.readParameter(entry)
	}
}

func (t *template) readParameter(entry tree.Entry) *parameter {
	body := entry.Value
	p := &parameter{name: entry.Key, key: t.prefix + entry.Key, typ: textOf(body.Get("Type")), noEcho: textOf(body.Get("NoEcho")) == "true"}
	shortest := textOf(body.Get("MinLength"))
	p.notNull = strings.HasPrefix(p.typ, "AWS::") || shortest != "" && shortest != "0"
	if allowed := body.Get("AllowedValues"); allowed != nil && allowed.Kind == tree.Sequence {
		for _, item := range allowed.Items {
			p.allowed = append(p.allowed, item.Text)
		}
	}
	if fallback := body.Get("Default"); fallback.IsScalar() {
		p.fallback = &fallback.Text
	}
	if p.noEcho {
		t.conceal(entry.Key, body)
	}
	if t.outer != nil {
		t.receive(p)
		return p
	}
	given, isGiven := t.opts.Parameters[entry.Key]
	switch {
	case isGiven:
		p.fixed = &given
	case len(p.allowed) == 1:
		p.fixed = &p.allowed[0]
	}
	return p
}

// conceal notes where a parameter that is not echoed gets its value: its default,
// and what the stack around passes for it.
func (t *template) conceal(name string, body *tree.Node) {
	values := []*tree.Node{body.Get("Default"), body.Get("AllowedValues")}
	if t.call != nil {
		values = append(values, t.call.body.Get("Properties").Get("Parameters").Get(name))
	}
	for _, n := range values {
		if n != nil {
			t.secrets = append(t.secrets, n.At)
		}
	}
}

// textOf gives the text of a scalar, "" for all else.
func textOf(node *tree.Node) string {
	if node.IsScalar() {
		return node.Text
	}
	return ""
}

// origin names the parameter as the thing that decides a value.
func (p *parameter) origin() string { return "parameter " + p.name }

// isStored reports whether the value is the name of one that is kept elsewhere
// and looked up when the template is deployed.
func (p *parameter) isStored() bool {
	return strings.HasPrefix(p.typ, "AWS::SSM::Parameter::Value")
}

// isList reports whether its text is a list with commas.
func (p *parameter) isList() bool {
	return p.typ == "CommaDelimitedList" || strings.HasPrefix(p.typ, "List<")
}

// value gives the parameter's value, of which text is what was passed for it;
// nil if that is not known.
func (p *parameter) value(text *string, at source.Range) value.Value {
	var v value.Value
	switch {
	case p.isStored():
		v = value.NotKnown(value.Data, p.origin(), at)
	case text == nil:
		v = value.NotKnown(value.Variable, p.origin(), at)
	case p.isList():
		v = p.explained(listOf(*text, at, p.explained))
	case p.typ == "Number":
		v = p.explained(value.OfNumber(*text, at))
	default:
		v = p.explained(value.OfText(*text, at))
	}
	v.Sensitive = p.noEcho
	return v
}

// listOf gives the items of a list with commas.
func listOf(text string, at source.Range, explain func(value.Value) value.Value) value.Value {
	var items []value.Value
	for item := range strings.SplitSeq(text, ",") {
		items = append(items, explain(value.OfText(strings.TrimSpace(item), at)))
	}
	return value.OfList(items, false, at)
}

// explained says that a known value rests on the parameter, unless nobody can
// pass another one.
func (p *parameter) explained(v value.Value) value.Value {
	v.Sensitive = p.noEcho
	if p.fixed != nil {
		return v
	}
	return v.WithReason(value.Variable, p.origin())
}
