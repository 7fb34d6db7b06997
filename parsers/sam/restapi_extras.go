package sam

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// gatewayParameters are the parts of a gateway response that are set from
// something else, with what names them in the document.
var gatewayParameters = []struct{ property, prefix string }{
	{"Headers", "gatewayresponse.header."},
	{"Paths", "gatewayresponse.path."},
	{"QueryStrings", "gatewayresponse.querystring."},
}

var statusCode = regexp.MustCompile(`^[0-9]{1,3}$`)

// addGatewayResponses adds the gateway responses of a REST API.
func (e *expander) addGatewayResponses(of *item, d *document) {
	written := of.get("GatewayResponses")
	if !isSet(written) || !e.object(of, of.place("GatewayResponses"), written, "GatewayResponses") {
		return
	}
	responses := under(at(of.place("GatewayResponses")), d.root, "x-amazon-apigateway-gateway-responses")
	if responses == nil {
		e.refuse(of.place("GatewayResponses"), "the gateway responses in the document of "+of.id+" must be a mapping, so that others can be added")
		return
	}
	var added []tree.Entry
	for _, entry := range written.Entries {
		what := "the gateway response " + entry.Key
		if e.object(of, entry.KeyAt, entry.Value, what, "ResponseParameters", "ResponseTemplates", "StatusCode") {
			added = append(added, tree.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: e.gatewayResponse(of, entry, what)})
		}
	}
	putAll(responses, added)
}

func (e *expander) gatewayResponse(of *item, entry tree.Entry, what string) *tree.Node {
	b := at(entry.KeyAt)
	var parameters []tree.Entry
	if written := given(entry.Value, "ResponseParameters"); isSet(written) &&
		e.object(of, keyPlace(entry.Value, "ResponseParameters"), written, "ResponseParameters of "+what, "Headers", "Paths", "QueryStrings") {
		for _, kind := range gatewayParameters {
			values := written.Entry(kind.property)
			if values == nil || !e.object(of, values.KeyAt, values.Value, kind.property+" of "+what) {
				continue
			}
			for _, value := range values.Value.Entries {
				parameters = append(parameters, tree.Entry{Key: kind.prefix + value.Key, KeyAt: value.KeyAt, Value: value.Value})
			}
		}
	}
	templates := moved(entry.Value, "ResponseTemplates", "responseTemplates")
	if !isSet(templates.Value) {
		templates = b.Entry(templates.Key, b.Map())
	}
	code := moved(entry.Value, "StatusCode", "statusCode")
	if isSet(code.Value) && !statusCode.MatchString(text(code.Value)) {
		e.refuse(code.KeyAt, "the StatusCode of "+what+" of "+of.id+" must be a number of up to three digits")
	}
	if code.Value.IsScalar() {
		code.Value = at(code.Value.At).Text(code.Value.Text)
	}
	return b.Map(b.Entry("responseParameters", b.Map(parameters...)), templates, code)
}

// addBinaryMediaTypes adds the binary media types of a REST API, in which "~1"
// stands for a slash.
func (e *expander) addBinaryMediaTypes(of *item, d *document) {
	written := of.get("BinaryMediaTypes")
	if !isSet(written) {
		return
	}
	b := at(of.place("BinaryMediaTypes"))
	d.root.Put(b.Entry("x-amazon-apigateway-binary-media-types", e.unescaped(written)))
}

// unescaped gives a node with slashes in its texts.
func (e *expander) unescaped(n *tree.Node) *tree.Node {
	const slash = "~1"
	if value := e.decided(n); isText(value) && strings.Contains(value.Text, slash) {
		return at(n.At).Text(strings.ReplaceAll(value.Text, slash, "/"))
	}
	if !e.spend(1) {
		return n
	}
	c := n.Own()
	for i, item := range c.Items {
		c.Items[i] = e.unescaped(item)
	}
	for i, entry := range c.Entries {
		c.Entries[i].Value = e.unescaped(entry.Value)
	}
	return c
}

// addModels adds the models of a REST API, under names in lower case.
func (e *expander) addModels(of *item, d *document) {
	written := of.get("Models")
	if !isSet(written) || !e.object(of, of.place("Models"), written, "Models") {
		return
	}
	definitions := under(at(of.place("Models")), d.root, "definitions")
	if definitions == nil {
		e.refuse(of.place("Models"), "the definitions in the document of "+of.id+" must be a mapping, so that Models can be added")
		return
	}
	var added []tree.Entry
	for _, entry := range written.Entries {
		if !e.object(of, entry.KeyAt, entry.Value, "the model "+entry.Key) {
			continue
		}
		if !isSet(given(entry.Value, "type")) {
			e.refuse(entry.KeyAt, "the model "+entry.Key+" of "+of.id+" needs a type")
		}
		added = append(added, tree.Entry{Key: strings.ToLower(entry.Key), KeyAt: entry.KeyAt, Value: entry.Value})
	}
	putAll(definitions, added)
	e.asOpenAPI3(of, d)
}

// addEndpointExtension says whether a REST API has its own host name.
func (e *expander) addEndpointExtension(of *item, d *document) {
	switched := moved(of.properties, "DisableExecuteApiEndpoint", "disableExecuteApiEndpoint")
	if switched.Value == nil {
		return
	}
	b := at(switched.KeyAt)
	holders := []*tree.Node{d.root}
	if isVersion3(d.root.Get("openapi")) {
		servers := d.root.Get("servers")
		if servers == nil {
			servers = b.List(b.Map())
			d.root.Put(b.Entry("servers", servers))
		}
		holders = servers.Items
	}
	for _, holder := range holders {
		var extension *tree.Node
		if isMap(holder) {
			extension = under(b, holder, "x-amazon-apigateway-endpoint-configuration")
		}
		if extension == nil {
			e.refuse(b.At, "the document of "+of.id+" has no mapping into which DisableExecuteApiEndpoint can be written")
			continue
		}
		extension.Put(switched)
	}
}
