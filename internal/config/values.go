package config

import (
	"encoding/json"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar gives a single value as the text that is written, and refuses all
// else, empty ones too.
func (r *reader) scalar(n *yaml.Node, what string) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode || isNull(n):
		r.refusef(n, "%s is %s; write a single value, or take the key out", what, kindOf(n))
	case strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		r.refusef(n, "%s has the tag %s, which means nothing here; take it out", what, n.Tag)
	case n.Value == "":
		r.refusef(n, "%s is empty; write a value, or take the key out", what)
	case len(n.Value) > maxText:
		r.refusef(n, "%s is longer than %d bytes", what, maxText)
	default:
		return n.Value, true
	}
	return "", false
}

// The most bytes of one value of the file, and items of one list or mapping.
const (
	maxText  = 1024
	maxItems = 1000
)

func (r *reader) text(n *yaml.Node, what string) Text {
	value, ok := r.scalar(n, what)
	if !ok {
		return Text{}
	}
	return Text{Value: value, At: r.at(n)}
}

// list hands each item of a list to read. A list has at least one.
func (r *reader) list(n *yaml.Node, what string, read func(item *yaml.Node)) {
	switch {
	case n.Kind != yaml.SequenceNode:
		r.refusef(n, "%s is %s; write a list, such as [a, b], or take the key out", what, kindOf(n))
	case len(n.Content) == 0:
		r.refusef(n, "%s is an empty list; take the key out", what)
	case len(n.Content) > maxItems:
		r.refusef(n, "%s has more than %d items", what, maxItems)
	default:
		for _, item := range n.Content {
			read(item)
		}
	}
}

// texts reads a list of single values.
func (r *reader) texts(n *yaml.Node, what string) []Text {
	var all []Text
	r.list(n, what, func(item *yaml.Node) {
		value, ok := r.scalar(item, "an item of "+what)
		if !ok {
			return
		}
		if slices.ContainsFunc(all, func(t Text) bool { return t.Value == value }) {
			r.refusef(item, "%s names %q twice; keep one", what, value)
			return
		}
		all = append(all, Text{Value: value, At: r.at(item)})
	})
	return all
}

// oneOf reads a value out of a few.
func (r *reader) oneOf(n *yaml.Node, what string, values []string) Text {
	value, ok := r.scalar(n, what)
	if !ok {
		return Text{}
	}
	if !slices.Contains(values, value) {
		r.refusef(n, "%s cannot be %q; %s", what, value, hint(value, values))
		return Text{}
	}
	return Text{Value: value, At: r.at(n)}
}

// pairs reads names with values.
func (r *reader) pairs(n *yaml.Node, what string, read func(n *yaml.Node, what string) (string, bool)) []Pair {
	var all []Pair
	r.mapping(n, what, func(key, value *yaml.Node) {
		if key.Value == "" || strings.Contains(key.Value, "=") {
			r.refusef(key, "%q cannot be a name in %s", key.Value, what)
			return
		}
		if text, ok := read(value, what+"."+key.Value); ok {
			all = append(all, Pair{Name: key.Value, Value: text, At: r.at(key)})
		}
	})
	return all
}

// expression gives a value as a Terraform variable takes it on the command
// line: a single value as it is written, a list or map as an expression.
func (r *reader) expression(n *yaml.Node, what string) (string, bool) {
	if n.Kind == yaml.ScalarNode {
		return r.scalarOrEmpty(n, what)
	}
	plain, ok := r.plain(n, what)
	if !ok {
		return "", false
	}
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(plain); err != nil {
		r.refusef(n, "%s cannot be written as an expression: %v", what, err)
		return "", false
	}
	// JSON is an expression of HCL but for what begins a template.
	return strings.TrimSpace(strings.NewReplacer("${", "$${", "%{", "%%{").Replace(text.String())), true
}

// scalarOrEmpty is scalar for values that may be the empty text.
func (r *reader) scalarOrEmpty(n *yaml.Node, what string) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Value == "" && !isNull(n) {
		return "", true
	}
	return r.scalar(n, what)
}

// plain gives lists, maps and single values as Go has them; numbers are what is
// written.
func (r *reader) plain(n *yaml.Node, what string) (any, bool) {
	switch n.Kind {
	case yaml.SequenceNode:
		items, whole := make([]any, len(n.Content)), true
		for i, item := range n.Content {
			value, ok := r.plain(item, "an item of "+what)
			items[i], whole = value, whole && ok
		}
		return items, whole
	case yaml.MappingNode:
		entries, before := map[string]any{}, len(r.errors)
		r.mapping(n, what, func(key, value *yaml.Node) {
			entries[key.Value], _ = r.plain(value, what+"."+key.Value)
		})
		return entries, len(r.errors) == before
	default:
		return r.plainScalar(n, what)
	}
}

func (r *reader) plainScalar(n *yaml.Node, what string) (any, bool) {
	text, ok := r.scalarOrEmpty(n, what)
	switch {
	case !ok:
		return nil, false
	case n.Tag == "!!bool":
		return strings.EqualFold(text, "true"), true
	case n.Tag == "!!int" && json.Valid([]byte(text)), n.Tag == "!!float" && json.Valid([]byte(text)):
		return json.Number(text), true
	}
	return text, true
}

// commaList gives a value as a CloudFormation parameter takes it: a text, with
// commas between the items of a list.
func (r *reader) commaList(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.SequenceNode {
		return r.scalarOrEmpty(n, what)
	}
	var items []string
	before := len(r.errors)
	r.list(n, what, func(item *yaml.Node) {
		text, ok := r.scalar(item, "an item of "+what)
		if ok && strings.Contains(text, ",") {
			r.refusef(item, "an item of %s has a comma in it, which would make it two", what)
		}
		items = append(items, text)
	})
	return strings.Join(items, ","), len(r.errors) == before
}
