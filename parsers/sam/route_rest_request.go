package sam

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restRouteRequest sets the model and the parameters of a route's request.
func (e *expander) restRouteRequest(r *route, d *document) {
	e.setRequestModel(r, d)
	e.setRequestParameters(r, d)
}

// setRequestModel sets the model that the body of a request must follow.
func (e *expander) setRequestModel(r *route, d *document) {
	written := given(r.properties, "RequestModel")
	if !isSet(written) || !e.object(r.api, keyPlace(r.properties, "RequestModel"), written, "RequestModel of the event "+r.id) {
		return
	}
	model := given(written, "Model")
	if !isSet(model) {
		return
	}
	b := at(keyPlace(written, "Model"))
	if !isText(model) || !isSet(r.api.get("Models", model.Text)) {
		e.refuse(b.At, "the Model of the event "+r.id+" must be the name of one of the Models of "+r.api.id)
		return
	}
	name := b.Text(strings.ToLower(model.Text))
	for _, operation := range d.operations(r.path.Text, r.method.Text) {
		required := moved(written, "Required", "required")
		if given(d.root, "swagger") != nil {
			e.addParameter(r, operation, b.Map(
				b.Entry("in", b.Text("body")),
				b.Entry("name", name),
				b.Entry("schema", b.Call("$ref", b.Text("#/definitions/"+name.Text))),
				required,
			))
			continue
		}
		schema := b.Map(b.Entry("schema", b.Call("$ref", b.Text("#/components/schemas/"+name.Text))))
		operation.Put(b.Entry("requestBody", b.Map(b.Entry("content", b.Map(b.Entry("application/json", schema))), required)))
	}
	e.setValidator(r, d, written)
}

// setValidator says whether a route's requests are checked.
func (e *expander) setValidator(r *route, d *document, written *tree.Node) {
	body, parameters := given(written, "ValidateBody"), given(written, "ValidateParameters")
	if body == nil && parameters == nil {
		return
	}
	for _, one := range []*tree.Node{body, parameters} {
		if one != nil && one.Kind != tree.Bool {
			e.refuse(one.At, "ValidateBody and ValidateParameters of the event "+r.id+" must be true or false")
			return
		}
	}
	b := at(keyPlace(written, "ValidateParameters"))
	if body != nil {
		b = at(keyPlace(written, "ValidateBody"))
	}
	name := "no-validation"
	switch {
	case isTrue(body) && isTrue(parameters):
		name = "body-and-params"
	case isTrue(body):
		name = "body-only"
	case isTrue(parameters):
		name = "params-only"
	}
	validators := under(b, d.root, "x-amazon-apigateway-request-validators")
	if validators == nil {
		e.refuse(b.At, "the request validators in the document of "+r.api.id+" must be a mapping, so that others can be added")
		return
	}
	if !isSet(validators.Get(name)) {
		validators.Put(b.Entry(name, b.Map(
			b.Entry("validateRequestBody", b.Bool(isTrue(body))),
			b.Entry("validateRequestParameters", b.Bool(isTrue(parameters))),
		)))
	}
	for _, operation := range d.operations(r.path.Text, r.method.Text) {
		operation.Put(b.Entry("x-amazon-apigateway-request-validator", b.Text(name)))
	}
}

var requestParameter = regexp.MustCompile(`^method\.request\.(querystring|path|header)\.(.+)$`)

// setRequestParameters adds the parameters of a route's request.
func (e *expander) setRequestParameters(r *route, d *document) {
	written := given(r.properties, "RequestParameters")
	if !isSet(written) {
		return
	}
	if written.Kind != tree.Sequence {
		e.refuse(keyPlace(r.properties, "RequestParameters"), "the RequestParameters of the event "+r.id+" must be a list")
		return
	}
	for _, one := range written.Items {
		name, settings := one, at(one.At).Map()
		if isMap(one) && len(one.Entries) > 0 {
			entry := one.Entries[0] // the transform takes no other
			name, settings = at(entry.KeyAt).Text(entry.Key), entry.Value
		}
		found := requestParameter.FindStringSubmatch(text(name))
		unknown := func(entry tree.Entry) bool { return entry.Key != "Required" && entry.Key != "Caching" }
		if !isText(name) || found == nil || !isMap(settings) || slices.ContainsFunc(settings.Entries, unknown) {
			e.refuse(one.At, "the RequestParameters of the event "+r.id+" must be of the form method.request.header.Name, "+
				"or such a name with Required and Caching")
			continue
		}
		e.setRequestParameter(r, d, name, settings, found[1], found[2])
	}
}

func (e *expander) setRequestParameter(r *route, d *document, name, settings *tree.Node, location, short string) {
	if location == "querystring" {
		location = "query"
	}
	b := at(name.At)
	required := b.Entry("required", b.Bool(false))
	if entry := settings.Entry("Required"); entry != nil {
		required = tree.Entry{Key: "required", KeyAt: entry.KeyAt, Value: entry.Value}
	}
	for _, operation := range d.operations(r.path.Text, r.method.Text) {
		e.addParameter(r, operation, b.Map(
			b.Entry("in", b.Text(location)),
			b.Entry("name", b.Text(short)),
			required,
			b.Entry("type", b.Text("string")),
		))
		integration := operation.Get(keyIntegration)
		if !isSet(settings.Get("Caching")) || !isMap(integration) {
			continue
		}
		if keys := integration.Get("cacheKeyParameters"); keys != nil && keys.Kind == tree.Sequence {
			keys.Items = append(keys.Items, name)
		} else {
			integration.Put(b.Entry("cacheKeyParameters", b.List(name)))
		}
	}
}

// addParameter adds a parameter to an operation of our own.
func (e *expander) addParameter(r *route, operation, parameter *tree.Node) {
	parameters := operation.Get("parameters")
	if parameters == nil {
		b := at(parameter.At)
		operation.Put(b.Entry("parameters", b.List(parameter)))
		return
	}
	if parameters.Kind != tree.Sequence {
		e.refuse(parameters.At, "the parameters of the method of the event "+r.id+" must be a list, so that others can be added")
		return
	}
	parameters.Items = append(parameters.Items, parameter)
}

// mergeRoute puts a route from a document of its own into the one that the
// API's author wrote, where it replaces what both say.
func (e *expander) mergeRoute(r *route, made *document) {
	d := e.documentOf(r.api)
	item := d.path(at(r.path.At), r.path.Text)
	// The transform leaves the method as it is written, even if that is "any".
	method := strings.ToLower(r.method.Text)
	written := item.Get(method)
	if !isMap(item) || written != nil && !isMap(written) {
		e.refuse(r.at, "the method "+r.method.Text+" of the path "+r.path.Text+" of "+r.api.id+" must be a mapping, so that the event "+r.id+" can be merged into it")
		return
	}
	b := at(r.at)
	if written == nil {
		written = b.Map()
		item.Put(b.Entry(method, written))
	}
	for _, entry := range made.paths.Get(r.path.Text).Get(methodKey(method)).Entries {
		written.Put(entry)
	}
}
