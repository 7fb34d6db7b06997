package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// ownDocument evaluates what the data source writes itself.
func (i *instance) ownDocument() *document {
	body := i.block.Body
	doc := &document{version: expression.Of(cty.StringVal("2012-10-17"))}
	if attr := body.Attributes["version"]; attr != nil {
		if l := i.written(attr); !l.Value().IsNull() {
			doc.version = l.Moved(attr.Expr.Range(), attr.NameRange)
		}
	}
	if attr := body.Attributes["policy_id"]; attr != nil {
		if l := i.written(attr); !l.Value().IsNull() {
			doc.id = l.Moved(attr.Expr.Range(), attr.NameRange)
		}
	}
	for _, g := range i.groups(body, i.frame, i.schema, "statement") {
		doc.open = doc.open || g.open
		doc.at = g.at
		for _, item := range g.items {
			doc.statements = append(doc.statements, i.ownStatement(item))
		}
	}
	return doc
}

// listArguments are arguments of a statement that become lists.
var listArguments = []struct {
	argument, name string
	vars           bool // &{...} stands for ${...}
}{
	{"actions", "Action", false},
	{"not_actions", "NotAction", false},
	{"resources", "Resource", true},
	{"not_resources", "NotResource", true},
}

// ownStatement makes a statement of a block.
func (i *instance) ownStatement(block expression.Located) statement {
	eval := i.scope.run.eval
	s := statement{at: block.At()}
	if l, ok := eval.Member(block, "sid"); ok {
		s.add("Sid", l)
	}
	effect := expression.Of(cty.StringVal("Allow"))
	if l, ok := eval.Member(block, "effect"); ok && !l.Value().IsNull() {
		effect = l
	}
	s.add("Effect", effect)
	for _, arg := range listArguments {
		if l, ok := eval.Member(block, arg.argument); ok {
			s.addList(eval, arg.name, l, arg.vars)
		}
	}
	for _, arg := range []struct{ argument, name string }{{"principals", "Principal"}, {"not_principals", "NotPrincipal"}} {
		if l, ok := eval.Member(block, arg.argument); ok {
			s.add(arg.name, principals(eval, l))
		}
	}
	if l, ok := eval.Member(block, "condition"); ok {
		s.add("Condition", conditions(eval, l))
	}
	return s
}

// addList adds an element that is a text if it has one item.
func (s *statement) addList(eval *expression.Evaluator, name string, l expression.Located, vars bool) {
	if l.Value().IsNull() {
		return
	}
	items, known := eval.Elements(l)
	if known && len(items) == 0 && !l.IsOpen() {
		return
	}
	s.add(name, oneOrMany(eval, l, vars, true))
}

// oneOrMany gives the only item of a list, or the list; as a set it is sorted,
// as the provider does.
func oneOrMany(eval *expression.Evaluator, l expression.Located, vars, asSet bool) expression.Located {
	items, known := eval.Elements(l)
	if !known || l.IsOpen() {
		return l
	}
	values := make([]expression.Located, len(items))
	for n, item := range items {
		values[n] = item.Value
		if vars {
			values[n] = withVars(item.Value)
		}
	}
	if asSet {
		values = sortedTexts(values)
	}
	if len(values) == 1 {
		return values[0]
	}
	return expression.Tuple(values...).With(func(p *expression.Place) { p.At, p.KeyAt = l.At(), l.KeyAt() })
}

// sortedTexts sorts texts backwards and drops doubles, if all are known as far
// as texts with holes are.
func sortedTexts(values []expression.Located) []expression.Located {
	for _, l := range values {
		bare, _ := l.Value().Unmark()
		if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() {
			return values
		}
	}
	text := func(l expression.Located) string {
		bare, _ := l.Value().Unmark()
		return bare.AsString()
	}
	slices.SortStableFunc(values, func(a, b expression.Located) int { return strings.Compare(text(b), text(a)) })
	return slices.CompactFunc(values, func(a, b expression.Located) bool { return text(a) == text(b) })
}

