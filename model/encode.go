package model

import (
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Encoding is a model as policies see it, and the way back from the indexes
// that policies hand out to what stands behind them.
type Encoding struct {
	// Input is the document that policies know as input.
	Input ast.Value
	cells []Cell
}

// Cell is what stands behind one index: a value, or what is known of a set.
type Cell struct {
	// Value is nil for a set, Set is nil for a value.
	Value *value.Value
	Set   *Set
	// Fact says that the value was computed from others.
	Fact bool
	// Owner is the entity that it belongs to, nil if none.
	Owner *Entity
	// Path leads from the owner to the cell: "backend.service".
	Path string
}

// At gives the place of a value, or the header of a set's owner.
func (c Cell) At() source.Range {
	switch {
	case c.Value != nil:
		return c.Value.At
	case c.Owner != nil:
		return c.Owner.At
	}
	return source.Range{}
}

// Cell gives what stands behind an index, and whether there is such an index.
func (e *Encoding) Cell(index int) (Cell, bool) {
	if index < 0 || index >= len(e.cells) {
		return Cell{}, false
	}
	return e.cells[index], true
}

// Cells gives all of them, by index.
func (e *Encoding) Cells() []Cell { return e.cells }

// Encode gives the model as policies see it. The model must not change while
// the encoding is in use.
func Encode(m *Model) *Encoding { return encode(m, false) }

func encode(m *Model, redact bool) *Encoding {
	shared := &encoding{redact: redact, terms: map[string]*ast.Term{}, byID: map[string][][2]*ast.Term{}}
	root := &encoder{encoding: shared}
	m.Describe(root)
	indexes := make([][2]*ast.Term, len(indexed))
	for i, name := range indexed {
		indexes[i] = shared.pair(name, ast.ObjectTerm(shared.byID[name]...))
	}
	root.put("by_id", ast.ObjectTerm(indexes...))
	return &Encoding{Input: ast.NewObject(shared.pairs...), cells: shared.cells}
}

// indexed are the lists of the model that are also maps by id, so that a policy
// can follow a reference without a search.
var indexed = []string{
	"apis", "routes", "authorizers", "integrations", "deployments", "stages", "functions", "permissions", "domains", "mappings",
	"certificates", "distributions", "forwarding_policies", "usage_plans", "api_keys", "roles", "vpc_links", "vpc_endpoints",
	"security_groups",
}

// encoder is the visitor that encodes one object. Its pairs are the last ones of
// those that the encoding holds.
type encoder struct {
	*encoding

	owner *Entity
	path  string
}

func (e *encoder) Value(name string, v *value.Value) {
	e.put(name, e.value(v, joinPath(e.path, name)))
}

func (e *encoder) Fact(name string, v *value.Value) {
	first := len(e.cells)
	term := e.value(v, joinPath(e.path, name))
	if object, ok := term.Value.(ast.Object); ok && v.IsUnknown() {
		object.Insert(e.text("fact"), ast.InternedTerm(true))
	}
	e.put(name, term)
	for i := first; i < len(e.cells); i++ {
		e.cells[i].Fact = true
	}
}

func (e *encoder) Text(name, text string) { e.put(name, e.text(text)) }

func (e *encoder) Flag(name string, flag bool) { e.put(name, ast.InternedTerm(flag)) }

func (e *encoder) Set(name string, set *Set, items []Describer) {
	path := joinPath(e.path, name)
	e.put(name, ast.ObjectTerm(
		e.pair("at", e.cell(Cell{Set: set, Owner: e.owner, Path: path})),
		e.pair("complete", ast.InternedTerm(set.Complete)),
		e.pair("items", e.items(items, path)),
	))
}

func (e *encoder) List(name string, items []Describer) {
	list := e.items(items, joinPath(e.path, name))
	e.put(name, list)
	if e.owner == nil {
		e.index(name, items, list)
	}
}

func (e *encoder) Object(name string, d Describer) {
	e.put(name, e.object(d, joinPath(e.path, name)))
}

func (e *encoder) items(items []Describer, path string) *ast.Term {
	terms := make([]*ast.Term, len(items))
	for i, item := range items {
		terms[i] = e.object(item, joinPath(path, strconv.Itoa(i)))
	}
	return ast.ArrayTerm(terms...)
}

// object encodes d. An entity owns the values below it, and paths start anew.
func (e *encoder) object(d Describer, path string) *ast.Term {
	child := &encoder{encoding: e.encoding, owner: e.owner, path: path}
	if own, ok := d.(interface{ entity() *Entity }); ok {
		child.owner, child.path = own.entity(), ""
	}
	before := len(e.pairs)
	d.Describe(child)
	term := ast.ObjectTerm(e.pairs[before:]...)
	e.pairs = e.pairs[:before]
	return term
}

func (e *encoder) cell(cell Cell) *ast.Term {
	e.cells = append(e.cells, cell)
	return ast.InternedTerm(len(e.cells) - 1)
}

// value encodes what is known of v. An unknown value has no key "known", so
// that no comparison with it can hold.
func (e *encoder) value(v *value.Value, path string) *ast.Term {
	at := e.pair("at", e.cell(Cell{Value: v, Owner: e.owner, Path: path}))
	switch v.State() {
	case value.Absent:
		return ast.ObjectTerm(e.pair("absent", ast.InternedTerm(true)), at)
	case value.Known:
		pairs := [][2]*ast.Term{e.pair("known", e.known(v, path)), at}
		if v.Open() {
			pairs = append(pairs, e.pair("open", ast.InternedTerm(true)))
		}
		if v.Reason() == value.Default {
			pairs = append(pairs, e.pair("default", ast.InternedTerm(true)))
		}
		return ast.ObjectTerm(pairs...)
	case value.Unknown:
	}
	pairs := [][2]*ast.Term{e.pair("unknown", e.text(string(v.Reason()))), at}
	if parts := v.Parts(); len(parts) > 0 && !e.hides(v) {
		pairs = append(pairs, e.pair("parts", e.partTerms(parts)))
	}
	if refs := v.Refs(); len(refs) > 0 {
		pairs = append(pairs, e.pair("refs", e.refTerms(refs)))
	}
	return ast.ObjectTerm(pairs...)
}

func (e *encoder) known(v *value.Value, path string) *ast.Term {
	if e.hides(v) {
		return e.text("(sensitive)")
	}
	switch v.Kind() {
	case value.List:
		items := v.Items()
		terms := make([]*ast.Term, len(items))
		for i := range items {
			terms[i] = e.value(&items[i], joinPath(path, strconv.Itoa(i)))
		}
		return ast.ArrayTerm(terms...)
	case value.Map:
		return e.keyed(v.Entries(), path)
	case value.Text, value.Number, value.Bool:
	}
	return e.scalar(v)
}

// keyed encodes a map. Of entries with the same key the first one counts, as for
// Value.Get: an object of OPA must not hold a key twice.
func (e *encoder) keyed(entries []value.Entry, path string) *ast.Term {
	pairs := make([][2]*ast.Term, 0, len(entries))
	seen := make(map[string]bool, len(entries))
	for i := range entries {
		entry := &entries[i]
		if seen[entry.Key] {
			continue
		}
		seen[entry.Key] = true
		pairs = append(pairs, e.pair(entry.Key, e.value(&entry.Value, joinPath(path, entry.Key))))
	}
	return ast.ObjectTerm(pairs...)
}
