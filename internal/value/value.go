// Package value holds what is known of one attribute of a definition: a known
// scalar, list or map, certain absence, or not known, with the reason. A text
// that is not known as a whole keeps its literal pieces and the references
// between them, because most decisions about infrastructure rest on those.
package value

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
)

// State says how much is known of an attribute.
type State uint8

// The states. The zero Value is Unknown, so that an attribute which nobody
// filled in can never make a rule speak.
const (
	Unknown State = iota
	Known
	Absent // certainly not written, or written null
)

// Kind tells the shapes of known values apart.
type Kind uint8

// The kinds of known values.
const (
	Text Kind = iota
	Number
	Bool
	List
	Map
)

// Reason says why a value is not known, or on what its being known rests.
type Reason string

// The reasons. Default and Variable occur on known values, too: a default that
// the dialect applies, and a variable's or parameter's default.
const (
	Default     Reason = "default"
	Variable    Reason = "variable"
	Data        Reason = "data"
	Computed    Reason = "computed"
	Import      Reason = "import"
	Condition   Reason = "condition"
	Function    Reason = "function"
	Module      Reason = "module"
	Limit       Reason = "limit"
	Cycle       Reason = "cycle"
	OutsideRoot Reason = "outside-root"
	Missing     Reason = "missing-file"
	Unsupported Reason = "unsupported"
	Invalid     Reason = "invalid"
	// Inapplicable values are those that the dialect does not have, or that
	// nobody has documented: nothing will make them known.
	Inapplicable Reason = "inapplicable"
)

// Entry is one key of a map.
type Entry struct {
	Key   string
	KeyAt source.Range
	Value Value
}

// Value is what is known of one attribute, and where it was written. Values
// are immutable; the With methods give changed copies.
type Value struct {
	state   State
	kind    Kind
	reason  Reason
	origin  string
	text    string
	items   []Value
	entries []Entry
	open    bool
	parts   []Part
	refs    []Ref
	inner   *Value

	// At is where the value was written; for an absent value, the header of
	// the block or resource that should have it.
	At source.Range
	// Sensitive values are never printed.
	Sensitive bool
}

// OfText gives a known text.
func OfText(text string, at source.Range) Value {
	return Value{state: Known, kind: Text, text: text, At: at}
}

// OfNumber gives a known number; text is its shortest decimal form.
func OfNumber(text string, at source.Range) Value {
	return Value{state: Known, kind: Number, text: text, At: at}
}

// OfBool gives a known boolean.
func OfBool(b bool, at source.Range) Value {
	text := "false"
	if b {
		text = "true"
	}
	return Value{state: Known, kind: Bool, text: text, At: at}
}

// OfList gives a list whose items may each be unknown. An open list may hold
// more items than are seen.
func OfList(items []Value, open bool, at source.Range) Value {
	return Value{state: Known, kind: List, items: items, open: open, At: at}
}

// OfMap gives a map whose values may each be unknown. An open map may hold
// more keys than are seen.
func OfMap(entries []Entry, open bool, at source.Range) Value {
	return Value{state: Known, kind: Map, entries: entries, open: open, At: at}
}

// OfParts gives a text made of literals, references and holes. Without a hole
// or a reference it is a known text.
func OfParts(parts []Part, at source.Range) Value {
	parts = join(parts)
	reason := Reason("")
	for _, part := range parts {
		switch {
		case part.IsRef() && reason == "":
			reason = Computed
		case part.Reason != "":
			reason = part.Reason
		}
	}
	if reason == "" {
		text := ""
		if len(parts) == 1 {
			text = parts[0].Literal
		}
		return OfText(text, at)
	}
	return Value{state: Unknown, reason: reason, parts: parts, At: at}
}

// OfRef gives a reference to an attribute whose text is not known.
func OfRef(ref Ref, at source.Range) Value {
	return OfParts([]Part{{Ref: ref}}, at)
}

// Unset gives certain absence. at is the header of what should hold the value.
func Unset(at source.Range) Value { return Value{state: Absent, At: at} }

// NotKnown gives a value of which nothing is known but why. origin names the
// input that decides it ("var.region", "parameter Stage"), where there is one.
func NotKnown(reason Reason, origin string, at source.Range) Value {
	return Value{state: Unknown, reason: reason, origin: origin, At: at}
}

// State says how much is known.
func (v Value) State() State { return v.state }

// IsKnown reports whether the value is known. The items of a known list or map
// may still be unknown.
func (v Value) IsKnown() bool { return v.state == Known }

// IsAbsent reports whether there is certainly no value.
func (v Value) IsAbsent() bool { return v.state == Absent }

// IsUnknown reports whether the value is not known.
func (v Value) IsUnknown() bool { return v.state == Unknown }

// Kind gives the shape of a known value.
func (v Value) Kind() Kind { return v.kind }

// Reason says why the value is unknown, or on what its being known rests.
func (v Value) Reason() Reason { return v.reason }

// Origin names the variable, parameter or data source behind the reason.
func (v Value) Origin() string { return v.origin }

// Text gives a known scalar as text, and whether it is one.
func (v Value) Text() (string, bool) {
	return v.text, v.state == Known && v.kind != List && v.kind != Map
}

// Items gives the items of a known list, nil for all else.
func (v Value) Items() []Value { return v.items }

// Entries gives the keys of a known map in the order of the source, nil for
// all else.
func (v Value) Entries() []Entry { return v.entries }

// Open reports whether a list or map may hold more than is seen.
func (v Value) Open() bool { return v.open }

// Inner gives the structure that a text encodes (the argument of jsonencode, a
// JSON heredoc, a policy document), with positions of its own; nil if none.
func (v Value) Inner() *Value { return v.inner }

// Get gives the value under a key of a known map: absent if the map is closed
// and has no such key, unknown if nothing is known of it.
func (v Value) Get(key string) Value {
	switch v.state {
	case Absent:
		return v
	case Known:
		for _, entry := range v.entries {
			if entry.Key == key {
				return entry.Value
			}
		}
		if v.kind == Map && !v.open {
			return Unset(v.At)
		}
	case Unknown:
	}
	return Value{reason: v.reason, origin: v.origin, At: v.At}
}

// WithReason gives a copy that says why it is unknown or on what it rests.
func (v Value) WithReason(reason Reason, origin string) Value {
	v.reason, v.origin = reason, origin
	return v
}

// WithInner gives a copy that carries the structure which its text encodes.
func (v Value) WithInner(inner Value) Value {
	v.inner = &inner
	return v
}

// WithRefs gives a copy that also rests on refs.
func (v Value) WithRefs(refs ...Ref) Value {
	v.refs = append(slices.Clone(v.refs), refs...)
	return v
}

// Masked gives what is left of a value when nothing is known of it but its place.
func (v Value) Masked() Value { return Value{reason: Variable, At: v.At} }

// OrDefault gives the default that the dialect applies where v is absent.
func (v Value) OrDefault(fallback Value) Value {
	if v.state != Absent {
		return v
	}
	fallback.reason = Default
	fallback.At = v.At
	return fallback
}
