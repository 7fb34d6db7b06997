package sam

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// Keys of API Gateway's own in an OpenAPI document.
const (
	keyIntegration = "x-amazon-apigateway-integration"
	anyMethod      = "x-amazon-apigateway-any-method"
)

// document is an OpenAPI document that the transform writes into. All of it is
// our own, so that it may be changed.
type document struct {
	root, paths *tree.Node
	index       map[string]*tree.Node // paths by name
	policy      *resourcePolicy       // nil until something is added to it
}

// newDocument takes a mapping of our own for a document; nil if it is no
// document that the transform would write into.
func newDocument(root *tree.Node) *document {
	if !isDocument(root) {
		return nil
	}
	d := &document{root: root, paths: root.Get("paths"), index: map[string]*tree.Node{}}
	for _, entry := range d.paths.Entries {
		d.index[entry.Key] = entry.Value
	}
	return d
}

// isDocument reports whether a node is a Swagger 2 or OpenAPI 3 document whose
// paths are in view.
func isDocument(n *tree.Node) bool {
	return isMap(n) && isMap(n.Get("paths")) &&
		(isSet(n.Get("swagger")) || isVersion3(n.Get("openapi")))
}

// isOpenAPI reports whether a node is an OpenAPI 3 document, the only kind that
// an HTTP API takes.
func isOpenAPI(n *tree.Node) bool { return isDocument(n) && isVersion3(n.Get("openapi")) }

var version3 = regexp.MustCompile(`^3\.\d(\.\d)?$`)

func isVersion3(n *tree.Node) bool { return version3.MatchString(text(n)) }

// skeleton makes a document without paths.
func skeleton(b tree.Builder, version, number string) *tree.Node {
	return b.Map(
		b.Entry(version, b.Text(number)),
		b.Entry("info", b.Map(b.Entry("version", b.Text("1.0")), b.Entry("title", ref(b, "AWS::StackName")))),
		b.Entry("paths", b.Map()),
	)
}

// methodKey gives the key of a method in a path's mapping.
func methodKey(method string) string {
	method = strings.ToLower(method)
	if method == "any" {
		return anyMethod
	}
	return method
}

// path gives the mapping of a path, made if there is none. b stands where the
// path was written.
func (d *document) path(b tree.Builder, name string) *tree.Node {
	if d.index[name] == nil {
		d.setPath(b.Entry(name, b.Map()))
	}
	return d.index[name]
}

// setPath sets what is under a path.
func (d *document) setPath(entry tree.Entry) {
	if d.index[entry.Key] == nil {
		d.paths.Entries = append(d.paths.Entries, entry)
	} else {
		d.paths.Put(entry)
	}
	d.index[entry.Key] = entry.Value
}

// pathItems gives the mappings that a path may have: one, or two behind an
// Fn::If.
func (d *document) pathItems(name string) []*tree.Node { return maps(d.index[name]) }

// maps gives the mappings that a node may turn out to be.
func maps(n *tree.Node) []*tree.Node {
	var found []*tree.Node
	for _, item := range alternatives(n) {
		if isMap(item) {
			found = append(found, item)
		}
	}
	return found
}

// operations gives the definitions of a method of a path that have an
// integration.
func (d *document) operations(path, method string) []*tree.Node {
	var found []*tree.Node
	for _, item := range d.pathItems(path) {
		found = append(found, integrated(item.Get(methodKey(method)))...)
	}
	return found
}

// integrated gives the definitions behind a method's key that have an
// integration.
func integrated(n *tree.Node) []*tree.Node {
	var found []*tree.Node
	for _, definition := range maps(n) {
		if isSet(definition.Get(keyIntegration)) {
			found = append(found, definition)
		}
	}
	return found
}

// methods visits the definitions of all methods that have an integration.
func (d *document) methods(visit func(method string, definition *tree.Node)) {
	for _, path := range d.paths.Entries {
		for _, item := range maps(path.Value) {
			for _, entry := range item.Entries {
				for _, definition := range integrated(entry.Value) {
					visit(methodKey(entry.Key), definition)
				}
			}
		}
	}
}

// has reports whether a method of a path has an integration, in every case
// that the path has.
func (d *document) has(path, method string) bool {
	items := d.pathItems(path)
	for _, item := range items {
		if len(integrated(item.Get(methodKey(method)))) == 0 {
			return false
		}
	}
	return len(items) > 0
}

// under gives the mapping under a key of a mapping of our own, made if there is
// none that is set; nil if something else is there.
func under(b tree.Builder, n *tree.Node, key string) *tree.Node {
	found := n.Get(key)
	if !isSet(found) {
		found = b.Map()
		n.Put(b.Entry(key, found))
	}
	if found.Kind != tree.Mapping {
		return nil
	}
	return found
}

// putAll sets many keys of a mapping of our own.
func putAll(n *tree.Node, entries []tree.Entry) {
	index := make(map[string]int, len(n.Entries)+len(entries))
	for i, entry := range n.Entries {
		index[entry.Key] = i
	}
	for _, entry := range entries {
		if i, there := index[entry.Key]; there {
			n.Entries[i] = entry
			continue
		}
		index[entry.Key] = len(n.Entries)
		n.Entries = append(n.Entries, entry)
	}
}
