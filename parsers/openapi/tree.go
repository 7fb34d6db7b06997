package openapi

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// nodes gives the values of the nodes of a document.
type nodes struct {
	// draft says that other tools may fill in the document before it is
	// imported: what looks like a place for that is not known.
	draft bool
	// at is where everything stands; zero where the nodes know that.
	at source.Range
	// secret says that nothing of it may be shown.
	secret bool
}

func (n nodes) place(at source.Range) source.Range {
	if n.at.IsZero() {
		return at
	}
	return n.at
}

func (n nodes) value(node *tree.Node) value.Value {
	if node == nil {
		return value.Value{}
	}
	v := n.content(node)
	v.Sensitive = n.secret
	return v
}

func (n nodes) content(node *tree.Node) value.Value {
	at := n.place(node.At)
	switch node.Kind {
	case tree.Null:
		return value.Unset(at)
	case tree.Text:
		v := value.OfText(node.Text, at)
		if n.draft {
			v = withoutPlaceholders(v)
		}
		return v
	case tree.Number:
		return value.OfNumber(node.Text, at)
	case tree.Bool:
		return value.OfBool(node.Text == "true", at)
	case tree.Sequence:
		items := make([]value.Value, len(node.Items))
		for i, item := range node.Items {
			items[i] = n.value(item)
		}
		return value.OfList(items, false, at)
	case tree.Mapping:
		return n.mapping(node)
	case tree.Tagged, tree.Opaque:
	}
	return value.NotKnown(value.Unsupported, "", at)
}

// mapping gives the value of a mapping. A draft may be meant for a template,
// whose intrinsic functions say what is not known here.
func (n nodes) mapping(node *tree.Node) value.Value {
	entries := make([]value.Entry, 0, len(node.Entries))
	open := false
	for _, entry := range node.Entries {
		if n.draft && isIntrinsic(entry) {
			if len(node.Entries) == 1 {
				return value.NotKnown(value.Function, entry.Key, n.place(node.At))
			}
			open = true
			continue
		}
		if n.draft && placeholder.MatchString(entry.Key) {
			open = true
			continue
		}
		if v := n.value(entry.Value); !v.IsAbsent() {
			entries = append(entries, value.Entry{Key: entry.Key, KeyAt: n.place(entry.KeyAt), Value: v})
		}
	}
	return value.OfMap(entries, open, n.place(node.At))
}

func isIntrinsic(entry tree.Entry) bool {
	return strings.HasPrefix(entry.Key, "Fn::") || entry.Key == "Ref" && entry.Value.IsScalar()
}

// placeholder matches what the common ways to fill in a text replace. AWS's own
// variables and stage variables are for API Gateway to resolve.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}|\{\{.*?\}\}|<%.*?%>|%\{[^}]*\}`)

// withoutPlaceholders gives a text with holes for what is to be filled in.
func withoutPlaceholders(v value.Value) value.Value {
	text, _ := v.Text()
	if !strings.ContainsAny(text, "${%") {
		return v
	}
	var parts []value.Part
	end := 0
	for _, match := range placeholder.FindAllStringIndex(text, -1) {
		found := text[match[0]:match[1]]
		if strings.HasPrefix(found, "${stageVariables.") || variables[found] != "" {
			continue
		}
		parts = append(parts, value.Part{Literal: text[end:match[0]]}, value.Part{Reason: value.Variable})
		end = match[1]
	}
	if end == 0 {
		return v
	}
	return value.OfParts(append(parts, value.Part{Literal: text[end:]}), v.At)
}
