package tfplan

import (
	"math/big"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
)

// reader reads the attributes of one resource.
type reader struct {
	plan     *plan
	instance *instance
	// beside says that the resource's place in the configuration is known.
	beside bool
}

// slot is the place of one value: what the plan says of it, and what the
// configuration does.
type slot struct {
	// argument is the name of the argument that the value is part of, or of
	// the argument itself in nested blocks.
	argument string
	// planned is the value; unknown and sensitive are true, or have the shape
	// of the value with true inside.
	planned, unknown, sensitive node
	// written is what the plan tells of the expression.
	written expression
	// guide is what the configuration says that lies beside; nothing is known
	// of it where none does.
	guide value.Value
	// places has the places of arguments where there is no guide.
	places value.Value
	// known is the schema of a block, nil for what is none or is not known.
	known *schema.Block
	// isBlock tells nested blocks from arguments.
	isBlock bool
	at      source.Range
}

// read gives a value: planned ones as they are, and of what is known after
// apply only what the configuration says.
func (r reader) read(s slot) value.Value {
	if place := s.guide.At; !place.IsZero() {
		s.at = place
	}
	var v value.Value
	switch {
	case s.unknown.isTrue():
		v = r.afterApply(s)
	case s.planned.isNull(), s.unwritten() && (s.planned.isEmpty() || r.plan.keptElsewhere(r.instance, s.argument)):
		v = value.Unset(s.at)
	case s.planned.isArray():
		v = r.list(s)
	case s.planned.isObject():
		v = r.object(s)
	default:
		v = r.scalar(s)
	}
	if s.sensitive.isTrue() {
		return concealed(v)
	}
	return v
}

// concealed marks a value and all that is in it as sensitive.
func concealed(v value.Value) value.Value {
	inner := v.Inner()
	if v.IsKnown() && v.Kind() == value.List {
		items := make([]value.Value, len(v.Items()))
		for n, item := range v.Items() {
			items[n] = concealed(item)
		}
		v = value.OfList(items, v.Open(), v.At)
	}
	if v.IsKnown() && v.Kind() == value.Map {
		entries := make([]value.Entry, len(v.Entries()))
		for n, entry := range v.Entries() {
			entry.Value = concealed(entry.Value)
			entries[n] = entry
		}
		v = value.OfMap(entries, v.Open(), v.At)
	}
	if inner != nil {
		v = v.WithInner(concealed(*inner))
	}
	v.Sensitive = true
	return v
}

// unwritten reports whether the configuration certainly does not say it: the
// provider fills it in, or read it from what exists.
func (s slot) unwritten() bool { return s.guide.IsAbsent() || s.guide.At.IsZero() && s.written.absent }

// keepers lists arguments that another resource can set in a resource's place:
// the type of the other and its argument that names the resource.
var keepers = map[string]struct{ kind, owner string }{
	"aws_api_gateway_rest_api.policy": {"aws_api_gateway_rest_api_policy", "rest_api_id"},
	"aws_vpc_endpoint.policy":         {"aws_vpc_endpoint_policy", "vpc_endpoint_id"},
}

// keptElsewhere reports whether another resource of the plan sets an argument.
func (p *plan) keptElsewhere(i *instance, name string) bool {
	keeper, ok := keepers[i.kind+"."+name]
	if !ok {
		return false
	}
	return slices.ContainsFunc(p.instances, func(other *instance) bool {
		if other.kind != keeper.kind || other.data {
			return false
		}
		ref, _ := p.resource(other).Attrs.Get(keeper.owner).Ref()
		return ref.Address == i.address
	})
}

// afterApply gives a value that is known after apply only.
func (r reader) afterApply(s slot) value.Value {
	switch {
	case s.guide.IsAbsent(), s.guide.IsKnown(), len(s.guide.Parts()) > 0, s.guide.Inner() != nil:
		return s.guide
	case s.written.absent:
		return value.Unset(s.at) // for the provider to fill in
	case !s.written.written():
		return value.NotKnown(value.Computed, "", s.at)
	}
	looked := !s.guide.At.IsZero() && s.guide.Reason() != value.Module
	v := r.plan.mentioned(r.instance, s.argument, s.written, looked)
	v.At = s.at
	return v
}

// object gives a map, or a block. Members that are not known are missing among
// the planned ones.
func (r reader) object(s slot) value.Value {
	keys := s.planned.keys()
	for _, key := range s.unknown.keys() {
		if s.unknown.get(key).isTrue() && s.planned.get(key).v == nil {
			keys = append(keys, key)
		}
	}
	entries := make([]value.Entry, 0, len(keys))
	for _, key := range keys {
		member := r.member(s, key)
		if member.settable(s.known, key) {
			entry := value.Entry{Key: key, KeyAt: keyAt(s.guide, key), Value: r.read(member)}
			if entry.KeyAt.IsZero() {
				entry.KeyAt = entry.Value.At
			}
			if !entry.Value.IsAbsent() {
				entries = append(entries, entry)
			}
		}
	}
	return value.OfMap(entries, false, s.at)
}

