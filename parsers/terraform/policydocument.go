package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/expression"
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
