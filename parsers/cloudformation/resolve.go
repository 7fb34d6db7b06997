package cloudformation

import (
	"sync"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// resolver gives nodes their values in one variant.
type resolver struct {
	t       *template
	variant *variant
	// rests are the conditions and parameters that values rested on, with what
	// they were then; nil if nobody asks.
	rests map[dependency]string
	// naming are the resources of which a property is being resolved for
	// another; names are such properties that have been.
	naming []string
	names  map[*tree.Node]value.Value
	// passages are the values of other stacks that are being resolved.
	passages []passage
}

func (t *template) resolver(v *variant) *resolver { return &resolver{t: t, variant: v} }

// resolve gives the value of a node. An absent value stands for something that
// the template takes away again (AWS::NoValue), or that is null.
func (r *resolver) resolve(n *tree.Node) value.Value {
	if n == nil {
		return value.Value{}
	}
	if !r.t.step() {
		return value.NotKnown(value.Limit, "", n.At)
	}
	if name, arg := functionOf(n); name != "" {
		return r.call(name, arg, n)
	}
	switch n.Kind {
	case tree.Null:
		return value.Unset(n.At)
	case tree.Text:
		return r.text(n)
	case tree.Number:
		return value.OfNumber(n.Text, n.At)
	case tree.Bool:
		return value.OfBool(n.Text == "true", n.At)
	case tree.Sequence:
		return r.list(n)
	case tree.Mapping:
		return r.mapping(n)
	case tree.Tagged, tree.Opaque:
	}
	return value.NotKnown(value.Unsupported, "", n.At)
}

// text gives a text that stands in the template, with the structure that it
// encodes if it is JSON.
func (r *resolver) text(n *tree.Node) value.Value {
	v := withoutDynamic(value.OfText(n.Text, n.At))
	if looksLikeJSON(n.Text) {
		spread := sync.OnceValue(func() *tree.Spread { return r.t.document.Spread(n) })
		return r.withInner(v, func(start, end int) source.Range { return spread().Range(start, end) })
	}
	return v
}

// list gives a list. Items that may not be there make it open.
func (r *resolver) list(n *tree.Node) value.Value {
	items := make([]value.Value, 0, len(n.Items))
	open := false
	var lost []value.Ref
	for _, node := range n.Items {
		item := r.resolve(node)
		switch {
		case item.IsAbsent():
		case item.IsUnknown() && r.mayVanish(node):
			open = true
			lost = append(lost, item.AllRefs()...)
		default:
			items = append(items, item)
		}
	}
	list := value.OfList(items, open, n.At)
	if len(lost) > 0 {
		list = list.WithRefs(lost...)
	}
	return list
}

// mapping gives a map. A transform or a loop among its keys may add others.
func (r *resolver) mapping(n *tree.Node) value.Value {
	entries := make([]value.Entry, 0, len(n.Entries))
	open := false
	var lost []value.Ref
	for _, entry := range n.Entries {
		if name, arg := intrinsic(entry); name != "" {
			open = true
			lost = append(lost, r.resolve(arg).AllRefs()...)
			continue
		}
		v := r.resolve(entry.Value)
		if v.IsAbsent() {
			continue
		}
		entries = append(entries, value.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: v})
	}
	made := value.OfMap(entries, open, n.At)
	if len(lost) > 0 {
		made = made.WithRefs(lost...)
	}
	return made
}

// mayVanish reports whether an undecided Fn::If may leave nothing behind.
func (r *resolver) mayVanish(n *tree.Node) bool {
	name, arg := functionOf(n)
	args := arguments(arg)
	if name != "Fn::If" || len(args) != 3 {
		return false
	}
	return isNoValue(args[1]) || isNoValue(args[2]) || r.mayVanish(args[1]) || r.mayVanish(args[2])
}

func isNoValue(n *tree.Node) bool {
	name, arg := functionOf(n)
	return name == "Ref" && textOf(arg) == "AWS::NoValue" || n.Kind == tree.Null
}

// call gives the value of a function.
func (r *resolver) call(name string, arg, n *tree.Node) value.Value {
	c := call{name: name, arg: arg, args: arguments(arg), at: n.At}
	if name == "Fn::Sub" {
		// What a reader sees is the text, not the function around it.
		if text, _ := substitution(arg); text == arg && text != nil {
			c.at = arg.At
		}
	}
	function := functions(name)
	if function == nil {
		return value.NotKnown(value.Function, name, c.at).WithRefs(r.resolve(arg).AllRefs()...)
	}
	return function(r, c)
}

// call is one use of a function.
type call struct {
	name string
	arg  *tree.Node
	args []*tree.Node // items of arg, if it is a list
	at   source.Range
}

// invalid gives the value of a function that is used in a way in which
// CloudFormation refuses it.
func (c call) invalid(rests ...value.Value) value.Value {
	return resting(value.NotKnown(value.Invalid, c.name, c.at), rests)
}

// functions gives the function of a name, nil if it is not known.
func functions(name string) func(r *resolver, c call) value.Value {
	switch name {
	case "Ref":
		return (*resolver).ref
	case "Fn::GetAtt":
		return (*resolver).getAtt
	case "Fn::Sub":
		return (*resolver).sub
	case "Fn::Join":
		return (*resolver).join
	case "Fn::Split":
		return (*resolver).split
	case "Fn::Select":
		return (*resolver).selectItem
	case "Fn::If":
		return (*resolver).ifElse
	case "Fn::FindInMap":
		return (*resolver).findInMap
	case "Fn::ImportValue":
		return (*resolver).importValue
	case "Fn::Base64":
		return (*resolver).base64
	case "Fn::Cidr":
		return (*resolver).cidr
	case "Fn::GetAZs":
		return (*resolver).zones
	case "Fn::Length":
		return (*resolver).length
	case "Fn::ToJsonString":
		return (*resolver).toJSON
	case "Fn::Transform":
		return (*resolver).transform
	}
	return nil
}