// member gives the place of a member of a map or block.
func (r reader) member(s slot, key string) slot {
	member := slot{
		argument: s.argument, planned: s.planned.get(key), unknown: s.unknown.get(key), sensitive: s.sensitive.get(key),
		guide: s.guide.Get(key), at: s.at,
	}
	if s.known != nil {
		_, member.isBlock = s.known.Blocks[key]
		member.known = s.known.Blocks[key].Block
		member.argument = key
	} else if s.argument == "" { // of a type without a schema
		member.argument = key
		member.isBlock = member.planned.isArray()
	}
	member.written = s.written.get(key, member.isBlock)
	if place := keyed(s.places, key); !place.IsZero() {
		member.at = place
	} else if planned := member.planned; planned.v != nil && !r.beside {
		member.at = planned.in(r.plan.file)
	}
	return member
}

// settable reports whether a configuration may write the member. What is empty
// is no block, and an id is in all schemas and written by nobody.
func (s slot) settable(known *schema.Block, key string) bool {
	if s.isBlock {
		return s.unknown.isTrue() || !s.planned.isArray() || len(s.planned.items()) > 0
	}
	if known == nil {
		return true
	}
	attribute, listed := known.Attributes[key]
	return !listed || attribute.Required || attribute.Optional && (key != "id" || !attribute.Computed)
}

// keyed gives the place of the value under a key.
func keyed(m value.Value, key string) source.Range {
	for _, entry := range m.Entries() {
		if entry.Key == key {
			return entry.Value.At
		}
	}
	return source.Range{}
}

// keyAt gives the place of a key.
func keyAt(m value.Value, key string) source.Range {
	for _, entry := range m.Entries() {
		if entry.Key == key {
			return entry.KeyAt
		}
	}
	return source.Range{}
}

// list gives a list, a set or the nested blocks of a type.
func (r reader) list(s slot) value.Value {
	planned, unknown, sensitive := s.planned.items(), s.unknown.items(), s.sensitive.items()
	slots := make([]slot, len(planned))
	for n, item := range planned {
		slots[n] = slot{argument: s.argument, planned: item, known: s.known, written: s.written.item(n, len(planned)), at: s.at}
		if n < len(unknown) {
			slots[n].unknown = unknown[n]
		}
		if n < len(sensitive) {
			slots[n].sensitive = sensitive[n]
		}
		if !r.beside {
			slots[n].at = item.in(r.plan.file)
		}
	}
	if s.guide.IsKnown() && s.guide.Kind() == value.List && !s.guide.Open() {
		slots = paired(slots, s.guide.Items())
	}
	items := make([]value.Value, len(slots))
	for n := range slots {
		items[n] = r.read(slots[n])
	}
	return value.OfList(items, false, s.at)
}

// scalar gives a text, number or boolean. The configuration's own form of it is
// kept where it says the same, for its places and the structure in it.
func (r reader) scalar(s slot) value.Value {
	v := r.plan.known(s.argument, s.planned, s.at)
	text, _ := v.Text()
	if own, known := s.guide.Text(); known && sameText(own, text) {
		return s.guide.WithReason("", "")
	}
	return v
}

// known gives a value that is known, with references in place of the ids that
// the provider has assigned.
func (p *plan) known(argument string, n node, at source.Range) value.Value {
	literal, kind := n.literal()
	switch kind {
	case '"':
		text, _ := n.text()
		v := p.ids.rewrite(argument, text, at)
		if inner := terraform.Inner(argument, text, p.root.Limits()); inner != nil {
			v = v.WithInner(p.ids.rewriteAll(*inner, at))
		}
		return v
	case '0':
		return value.OfNumber(decimal(string(literal)), at)
	case 't', 'f':
		return value.OfBool(kind == 't', at)
	}
	if n.isArray() {
		var items []value.Value
		for _, item := range n.items() {
			items = append(items, p.known(argument, item, at))
		}
		return value.OfList(items, false, at)
	}
	if n.isObject() {
		var entries []value.Entry
		for _, key := range n.keys() {
			entries = append(entries, value.Entry{Key: key, KeyAt: at, Value: p.known(argument, n.get(key), at)})
		}
		return value.OfMap(entries, false, at)
	}
	if n.v == nil {
		return value.NotKnown(value.Computed, "", at)
	}
	return value.Unset(at)
}

// decimal gives the shortest decimal form of a number.
func decimal(literal string) string {
	if !strings.ContainsAny(literal, "eE") {
		return literal
	}
	n, _, err := big.ParseFloat(literal, 10, 512, big.ToNearestEven)
	if err != nil || n.MantExp(nil) > 1024 {
		return literal
	}
	if n.IsInt() {
		return n.Text('f', 0)
	}
	return n.Text('g', -1)
}
