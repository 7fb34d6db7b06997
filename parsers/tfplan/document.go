package tfplan

import (
	"bytes"

	"github.com/tailscale/hujson"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// node is a value in the plan's JSON. The zero node stands for what is not
// there, and can be asked like any other.
type node struct{ v *hujson.Value }

// parse gives the JSON object in a file. Nothing is parsed that nests so deep
// that it would exhaust the parser's stack.
func parse(file *source.File, limits source.Limits) (node, error) {
	if err := prescan.JSON(file, limits); err != nil {
		return node{}, err
	}
	parsed, err := hujson.Parse(file.Bytes)
	if err != nil {
		return node{}, refused(file, "is not valid JSON; write it again with \"terraform show -json\"")
	}
	n := node{&parsed}
	if !parsed.IsStandard() || !n.isObject() {
		return node{}, refused(file, "is not a JSON object without comments and trailing commas; write it again with \"terraform show -json\"")
	}
	return n, nil
}

func refused(file *source.File, reason string) *source.ReadError {
	return &source.ReadError{Kind: source.Unreadable, Path: file.Path, Reason: reason}
}

// members gives the members of an object, nil of anything else.
func (n node) members() []hujson.ObjectMember {
	if n.v == nil {
		return nil
	}
	if object, ok := n.v.Value.(*hujson.Object); ok {
		return object.Members
	}
	return nil
}

// keys gives the names of the members of an object.
func (n node) keys() []string {
	members := n.members()
	keys := make([]string, len(members))
	for i := range members {
		keys[i] = textOf(members[i].Name)
	}
	return keys
}

// get gives the member of an object under a path of names; of several with one
// name the last, as decoders do.
func (n node) get(path ...string) node {
	for _, name := range path {
		members := n.members()
		n = node{}
		for i := len(members) - 1; i >= 0; i-- {
			if textOf(members[i].Name) == name {
				n = node{&members[i].Value}
				break
			}
		}
	}
	return n
}

// items gives the elements of an array, nil of anything else.
func (n node) items() []node {
	if n.v == nil {
		return nil
	}
	array, ok := n.v.Value.(*hujson.Array)
	if !ok {
		return nil
	}
	items := make([]node, len(array.Elements))
	for i := range array.Elements {
		items[i] = node{&array.Elements[i]}
	}
	return items
}

// texts gives the texts among the elements of an array.
func (n node) texts() []string {
	var texts []string
	for _, item := range n.items() {
		if text, ok := item.text(); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// literal gives a scalar or null, and the kind of its first byte.
func (n node) literal() (literal hujson.Literal, kind hujson.Kind) {
	if n.v == nil {
		return nil, 0
	}
	if literal, ok := n.v.Value.(hujson.Literal); ok {
		return literal, literal.Kind()
	}
	return nil, 0
}

// text gives a string.
func (n node) text() (string, bool) {
	literal, kind := n.literal()
	switch {
	case kind != '"':
		return "", false
	case bytes.IndexByte(literal, '\\') < 0: // most of them, and there are many
		return string(literal[1 : len(literal)-1]), true
	}
	return literal.String(), true
}

func (n node) isNull() bool { _, kind := n.literal(); return n.v == nil || kind == 'n' }
func (n node) isTrue() bool { _, kind := n.literal(); return kind == 't' }

func (n node) isObject() bool {
	if n.v == nil {
		return false
	}
	_, ok := n.v.Value.(*hujson.Object)
	return ok
}

func (n node) isArray() bool {
	if n.v == nil {
		return false
	}
	_, ok := n.v.Value.(*hujson.Array)
	return ok
}

// isEmpty reports whether the node is a text, list or map without content, which
// providers do not tell from nothing at all.
func (n node) isEmpty() bool {
	text, isText := n.text()
	if isText {
		return text == ""
	}
	return n.isArray() && len(n.items()) == 0 || n.isObject() && len(n.members()) == 0
}

// in gives the range of the node in the file.
func (n node) in(file *source.File) source.Range {
	if n.v == nil {
		return source.Range{File: file.Path}
	}
	return file.Range(n.v.StartOffset, n.v.EndOffset)
}

func textOf(v hujson.Value) string {
	text, _ := node{&v}.text()
	return text
}
