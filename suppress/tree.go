package suppress

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// inTree gives the directives in a file of YAML or JSON: a template, an OpenAPI
// document, Terraform's JSON syntax. There are none if it does not parse, which
// its parser reports.
func inTree(file *source.File, limits source.Limits) []Directive {
	document, _ := tree.Parse(file, limits)
	if document == nil || document.Root == nil || document.Root.Kind != tree.Mapping {
		return nil
	}
	r := treeReader{
		document: document,
		config:   source.IsTerraformFile(file.Path),
		entries:  map[int]int{}, items: map[int]int{}, seen: map[*tree.Node]bool{},
	}
	r.templates()
	r.walk(document.Root, file.Range(0, len(file.Bytes)))
	if path.Ext(file.Path) == ".json" {
		return r.directives
	}
	c := commented{file: file, thing: r.thing, comments: r.comments()}
	return slices.Concat(r.directives, c.directives())
}

// treeReader reads what stands in a tree, and notes where things begin and end.
type treeReader struct {
	document *tree.Document
	// config says that it is Terraform's JSON syntax.
	config     bool
	directives []Directive
	// entries and items are the offsets behind the keys with their values, and
	// behind the items of lists, by those at which they begin.
	entries, items map[int]int
	// opaque are the texts in which a "#" begins no comment.
	opaque []span
	seen   map[*tree.Node]bool
}

// templates reads the metadata of a template and of its resources.
func (r *treeReader) templates() {
	root := r.document.Root
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != tree.Mapping {
		return
	}
	file := r.document.File
	r.metadata(root, file.Range(0, len(file.Bytes)))
	for _, entry := range resources.Entries {
		r.metadata(entry.Value, whole(entry))
	}
}

func (r *treeReader) metadata(of *tree.Node, covers source.Range) {
	r.list(of.Get("Metadata").Get("gatelint").Get("ignore"), covers)
}

// whole is the place of a key with its value.
func whole(entry tree.Entry) source.Range {
	at := entry.KeyAt
	if at.End.Before(entry.Value.At.End) {
		at.End = entry.Value.At.End
	}
	return at
}

// walk reads what stands below a node. covers is the place of the key or item
// that the node is the value of.
func (r *treeReader) walk(n *tree.Node, covers source.Range) {
	if n == nil || r.seen[n] {
		return // an alias, which stands where its anchor does
	}
	r.seen[n] = true
	switch n.Kind {
	case tree.Text:
		r.note(n.At)
	case tree.Tagged:
		for _, item := range n.Items {
			r.walk(item, covers)
		}
	case tree.Sequence:
		for _, item := range n.Items {
			r.begin(r.items, item.At)
			r.walk(item, item.At)
		}
	case tree.Mapping, tree.Opaque:
		for _, entry := range n.Entries {
			r.note(entry.KeyAt)
			r.begin(r.entries, whole(entry))
			r.key(entry, covers)
			r.walk(entry.Value, whole(entry))
		}
	default:
	}
}

func (r *treeReader) begin(in map[int]int, at source.Range) {
	start := r.document.File.Offset(at.Start)
	in[start] = max(in[start], r.document.File.Offset(at.End))
}

// key reads a key that holds directives, which are about what it stands in.
func (r *treeReader) key(entry tree.Entry, covers source.Range) {
	switch {
	case entry.Key == "x-gatelint-ignore":
		r.list(entry.Value, covers)
	case entry.Key == "//" && r.config:
		for _, text := range listOf(entry.Value) {
			if text.Kind != tree.Text {
				continue
			}
			if d, ok := parse(text.Text, r.document.Spread(text).Range); ok {
				r.add(d, covers)
			}
		}
	}
}

// list reads a list of directives that are written as data.
func (r *treeReader) list(node *tree.Node, covers source.Range) {
	for _, item := range listOf(node) {
		r.add(written(item), covers)
	}
}

func (r *treeReader) add(d Directive, covers source.Range) {
	d.Covers = covers
	d.Subject = normal([]byte(r.document.File.Line(covers.Start.Line)))
	r.directives = append(r.directives, d)
}

// written reads one directive that is written as data: {rule, reason, expires}.
// The name of a rule alone is one without a reason.
func written(item *tree.Node) Directive {
	d := Directive{At: item.At}
	names := item
	if item.Kind == tree.Mapping {
		names = item.Get("rule")
		d.Reason = legible(normal([]byte(scalar(item.Get("reason")))))
		if expires := item.Get("expires"); expires != nil {
			d.Expires = expiry(scalar(expires), expires.At)
		}
	}
	for _, name := range listOf(names) {
		d.Names = append(d.Names, nameOf(strings.TrimSpace(scalar(name)), name.At))
	}
	return d
}

// scalar gives the text of a scalar, "" of anything else.
func scalar(n *tree.Node) string {
	if n.IsScalar() {
		return n.Text
	}
	return ""
}

// listOf gives the items of a list, or what stands in place of a list of one.
func listOf(n *tree.Node) []*tree.Node {
	switch {
	case n == nil || n.Kind == tree.Null:
		return nil
	case n.Kind == tree.Sequence:
		return n.Items
	}
	return []*tree.Node{n}
}

// note notes a text that holds a "#". Behind the header of a block scalar there
// may be a comment.
func (r *treeReader) note(at source.Range) {
	file := r.document.File
	text := span{file.Offset(at.Start), file.Offset(at.End)}
	content := file.Bytes[text.start:text.end]
	if !bytes.Contains(content, []byte("#")) {
		return
	}
	if content[0] == '|' || content[0] == '>' {
		text.start += max(0, bytes.IndexByte(content, '\n'))
	}
	r.opaque = append(r.opaque, text)
}

// thing gives the offset behind what begins at an offset: an item of a list
// where a dash stands there, else a key with its value.
func (r *treeReader) thing(start int) int {
	src := r.document.File.Bytes
	at := start
	for at+1 < len(src) && src[at] == '-' && (src[at+1] == ' ' || src[at+1] == '\t') {
		at += 1 + len(src[at+1:]) - len(bytes.TrimLeft(src[at+1:], " \t"))
		if end, ok := r.items[at]; ok {
			return end
		}
	}
	return max(at, r.entries[at], r.items[at])
}

// comments gives the comments of a YAML document.
func (r *treeReader) comments() []comment {
	slices.SortFunc(r.opaque, func(a, b span) int { return a.start - b.start })
	var list []comment
	file := r.document.File
	start, text := 0, 0
	for line := range bytes.Lines(file.Bytes) {
		end := start + len(bytes.TrimRight(line, "\r\n"))
		for i := start; i < end; i++ {
			if file.Bytes[i] != '#' || i > start && file.Bytes[i-1] != ' ' && file.Bytes[i-1] != '\t' {
				continue
			}
			for text < len(r.opaque) && r.opaque[text].end <= i {
				text++
			}
			if text < len(r.opaque) && r.opaque[text].start <= i {
				continue
			}
			list = append(list, comment{text: i + 1, textEnd: end, start: i, end: end})
			break
		}
		start += len(line)
	}
	return list
}
