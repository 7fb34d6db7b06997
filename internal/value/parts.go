package value

import (
	"slices"
	"strings"
)

// Ref names one attribute of one resource, in the words that all dialects
// share: "id", "arn", "name", ... An Address of "" stands for what surrounds the
// definition: its attributes are "region", "account", "partition" and
// "dns_suffix". "provider.aws.NAME" stands for a provider alias and has the
// same attributes.
type Ref struct {
	Address string `json:"resource"`
	Attr    string `json:"attr"`
}

// Part is a piece of a text: a literal, a reference, or a hole of which only
// the reason is known.
type Part struct {
	Literal string
	Ref     Ref
	Reason  Reason
}

// IsLiteral reports whether the part is plain text.
func (p Part) IsLiteral() bool { return p.Ref == Ref{} && p.Reason == "" }

// IsRef reports whether the part points at an attribute of a resource.
func (p Part) IsRef() bool { return p.Ref != Ref{} }

// join merges neighbouring literals and drops empty ones.
func join(parts []Part) []Part {
	var joined []Part
	for _, part := range parts {
		if part.IsLiteral() {
			if part.Literal == "" {
				continue
			}
			if last := len(joined) - 1; last >= 0 && joined[last].IsLiteral() {
				joined[last].Literal += part.Literal
				continue
			}
		}
		joined = append(joined, part)
	}
	return joined
}

// Parts gives the pieces of a text, known or not; nil where none are known.
func (v Value) Parts() []Part {
	if v.state == Known && v.kind == Text && v.parts == nil {
		return []Part{{Literal: v.text}}
	}
	return v.parts
}

// Refs gives the references that the value is made of or rests on, each once.
func (v Value) Refs() []Ref {
	var found refSet
	found.addOwn(v)
	return found.list
}

// AllRefs gives the references of the value and of everything inside it.
func (v Value) AllRefs() []Ref {
	var found refSet
	found.addAll(v)
	return found.list
}

// refSet collects references, each once, in the order in which they come.
type refSet struct {
	list []Ref
	seen map[Ref]bool // of a long list
}

func (s *refSet) add(ref Ref) {
	const long = 16
	switch {
	case s.seen == nil && slices.Contains(s.list, ref), s.seen[ref]:
		return
	case s.seen != nil:
		s.seen[ref] = true
	case len(s.list) == long:
		s.seen = make(map[Ref]bool, 2*long)
		for _, known := range s.list {
			s.seen[known] = true
		}
		s.seen[ref] = true
	}
	s.list = append(s.list, ref)
}

func (s *refSet) addOwn(v Value) {
	for _, ref := range v.refs {
		s.add(ref)
	}
	for _, part := range v.parts {
		if part.IsRef() {
			s.add(part.Ref)
		}
	}
}

func (s *refSet) addAll(v Value) {
	s.addOwn(v)
	for _, item := range v.items {
		s.addAll(item)
	}
	for _, entry := range v.entries {
		s.addAll(entry.Value)
	}
	if v.inner != nil {
		s.addAll(*v.inner)
	}
}

// Ref gives the one reference that the whole value is, and whether it is one.
func (v Value) Ref() (Ref, bool) {
	if len(v.parts) == 1 && v.parts[0].IsRef() {
		return v.parts[0].Ref, true
	}
	return Ref{}, false
}

// Same reports whether two values certainly are the same text: both known and
// equal, or made of the same parts without a hole of which nothing is known.
func Same(a, b Value) bool {
	keyA, okA := a.Key()
	keyB, okB := b.Key()
	return okA && okB && keyA == keyB
}

// Key gives a text that two values share exactly if they certainly are the same
// text, and false where a value cannot be identified.
func (v Value) Key() (string, bool) {
	if text, ok := v.Text(); ok {
		return text, true
	}
	if v.state != Unknown || len(v.parts) == 0 {
		return "", false
	}
	var key strings.Builder
	for _, part := range v.parts {
		switch {
		case part.IsRef():
			key.WriteString("\x00" + part.Ref.Address + "\x00" + part.Ref.Attr + "\x00")
		case part.IsLiteral():
			key.WriteString(part.Literal)
		default:
			return "", false
		}
	}
	return key.String(), true
}
