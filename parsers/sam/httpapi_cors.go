package sam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// httpCORSKey is where a document configures what other origins may do.
const httpCORSKey = "x-amazon-apigateway-cors"

// httpCORSProperties are the keys of a CorsConfiguration.
var httpCORSProperties = []string{"AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge"}

// corsKeyOf gives the key in a document of a key of a CorsConfiguration.
func corsKeyOf(property string) string { return strings.ToLower(property[:1]) + property[1:] }

// addHTTPCORS adds what other origins may do to a document. What is written
// there already stays if it is not replaced.
func (e *expander) addHTTPCORS(of *item, d *document) {
	written := of.get("CorsConfiguration")
	decided := e.decided(written)
	if !isSet(decided) {
		return
	}
	place := of.place("CorsConfiguration")
	cors := under(at(place), d.root, httpCORSKey)
	switch {
	case cors == nil:
		e.refuse(place, "the "+httpCORSKey+" of the document of "+of.id+" must be a mapping")
	case isTrue(decided):
		cors.Put(at(place).Entry("allowOrigins", at(place).List(at(decided.At).Text("*"))))
	case isIntrinsic(decided):
		e.mergeCORS(cors, decided)
	case !e.object(of, place, decided, "CorsConfiguration", httpCORSProperties...):
		d.root.Put(at(place).Entry(httpCORSKey, decided)) // nobody knows then what they may do
	default:
		e.setCORS(of, cors, decided)
	}
}

// setCORS sets the keys of a configuration that is in view.
func (e *expander) setCORS(of *item, cors, configuration *tree.Node) {
	if origins := e.decided(configuration.Get("AllowOrigins")); isIntrinsic(origins) {
		// The transform takes the function for the whole configuration.
		e.mergeCORS(cors, origins)
		return
	}
	for _, entry := range configuration.Entries {
		decided := e.decided(entry.Value)
		switch {
		case !slices.Contains(httpCORSProperties, entry.Key):
		case decided.Kind == tree.Null:
		case entry.Key == "AllowCredentials" && !isTrue(decided):
		case entry.Key != "MaxAge" && !isSet(decided):
		default:
			cors.Put(tree.Entry{Key: corsKeyOf(entry.Key), KeyAt: entry.KeyAt, Value: entry.Value})
		}
	}
	origins := e.decided(configuration.Get("AllowOrigins"))
	if isTrue(e.decided(configuration.Get("AllowCredentials"))) &&
		origins != nil && origins.Kind == tree.Sequence && len(origins.Items) == 1 && text(e.decided(origins.Items[0])) == "*" {
		e.refuse(of.place("CorsConfiguration"), "the CorsConfiguration of "+of.id+" can allow credentials only to origins that it names")
	}
}

// mergeCORS takes a function for the configuration, with its keys as they are in
// a document.
func (e *expander) mergeCORS(cors, function *tree.Node) {
	name, arg := intrinsic(function)
	cors.Put(at(function.At).Entry(name, e.withCORSKeys(arg)))
}

// withCORSKeys gives a node in which the keys of configurations are those of a
// document.
func (e *expander) withCORSKeys(n *tree.Node) *tree.Node {
	if n == nil || !e.spend(1) {
		return n
	}
	c := n.Own()
	for i, item := range c.Items {
		c.Items[i] = e.withCORSKeys(item)
	}
	for i, entry := range c.Entries {
		if slices.Contains(httpCORSProperties, entry.Key) {
			c.Entries[i].Key = corsKeyOf(entry.Key)
		}
		c.Entries[i].Value = e.withCORSKeys(entry.Value)
	}
	return c
}
