package tree

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// YAML reads a YAML document. Aliases and merge keys are expanded; a file with
// several documents is refused.
func YAML(file *source.File, limits source.Limits) (*Document, *source.Problem) {
	if tooDeep, ok := errors.AsType[*source.ReadError](prescan.YAML(file, limits)); ok {
		problem := tooDeep.Problem()
		return nil, &problem
	}
	decoder := yaml.NewDecoder(bytes.NewReader(file.Bytes))
	var parsed, second yaml.Node
	if err := decoder.Decode(&parsed); err != nil {
		if errors.Is(err, io.EOF) {
			err = errEmpty
		}
		return nil, refused(file, "YAML", err)
	}
	b := &yamlBuilder{
		document: &Document{File: file},
		lines:    newLines(file.Bytes),
		shared:   map[*yaml.Node]*Node{},
	}
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, refused(file, "YAML", err)
		}
		at := b.start(&second)
		return nil, &source.Problem{
			Kind:    source.Unsupported,
			At:      file.Range(at, at),
			Message: "a second document begins here; a template is one document",
		}
	}
	root := parsed.Content[0]
	if problem := b.measure(root, limits); problem != nil {
		return nil, problem
	}
	b.document.Root, _ = b.node(root)
	return b.document, b.problem
}

// yamlBuilder turns the parser's nodes into ours.
type yamlBuilder struct {
	document *Document
	lines    *lines
	shared   map[*yaml.Node]*Node // what aliases point at
	problem  *source.Problem      // the first thing that cannot be read
}

func (b *yamlBuilder) start(n *yaml.Node) int { return b.lines.at(n.Line, n.Column) }

// place gives the range of a node in the parser's words, as far as it is known
// before it is read.
func (b *yamlBuilder) place(n *yaml.Node) source.Range {
	at := b.start(n)
	return b.document.File.Range(at, at)
}

// node builds a node and gives the offset behind it.
func (b *yamlBuilder) node(n *yaml.Node) (*Node, int) {
	start := b.start(n)
	if n.Kind == yaml.AliasNode {
		// The target stands earlier in the document, so it is there already.
		return b.shared[n.Alias], start + len("*") + len(n.Value)
	}
	inner := properties(b.document.File.Bytes, start, n)
	built, end := b.content(n, inner)
	if isLocal(n.Tag) {
		built = &Node{Kind: Tagged, Text: n.Tag, Items: []*Node{built}, At: b.document.File.Range(start, end)}
	}
	if n.Anchor != "" {
		b.shared[n] = built
	}
	return built, end
}

// isLocal reports whether a tag is one of the document's own ("!Sub").
func isLocal(tag string) bool { return len(tag) > 1 && tag[0] == '!' && tag[1] != '!' }

func (b *yamlBuilder) content(n *yaml.Node, start int) (*Node, int) {
	src := b.document.File.Bytes
	built := &Node{start: start}
	end := start
	switch n.Kind {
	case yaml.MappingNode:
		built.Kind = Mapping
		end = b.mapping(n, built, end)
	case yaml.SequenceNode:
		built.Kind = Sequence
		built.Items = make([]*Node, len(n.Content))
		for i, item := range n.Content {
			built.Items[i], end = b.node(item)
		}
	default:
		built.style = styleOf(n)
		end = scalarEnd(src, start, built.style, n.Value)
		built.Kind, built.Text = scalar(n)
	}
	if n.Style&yaml.FlowStyle != 0 {
		end = closing(src, max(end, start+1))
	}
	// Odd but valid input ("&a: ") can make the start look later than it is.
	end = max(start, end)
	built.At = b.document.File.Range(start, end)
	return built, end
}

// mapping fills a mapping and gives the offset behind its last value.
func (b *yamlBuilder) mapping(n *yaml.Node, built *Node, end int) int {
	keys := entries{list: make([]Entry, 0, len(n.Content)/2)}
	var merged []*Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, keyEnd := b.node(n.Content[i])
		var value *Node
		value, end = b.node(n.Content[i+1])
		end = max(end, keyEnd)
		switch {
		case n.Content[i].Tag == "!!merge":
			merged = append(merged, value)
			continue
		case key.Kind > Bool:
			built.Kind = Opaque
			b.refuse(n.Content[i], "a key here is a mapping or a list; a placeholder such as {{ name }} has to be filled in first")
			continue
		}
		// A key is the text that it is written as, whatever else it might mean.
		entry := Entry{Key: keyText(n.Content[i]), KeyAt: key.At, Value: value}
		if at := keys.find(entry.Key); at >= 0 {
			b.document.Duplicates = append(b.document.Duplicates, keys.list[at].KeyAt)
			keys.list[at] = entry
			continue
		}
		keys.add(entry)
	}
	for _, from := range merged {
		b.merge(&keys, from, n)
	}
	built.Entries = keys.list
	return end
}

// keyText gives the text of a key that is a scalar, or an alias of one.
func keyText(n *yaml.Node) string {
	if n.Kind == yaml.AliasNode {
		return n.Alias.Value
	}
	return n.Value
}

// merge adds the keys of a "<<": what is written in the mapping itself counts
// more, and of several the first.
func (b *yamlBuilder) merge(keys *entries, from *Node, at *yaml.Node) {
	switch from.Kind {
	case Mapping:
		for _, entry := range from.Entries {
			if keys.find(entry.Key) < 0 {
				keys.add(entry)
			}
		}
	case Sequence:
		for _, item := range from.Items {
			if item.Kind == Sequence {
				b.refuse(at, "\"<<\" wants a mapping or a list of mappings")
				continue
			}
			b.merge(keys, item, at)
		}
	default:
		b.refuse(at, "\"<<\" wants a mapping or a list of mappings")
	}
}

// refuse notes something that is valid YAML and has no meaning here.
func (b *yamlBuilder) refuse(n *yaml.Node, message string) {
	if b.problem == nil {
		b.problem = &source.Problem{Kind: source.Unsupported, At: b.place(n), Message: message}
	}
}

func styleOf(n *yaml.Node) style {
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		return singleQuoted
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return doubleQuoted
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return block
	}
	return plain
}

// properties gives the offset of a node's content, behind its anchor and tag.
// A collection in block style begins with its first key or item.
func properties(src []byte, start int, n *yaml.Node) int {
	at := start
	for at < len(src) && (src[at] == '&' || src[at] == '!') {
		end := at
		for end < len(src) && !isBlank(src[end]) && (n.Style&yaml.FlowStyle == 0 || !isFlow(src[end])) {
			end++
		}
		at = end
		if n.Kind == yaml.ScalarNode && n.Value == "" && styleOf(n) == plain {
			continue // nothing follows
		}
		at = skipSpace(src, at)
	}
	return at
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func isFlow(c byte) bool {
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'
}

// skipSpace passes over white space and comments.
func skipSpace(src []byte, at int) int {
	for at < len(src) {
		switch {
		case isBlank(src[at]):
			at++
		case src[at] == '#':
			for at < len(src) && src[at] != '\n' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

// closing gives the offset behind the bracket that closes a flow collection
// whose last part ends at an offset.
func closing(src []byte, at int) int {
	for at = skipSpace(src, at); at < len(src); at = skipSpace(src, at+1) {
		if src[at] == '}' || src[at] == ']' {
			return at + 1
		}
	}
	return len(src)
}
