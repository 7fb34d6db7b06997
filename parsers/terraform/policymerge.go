package terraform

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/expression"
)

// documentOf takes apart a document that is written as JSON.
func documentOf(eval *expression.Evaluator, l expression.Located) *document {
	doc := &document{}
	if !l.Value().Type().IsObjectType() {
		doc.open = true
		return doc
	}
	elements, known := eval.Elements(l)
	doc.open = !known
	for _, element := range elements {
		switch element.Name() {
		case "Version":
			doc.version = element.Value
		case "Id":
			doc.id = element.Value
		case "Statement":
			doc.takeStatements(eval, element.Value)
		}
	}
	return doc
}

func (d *document) takeStatements(eval *expression.Evaluator, l expression.Located) {
	d.at = l.At()
	bare, _ := l.Value().Unmark()
	if bare.IsKnown() && bare.Type().IsObjectType() {
		d.statements = append(d.statements, statementOf(eval, l))
		return
	}
	items, known := eval.Elements(l)
	d.open = d.open || !known || l.IsOpen()
	for _, item := range items {
		d.statements = append(d.statements, statementOf(eval, item.Value))
	}
}

func statementOf(eval *expression.Evaluator, l expression.Located) statement {
	s := statement{at: l.At()}
	if !l.Value().Type().IsObjectType() {
		s.hasSid = true
		return s
	}
	elements, _ := eval.Elements(l)
	byName := map[string]expression.Located{}
	for _, element := range elements {
		byName[element.Name()] = element.Value
	}
	for _, name := range []string{"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"} {
		if l, ok := byName[name]; ok {
			s.add(name, rewritten(eval, name, l))
		}
	}
	return s
}

// rewritten gives an element as the provider writes it when it merges a
// document: identifiers of principals are sorted, conditions of one value lose
// their list.
func rewritten(eval *expression.Evaluator, name string, l expression.Located) expression.Located {
	switch name {
	case "Principal", "NotPrincipal":
		return eachMember(eval, l, func(identifiers expression.Located) expression.Located {
			if items, known := listItems(eval, identifiers); known {
				return expression.Tuple(sortedTexts(items)...).With(func(p *expression.Place) { p.At = identifiers.At() })
			}
			return identifiers
		})
	case "Condition":
		return eachMember(eval, l, func(test expression.Located) expression.Located {
			return eachMember(eval, test, func(values expression.Located) expression.Located {
				if items, known := listItems(eval, values); known && len(items) == 1 {
					return items[0]
				}
				return values
			})
		})
	}
	return l
}

// eachMember changes the members of an object; other values stay as they are.
func eachMember(eval *expression.Evaluator, l expression.Located, change func(expression.Located) expression.Located) expression.Located {
	bare, marks := l.Value().Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.Type().IsObjectType() || len(marks) > 0 {
		return l
	}
	elements, _ := eval.Elements(l)
	entries := make([]expression.Entry, len(elements))
	for n, element := range elements {
		entries[n] = expression.Entry{Key: element.Name(), KeyAt: element.Value.KeyAt(), Value: change(element.Value)}
	}
	return expression.Object(entries...).With(func(p *expression.Place) { p.At, p.KeyAt = l.At(), l.KeyAt() })
}

// listItems gives the items of a list that is known.
func listItems(eval *expression.Evaluator, l expression.Located) ([]expression.Located, bool) {
	bare, _ := l.Value().Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.Type().IsTupleType() {
		return nil, false
	}
	elements, known := eval.Elements(l)
	items := make([]expression.Located, len(elements))
	for n, element := range elements {
		items[n] = element.Value
	}
	return items, known
}

// add adds an element, unless it is certainly null.
func (s *statement) add(name string, l expression.Located) {
	v, _ := l.Value().Unmark()
	if v.IsNull() {
		return
	}
	if name == "Sid" {
		if v.IsKnown() && v.Type() == cty.String {
			s.sid = v.AsString()
		}
		s.hasSid = s.sid != "" || !v.IsKnown()
		if v.IsKnown() && s.sid == "" {
			return
		}
	}
	s.fields = append(s.fields, field{name, l})
}
