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

// policyDocument gives the text of a data source aws_iam_policy_document, with
// the document as the structure that it encodes.
func policyDocument(i *instance) (expression.Located, bool) {
	return i.scope.once(i.local+".document", header(i.block.Block), func() expression.Located {
		return i.readPolicyDocument().located(i.scope.run.eval, header(i.block.Block))
	}), true
}

// document is an IAM policy document in the making.
type document struct {
	version, id expression.Located // the zero Located where there is none
	statements  []statement
	// open says that there may be further statements.
	open bool
	// at is where the statements stand, if anywhere.
	at hcl.Range
}

// statement is one statement: its elements in the order that AWS writes them.
type statement struct {
	sid    string
	hasSid bool // or may have one that is not known
	fields []field
	at     hcl.Range
}

// field is one element of a statement.
type field struct {
	name  string
	value expression.Located
}

// readPolicyDocument evaluates the data source: what it is based on, what it
// says itself, and what overrides it.
func (i *instance) readPolicyDocument() *document {
	doc := &document{}
	i.mergeDocuments(doc, "source_policy_documents")
	doc.merge(i.ownDocument())
	i.mergeDocuments(doc, "override_policy_documents")
	return doc
}

// mergeDocuments merges the documents of an argument into one.
func (i *instance) mergeDocuments(doc *document, argument string) {
	attr := i.block.Body.Attributes[argument]
	if attr == nil {
		return
	}
	eval := i.scope.run.eval
	l := i.written(attr)
	if v := l.Value(); v.IsNull() {
		return
	}
	elements, known := eval.Elements(l)
	if !known {
		doc.mergeUnknown()
		return
	}
	for _, element := range elements {
		if v := element.Value.Value(); v.IsNull() || v.RawEquals(cty.StringVal("")) {
			continue
		}
		inner := eval.Inner(element.Value)
		if inner == nil {
			doc.mergeUnknown()
			continue
		}
		doc.merge(documentOf(eval, *inner))
	}
}

// merge adds the statements of another document; one with the same Sid takes
// the place of the earlier one.
func (d *document) merge(other *document) {
	if other.id.IsSet() {
		d.id = other.id
	}
	if other.version.IsSet() && (!d.version.IsSet() || !isEarlier(other.version, d.version)) {
		d.version = other.version
	}
	if other.at.Filename != "" {
		d.at = other.at
	}
	d.open = d.open || other.open
	for _, s := range other.statements {
		replaced := false
		for n, old := range d.statements {
			if s.sid != "" && old.sid == s.sid {
				d.statements[n], replaced = s, true
				break
			}
		}
		if !replaced {
			d.statements = append(d.statements, s)
		}
	}
}

// mergeUnknown merges a document of which nothing is known: it may add
// statements, and replace those that have a Sid.
func (d *document) mergeUnknown() {
	d.open = true
	kept := d.statements[:0:0]
	for _, s := range d.statements {
		if !s.hasSid {
			kept = append(kept, s)
		}
	}
	d.statements = kept
}

// isEarlier compares two versions that are known.
func isEarlier(a, b expression.Located) bool {
	bareA, _ := a.Value().Unmark()
	bareB, _ := b.Value().Unmark()
	return bareA.Type() == cty.String && bareB.Type() == cty.String && bareA.IsKnown() && bareB.IsKnown() && bareA.AsString() < bareB.AsString()
}

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
		if !ok || !known {
			return unknownElement(l.At())
		}
		if byType[name] == nil {
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
		entry := identifiers[0]
		if len(identifiers) > 1 {
			entry = expression.Tuple(identifiers...).With(func(p *expression.Place) { p.At = places[name] })
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
