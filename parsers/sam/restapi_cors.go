package sam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// cors is what the OPTIONS methods of a REST API answer with.
type cors struct {
	b                                tree.Builder
	origin, headers, methods, maxAge *tree.Node
	credentials                      bool
}

// addCORS adds the OPTIONS methods of a REST API, one for each path that has
// none.
func (e *expander) addCORS(of *item, d *document) {
	written := of.get("Cors")
	if !isSet(written) {
		return
	}
	c := e.readCORS(of, written)
	if c == nil {
		return
	}
	seen := map[string]bool{}
	for _, path := range d.paths.Entries {
		name := path.Key
		if name != "/" {
			name = strings.TrimRight(name, "/")
		}
		if seen[name] || strings.HasPrefix(name, "Fn::") {
			continue
		}
		seen[name] = true
		methods := c.methods
		for _, item := range d.pathItems(path.Key) {
			if item.Entry("options") != nil {
				continue
			}
			if !isSet(methods) {
				// Behind an Fn::If both cases answer with the methods of the first.
				methods = c.b.Text(allowedMethods(item))
			}
			operation := c.operation(methods)
			if !e.spend(operation.Size(e.budget + 1)) {
				return
			}
			item.Put(c.b.Entry("options", operation))
		}
	}
}

// readCORS reads the Cors of a REST API, nil if there is nothing to go by.
func (e *expander) readCORS(of *item, written *tree.Node) *cors {
	place := of.place("Cors")
	c := &cors{b: at(place)}
	if given(written, "Fn::Transform") == nil && (isText(written) || isIntrinsic(written)) {
		c.origin = written
		return c
	}
	if !e.object(of, place, written, "Cors", "AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials") {
		return nil
	}
	c.origin = c.b.Text("'*'")
	if entry := written.Entry("AllowOrigin"); entry != nil {
		c.origin = entry.Value
		if !isSet(c.origin) {
			e.refuse(entry.KeyAt, "the AllowOrigin of "+of.id+" must not be empty")
			return nil
		}
	}
	c.headers, c.methods, c.maxAge = given(written, "AllowHeaders"), given(written, "AllowMethods"), given(written, "MaxAge")
	c.credentials = isTrue(given(written, "AllowCredentials"))
	if c.credentials && text(c.origin) == "'*'" {
		e.refuse(keyPlace(written, "AllowCredentials"), "the AllowCredentials of "+of.id+" can be true only with an AllowOrigin other than \"'*'\"")
	}
	return c
}

// allMethods are those that a method for ANY answers.
var allMethods = []string{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}

// allowedMethods gives the methods of a path as the value of a header.
func allowedMethods(item *tree.Node) string {
	names := allMethods
	if item.Entry(anyMethod) == nil {
		names = []string{"OPTIONS"}
		for _, entry := range item.Entries {
			names = append(names, strings.ToUpper(entry.Key))
		}
		slices.Sort(names)
	}
	return "'" + strings.Join(slices.Compact(names), ",") + "'"
}

// operation gives an OPTIONS method.
func (c *cors) operation(methods *tree.Node) *tree.Node {
	b := c.b
	headers, parameters := b.Map(), b.Map()
	add := func(name, kind string, value *tree.Node) {
		headers.Put(b.Entry(name, b.Map(b.Entry("type", b.Text(kind)))))
		parameters.Put(b.Entry("method.response.header."+name, value))
	}
	add("Access-Control-Allow-Origin", "string", c.origin)
	if isSet(c.headers) {
		add("Access-Control-Allow-Headers", "string", c.headers)
	}
	add("Access-Control-Allow-Methods", "string", methods)
	if c.maxAge != nil {
		add("Access-Control-Max-Age", "integer", c.maxAge)
	}
	if c.credentials {
		add("Access-Control-Allow-Credentials", "string", b.Text("'true'"))
	}
	json := func(text string) *tree.Node { return b.Map(b.Entry("application/json", b.Text(text))) }
	return b.Map(
		b.Entry("summary", b.Text("CORS support")),
		b.Entry("consumes", b.List(b.Text("application/json"))),
		b.Entry("produces", b.List(b.Text("application/json"))),
		b.Entry(keyIntegration, b.Map(
			b.Entry("type", b.Text("mock")),
			b.Entry("requestTemplates", json("{\n  \"statusCode\" : 200\n}\n")),
			b.Entry("responses", b.Map(b.Entry("default", b.Map(
				b.Entry("statusCode", b.Text("200")),
				b.Entry("responseParameters", parameters),
				b.Entry("responseTemplates", json("{}\n")),
			)))),
		)),
		b.Entry("responses", b.Map(b.Entry("200", b.Map(
			b.Entry("description", b.Text("Default response for CORS method")),
			b.Entry("headers", headers),
		)))),
	)
}
