package cloudformation

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// attached adds to the properties of an API the document that they name as a
// local file, under the name of the property that holds one in the template.
func (r *resolver) attached(declared *declaration, attrs value.Value) value.Value {
	document := declared.attached
	if document == nil || !attrs.IsKnown() || !attrs.Get("Body").IsAbsent() {
		return attrs
	}
	body := value.Entry{Key: "Body", KeyAt: document.Root.At, Value: r.plain(document.Root)}
	return value.OfMap(append(slices.Clone(attrs.Entries()), body), attrs.Open(), attrs.At)
}

// attach reads the local file that holds the document of an API.
func (t *template) attach(declared *declaration) {
	switch declared.typ {
	case "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api":
	default:
		return
	}
	named, ok := local.Body(declared.body)
	if !ok {
		return
	}
	document, problem := t.library.open(directory(named.Named), named)
	if problem != nil {
		t.missing = append(t.missing, *problem)
	}
	if document == nil {
		return
	}
	declared.attached = document
	if !slices.Contains(t.document.Parts, document.File) {
		t.document.Parts = append(t.document.Parts, document.File)
	}
}

// plain gives the value of a node in a file that CloudFormation hands on as it
// is: functions in it are data.
func (r *resolver) plain(n *tree.Node) value.Value {
	if !r.t.step() {
		return value.NotKnown(value.Limit, "", n.At)
	}
	switch n.Kind {
	case tree.Null:
		return value.Unset(n.At)
	case tree.Text:
		return value.OfText(n.Text, n.At)
	case tree.Number:
		return value.OfNumber(n.Text, n.At)
	case tree.Bool:
		return value.OfBool(n.Text == "true", n.At)
	case tree.Sequence:
		items := make([]value.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = r.plain(item)
		}
		return value.OfList(items, false, n.At)
	case tree.Mapping:
		var entries []value.Entry
		for _, entry := range n.Entries {
			entries = append(entries, value.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: r.plain(entry.Value)})
		}
		return value.OfMap(entries, false, n.At)
	case tree.Tagged, tree.Opaque:
	}
	return value.NotKnown(value.Unsupported, "", n.At)
}
