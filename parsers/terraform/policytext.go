package terraform

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// located gives the text of a document, with the document as its structure.
func (d *document) located(eval *expression.Evaluator, at hcl.Range) expression.Located {
	inner := d.structure()
	w := policyWriter{eval: eval}
	w.document(d)
	text := symbol.Unknown(cty.String, value.Condition, "")
	if !w.unknown && !d.open {
		text = w.text.Value()
	}
	l := expression.Of(text)
	inner = inner.With(func(p *expression.Place) { p.At = at })
	return l.With(func(p *expression.Place) { p.Inner = &inner })
}

// structure gives the document as an object.
func (d *document) structure() expression.Located {
	var entries []expression.Entry
	if d.version.IsSet() {
		entries = append(entries, expression.Entry{Key: "Version", KeyAt: d.version.KeyAt(), Value: d.version})
	}
	if d.id.IsSet() {
		entries = append(entries, expression.Entry{Key: "Id", KeyAt: d.id.KeyAt(), Value: d.id})
	}
	statements := make([]expression.Located, len(d.statements))
	for n, s := range d.statements {
		fields := make([]expression.Entry, len(s.fields))
		for m, f := range s.fields {
			fields[m] = expression.Entry{Key: f.name, KeyAt: f.value.KeyAt(), Value: f.value}
		}
		statements[n] = expression.Object(fields...).With(func(p *expression.Place) { p.At = s.at })
	}
	list := expression.Tuple(statements...).With(func(p *expression.Place) { p.At, p.Open = d.at, d.open })
	entries = append(entries, expression.Entry{Key: "Statement", KeyAt: d.at, Value: list})
	return expression.Object(entries...)
}

// policyWriter writes a document as the provider does: indented JSON, elements
// in a fixed order, items of lists sorted backwards.
type policyWriter struct {
	eval *expression.Evaluator
	text expression.Text
	// unknown says that something could not be written.
	unknown bool
}

func (w *policyWriter) raw(s string) { w.eval.Append(&w.text, cty.StringVal(s)) }

func (w *policyWriter) document(d *document) {
	w.raw("{")
	comma := ""
	for _, f := range []field{{"Version", d.version}, {"Id", d.id}} {
		if !f.value.IsSet() {
			continue
		}
		w.raw(comma + "\n  " + quoted(f.name) + ": ")
		w.value(f.value, "  ")
		comma = ","
	}
	if len(d.statements) > 0 {
		w.raw(comma + "\n  \"Statement\": [")
		for n, s := range d.statements {
			if n > 0 {
				w.raw(",")
			}
			w.raw("\n    {")
			for m, f := range s.fields {
				if m > 0 {
					w.raw(",")
				}
				w.raw("\n      " + quoted(f.name) + ": ")
				w.value(f.value, "      ")
			}
			w.raw("\n    }")
		}
		w.raw("\n  ]")
	}
	w.raw("\n}")
}

// value writes a text, a list or an object of them.
func (w *policyWriter) value(l expression.Located, indent string) {
	bare, marks := l.Value().Unmark()
	typ := bare.Type()
	switch {
	case !bare.IsKnown() && typ != cty.String || bare.IsNull() || l.IsOpen():
		w.unknown = true
	case typ == cty.String:
		w.scalar(bare, marks)
	case typ.IsPrimitiveType():
		w.raw(string(must(json.Marshal(w.eval.Read(l, hcl.Range{}).Show()))))
	case typ.IsObjectType():
		w.object(l, indent)
	default:
		w.list(l, indent)
	}
}

// scalar writes a text in quotes, with a hole where it is not known.
func (w *policyWriter) scalar(bare cty.Value, marks cty.ValueMarks) {
	escaped := bare
	if bare.IsKnown() {
		text := quoted(bare.AsString())
		escaped = cty.StringVal(text[1 : len(text)-1])
	}
	w.raw(`"`)
	w.eval.Append(&w.text, escaped.WithMarks(marks))
	w.raw(`"`)
}

func (w *policyWriter) list(l expression.Located, indent string) {
	elements, known := w.eval.Elements(l)
	if !known {
		w.unknown = true
		return
	}
	w.raw("[")
	for n, item := range elements {
		if n > 0 {
			w.raw(",")
		}
		w.raw("\n" + indent + "  ")
		w.value(item.Value, indent+"  ")
	}
	w.raw("\n" + indent + "]")
}

func (w *policyWriter) object(l expression.Located, indent string) {
	elements, known := w.eval.Elements(l)
	if !known {
		w.unknown = true
		return
	}
	w.raw("{")
	for n, element := range elements { // Elements gives them sorted
		if n > 0 {
			w.raw(",")
		}
		w.raw("\n" + indent + "  ")
		key, marks := element.Key.Unmark()
		w.scalar(key, marks)
		w.raw(": ")
		w.value(element.Value, indent+"  ")
	}
	w.raw("\n" + indent + "}")
}

// quoted writes a text as JSON.
func quoted(s string) string { return string(must(json.Marshal(s))) }

// must gives the JSON of a text, which cannot fail.
func must(encoded []byte, _ error) []byte { return encoded }
