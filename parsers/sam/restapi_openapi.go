package sam

// setOpenAPIVersions makes the documents of our own OpenAPI 3 where their APIs
// ask for it, before anything is written into them.
func (e *expander) setOpenAPIVersions() {
	for _, of := range e.items {
		if of.typ != typeAPI || !of.managed {
			continue
		}
		if version := of.get("OpenApiVersion"); isVersion3(version) {
			b := at(of.place("OpenApiVersion"))
			of.document.root.Put(b.Entry("openapi", b.Text(version.Text)))
			of.document.root.Delete("swagger")
		}
	}
}

// moves are the keys of Swagger 2 that OpenAPI 3 has under components.
var moves = []struct{ from, to string }{
	{"securityDefinitions", "securitySchemes"},
	{"definitions", "schemas"},
}

// asOpenAPI3 moves what OpenAPI 3 has in other places than Swagger 2. The
// transform does it after each step that adds such things, and so wraps the
// headers of OPTIONS methods into a schema each time. What version the document
// says counts for more than an OpenApiVersion.
func (e *expander) asOpenAPI3(of *item, d *document) {
	if given(d.root, "swagger") != nil {
		return
	}
	for _, move := range moves {
		from := moved(d.root, move.from, move.to)
		if !isSet(from.Value) {
			continue
		}
		components := under(at(from.KeyAt), d.root, "components")
		if components == nil {
			e.refuse(from.KeyAt, "the components in the document of "+of.id+" must be a mapping, so that others can be added")
			continue
		}
		components.Put(from)
		d.root.Delete(move.from)
	}
	for _, path := range d.paths.Entries {
		options := path.Value.Get("options")
		if !isMap(path.Value) || !isMap(options) {
			continue
		}
		options.Delete("produces")
		options.Delete("consumes")
		headers := given(options, "responses", "200", "headers")
		if !isMap(headers) || !e.spend(len(headers.Entries)) {
			continue
		}
		for i, header := range headers.Entries {
			b := at(header.KeyAt)
			headers.Entries[i].Value = b.Map(b.Entry("schema", header.Value))
		}
	}
}
