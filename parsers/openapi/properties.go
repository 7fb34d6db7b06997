package openapi

import (
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// properties collects the properties of a resource.
type properties []value.Entry

func (p *properties) value(at source.Range) value.Value { return value.OfMap(*p, false, at) }

// set adds a property where the value is not absent.
func (p *properties) set(name string, v value.Value) { p.setAt(name, v, v.At) }

// setAt adds a property whose name stands somewhere.
func (p *properties) setAt(name string, v value.Value, keyAt source.Range) {
	if !v.IsAbsent() {
		*p = append(*p, value.Entry{Key: name, KeyAt: keyAt, Value: v})
	}
}

// name pairs a key of a document with the property that it becomes.
type name struct{ key, property string }

// take adds the properties that stand in a map under other names.
func (p *properties) take(from value.Value, names []name) {
	for _, n := range names {
		entry := entryOf(from, n.key)
		p.setAt(n.property, entry.Value, entry.KeyAt)
	}
}

// written gives the entry of a key that a map shows.
func written(m value.Value, key string) (value.Entry, bool) {
	for _, entry := range m.Entries() {
		if entry.Key == key {
			return entry, true
		}
	}
	return value.Entry{}, false
}

// entryOf gives the entry of a key: absent, or unknown, with the map's place,
// where it does not show.
func entryOf(m value.Value, key string) value.Entry {
	if entry, ok := written(m, key); ok {
		return entry
	}
	return value.Entry{Key: key, KeyAt: m.At, Value: m.Get(key)}
}

// spanning gives the place of an entry from its key on, so that the key is
// what people are shown.
func spanning(entry value.Entry) source.Range {
	at := entry.Value.At
	if at.File != entry.KeyAt.File || at.IsZero() || at.End.Before(entry.KeyAt.End) {
		return entry.KeyAt
	}
	at.Start = entry.KeyAt.Start
	return at
}