// withVars writes policy variables as IAM does: ${...} would be a template in
// Terraform, so &{...} stands for it.
func withVars(l expression.Located) expression.Located {
	bare, marks := l.Value().Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() || !strings.Contains(bare.AsString(), "&{") {
		return l
	}
	return l.WithValue(cty.StringVal(strings.ReplaceAll(bare.AsString(), "&{", "${")).WithMarks(marks))
}

// unknownElement stands for an element of which nothing is known.
func unknownElement(at hcl.Range) expression.Located {
	return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Condition, "")).Moved(at, at)
}

// principals makes the element Principal of its blocks.
func principals(eval *expression.Evaluator, l expression.Located) expression.Located {
	blocks, known := eval.Elements(l)
	if !known || l.IsOpen() {
		return unknownElement(l.At())
	}
	var names []string
	byType := map[string][]expression.Located{}
	places := map[string]hcl.Range{}
	for _, block := range blocks {
		kind, _ := eval.Member(block.Value, "type")
		identifiers, _ := eval.Member(block.Value, "identifiers")
		name, ok := plainText(eval, kind)
		items, known := eval.Elements(identifiers)
		if !ok || !known || identifiers.IsOpen() {
			return unknownElement(l.At())
		}
		if _, seen := places[name]; !seen {
			names = append(names, name)
			places[name] = identifiers.At()
		}
		for _, item := range items {
			byType[name] = append(byType[name], withVars(item.Value))
		}
	}
	if len(names) == 1 && names[0] == "*" && len(byType["*"]) == 1 {
		return byType["*"][0]
	}
	entries := make([]expression.Entry, len(names))
	for n, name := range names {
		identifiers := sortedTexts(byType[name])
		entry := expression.Tuple(identifiers...).With(func(p *expression.Place) { p.At = places[name] })
		if len(identifiers) == 1 {
			entry = identifiers[0]
		}
		entries[n] = expression.Entry{Key: name, KeyAt: places[name], Value: entry}
	}
	return expression.Object(entries...).With(func(p *expression.Place) { p.At, p.KeyAt = l.At(), l.At() })
}

// conditions makes the element Condition of its blocks.
func conditions(eval *expression.Evaluator, l expression.Located) expression.Located {
	blocks, known := eval.Elements(l)
	if !known || l.IsOpen() {
		return unknownElement(l.At())
	}
	var tests []string
	byTest := map[string][]expression.Entry{}
	places := map[string]hcl.Range{}
	for _, block := range blocks {
		test, _ := eval.Member(block.Value, "test")
		variable, _ := eval.Member(block.Value, "variable")
		values, _ := eval.Member(block.Value, "values")
		testName, testOK := plainText(eval, test)
		variableName, variableOK := plainText(eval, variable)
		if !testOK || !variableOK {
			return unknownElement(l.At())
		}
		if byTest[testName] == nil {
			tests = append(tests, testName)
			places[testName] = block.Value.At()
		}
		byTest[testName] = append(byTest[testName], expression.Entry{Key: variableName, KeyAt: variable.At(), Value: oneOrMany(eval, values, true, false)})
	}
	entries := make([]expression.Entry, len(tests))
	for n, test := range tests {
		inner := expression.Object(byTest[test]...).With(func(p *expression.Place) { p.At = places[test] })
		entries[n] = expression.Entry{Key: test, KeyAt: places[test], Value: inner}
	}
	return expression.Object(entries...).With(func(p *expression.Place) { p.At, p.KeyAt = l.At(), l.At() })
}

// plainText gives a text that is known and without symbols.
func plainText(eval *expression.Evaluator, l expression.Located) (string, bool) {
	bare, _ := l.Value().Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() || eval.IsOpaque(l.Value()) {
		return "", false
	}
	return bare.AsString(), true
}
