package openapi

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// verbs are the keys of a path item that are operations, with the methods that
// they become.
var verbs = map[string]string{
	"get": "GET", "put": "PUT", "post": "POST", "delete": "DELETE", "options": "OPTIONS", "head": "HEAD", "patch": "PATCH",
	"x-amazon-apigateway-any-method": "ANY",
}

// besides are the other keys of a path item.
var besides = map[string]bool{"summary": true, "description": true, "servers": true, "parameters": true}

// operation is one verb of one path.
type operation struct {
	path, method string
	// at is the key of the operation, body all that it holds.
	at   source.Range
	body value.Value
	// item is the path item around it.
	item value.Value
}

// defaultPath is the key under which SAM writes the default route of an HTTP API.
// The import warns that it does not begin with a slash, and takes it.
const defaultPath = "$default"

func (o operation) label() string { return o.method + " " + o.path }

// paths makes the methods or routes of all paths.
func (x *expansion) paths() {
	all := x.follow(x.root.Get("paths"))
	if all.IsAbsent() {
		return
	}
	x.incomplete(all, "the paths")
	for _, entry := range all.Entries() {
		if strings.HasPrefix(entry.Key, "/") || entry.Key == defaultPath && x.holder.protocol != rest {
			x.path(entry)
		}
	}
}

// path makes the methods or routes of one path.
func (x *expansion) path(entry value.Entry) {
	item := x.follow(entry.Value)
	x.incomplete(item, "the operations of "+entry.Key)
	for _, verb := range item.Entries() {
		method, ok := verbs[verb.Key]
		if !ok {
			if !besides[verb.Key] && !strings.HasPrefix(verb.Key, "x-") {
				x.open(verb.KeyAt, "what the import makes of "+verb.Key+" is not known")
			}
			continue
		}
		body := x.follow(verb.Value)
		if !body.IsKnown() || body.Kind() != value.Map {
			x.open(verb.KeyAt, "the operation "+method+" "+entry.Key+" is not known")
			continue
		}
		if !x.spend(verb.KeyAt) {
			return
		}
		o := operation{path: entry.Key, method: method, at: verb.KeyAt, body: body, item: item}
		if x.holder.protocol == rest {
			x.method(o)
		} else {
			x.route(o)
		}
	}
}

// node gives the reference to the path node of an operation, and makes the nodes
// on the way to it. What a slash at the end of a path becomes is not known.
func (x *expansion) node(o operation) value.Value {
	owner, isRef := x.owner.Ref()
	if !isRef || !x.baseKnown || len(o.path) > 1 && strings.HasSuffix(o.path, "/") {
		return value.NotKnown(value.Unsupported, "", o.at)
	}
	parent := value.OfRef(value.Ref{Address: owner.Address, Attr: "root_resource_id"}, o.at)
	segments := slices.Concat(x.base, segmentsOf(o.path))
	for i, segment := range segments {
		parent = x.nodeUnder(parent, "/"+strings.Join(segments[:i+1], "/"), segment, o.at)
	}
	return parent
}

func (x *expansion) nodeUnder(parent value.Value, path, segment string, at source.Range) value.Value {
	if x.nodes[path] {
		return value.OfRef(value.Ref{Address: x.api.Address + "#" + path, Attr: "id"}, at)
	}
	x.nodes[path] = true
	var attrs properties
	attrs.set("RestApiId", x.owner)
	attrs.set("ParentId", parent)
	attrs.set("PathPart", value.OfText(segment, at))
	return x.add("AWS::ApiGateway::Resource", path, at, at, attrs)
}
