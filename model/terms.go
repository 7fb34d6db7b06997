package model

import (
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/internal/value"
)

// encoding is what all encoders of one model share.
type encoding struct {
	// redact hides the texts of sensitive values.
	redact bool
	cells  []Cell
	// pairs are the keys and values of the objects that are being encoded, those
	// of an object behind those of the one around it.
	pairs [][2]*ast.Term
	// terms holds each text once: names and ids occur again and again.
	terms map[string]*ast.Term
	byID  map[string][][2]*ast.Term
}

func (e *encoding) text(text string) *ast.Term {
	term, ok := e.terms[text]
	if !ok {
		term = ast.StringTerm(text)
		e.terms[text] = term
	}
	return term
}

func (e *encoding) pair(name string, term *ast.Term) [2]*ast.Term {
	return [2]*ast.Term{e.text(name), term}
}

func (e *encoding) put(name string, term *ast.Term) { e.pairs = append(e.pairs, e.pair(name, term)) }

func (e *encoding) hides(v *value.Value) bool { return e.redact && v.Sensitive }

// scalar encodes a known text, number or boolean. A number that JSON has no
// form for stays a text.
func (e *encoding) scalar(v *value.Value) *ast.Term {
	text, _ := v.Text()
	switch {
	case v.Kind() == value.Bool:
		return ast.InternedTerm(text == "true")
	case v.Kind() == value.Number && json.Valid([]byte(text)):
		return ast.NumberTerm(json.Number(text))
	}
	return e.text(text)
}

// partTerms encodes the pieces of a text that is not known as a whole.
func (e *encoding) partTerms(parts []value.Part) *ast.Term {
	terms := make([]*ast.Term, len(parts))
	for i, part := range parts {
		switch {
		case part.IsRef():
			terms[i] = ast.ObjectTerm(e.pair("ref", e.refTerm(part.Ref)))
		case part.IsLiteral():
			terms[i] = ast.ObjectTerm(e.pair("literal", e.text(part.Literal)))
		default:
			terms[i] = ast.ObjectTerm(e.pair("hole", e.text(string(part.Reason))))
		}
	}
	return ast.ArrayTerm(terms...)
}

func (e *encoding) refTerms(refs []value.Ref) *ast.Term {
	terms := make([]*ast.Term, len(refs))
	for i, ref := range refs {
		terms[i] = e.refTerm(ref)
	}
	return ast.ArrayTerm(terms...)
}

func (e *encoding) refTerm(ref value.Ref) *ast.Term {
	return ast.ObjectTerm(e.pair("resource", e.text(ref.Address)), e.pair("attr", e.text(ref.Attr)))
}

// index makes a list of entities reachable by id, with the same terms.
func (e *encoding) index(name string, items []Describer, list *ast.Term) {
	terms, ok := list.Value.(*ast.Array)
	if !ok {
		return
	}
	for i, item := range items {
		if own, ok := item.(interface{ entity() *Entity }); ok {
			e.byID[name] = append(e.byID[name], e.pair(own.entity().ID, terms.Elem(i)))
		}
	}
}

// joinPath gives the path of something inside something that has a path.
func joinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
