package sam

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// route is an event of a function or a state machine by which a route of an API
// starts it.
type route struct {
	of *item // what is started
	id string
	// at is the place of the event's key, entry all of it.
	at         source.Range
	properties *tree.Node
	kind       *routeKind
	// apiID is the reference to the API as it is written, or one to the API
	// that nobody wrote.
	apiID *tree.Node
	api   *item
	// path and method are as they are written.
	path, method *tree.Node
}

// routeKind is what is different between the events of REST and of HTTP APIs.
type routeKind struct {
	event    string // the event's Type
	property string // the property that names the API
	api      string // the type of the API
	implicit string // the logical id of the API that nobody writes
	skeleton func(tree.Builder) *tree.Node
	// accepts says whether a document is one that routes are added to.
	accepts func(*tree.Node) bool
}

var (
	restRoutes = &routeKind{
		event: "Api", property: "RestApiId", api: typeAPI, implicit: "ServerlessRestApi",
		skeleton: func(b tree.Builder) *tree.Node { return skeleton(b, "swagger", "2.0") },
		accepts:  isDocument,
	}
	httpRoutes = &routeKind{
		event: "HttpApi", property: "ApiId", api: typeHTTPAPI, implicit: "ServerlessHttpApi",
		skeleton: func(b tree.Builder) *tree.Node { return skeleton(b, "openapi", "3.0.1") },
		accepts:  isOpenAPI,
	}
)

// readRoutes finds the events that make routes and the APIs that they belong
// to, among them those that nobody wrote, and gives each API its document.
func (e *expander) readRoutes() {
	for _, kind := range []*routeKind{restRoutes, httpRoutes} {
		written := len(e.items)
		for _, of := range e.items {
			if of.isServerless() && of.typ == kind.api {
				e.readDocument(of, kind)
			}
		}
		for _, of := range e.items[:written] {
			if of.typ == typeFunction || of.typ == typeStateMachine {
				e.readEvents(of, kind)
			}
		}
		for _, of := range e.items {
			if of.typ == kind.api && of.managed {
				e.addPathConditions(of)
			}
		}
	}
	// The transform takes the events of a function by their paths, "$default"
	// ahead of all others.
	for _, of := range e.items {
		slices.SortStableFunc(of.events, func(a, b *route) int { return strings.Compare(a.path.Text, b.path.Text) })
	}
}

// readDocument gives an API that writes none its document.
func (e *expander) readDocument(of *item, kind *routeKind) {
	if isSet(of.get("DefinitionBody")) || isSet(of.get("DefinitionUri")) {
		return
	}
	b := at(of.at)
	of.managed = true
	of.document = newDocument(kind.skeleton(b))
	of.properties.Put(b.Entry("DefinitionBody", of.document.root))
}

// readEvents reads the events of a resource that make routes of a kind.
func (e *expander) readEvents(of *item, kind *routeKind) {
	events := of.get("Events")
	if events == nil {
		return
	}
	if !isMap(events) {
		switch {
		case kind != restRoutes:
		case isFilled(events):
			e.hide(of, "Events", "its events are not in view", events)
		default:
			e.refuse(of.place("Events"), "the Events of "+of.id+" must be a mapping")
		}
		return
	}
	for _, entry := range events.Entries {
		if !e.isEvent(of, entry, kind) {
			continue
		}
		if r := e.readRoute(of, entry, kind); r != nil {
			of.events = append(of.events, r)
			r.api.routes = append(r.api.routes, r)
			r.register()
		}
	}
}

// isEvent reports whether an entry of the Events is an event of a kind. What may
// be one, or would be refused, is noted once.
func (e *expander) isEvent(of *item, entry tree.Entry, kind *routeKind) bool {
	typ := given(entry.Value, "Type")
	switch {
	case isText(typ):
		return typ.Text == kind.event
	case kind != restRoutes:
	case strings.HasPrefix(entry.Key, "Fn::"), isFilled(entry.Value):
		e.hide(of, "the event "+entry.Key, "a transform makes it that is not in view", entry.Value)
	default:
		e.refuse(entry.KeyAt, "the event "+entry.Key+" of "+of.id+" must be a mapping with a Type in plain text")
	}
	return false
}

// readRoute reads an event; nil if the transform would refuse it.
func (e *expander) readRoute(of *item, entry tree.Entry, kind *routeKind) *route {
	b := at(entry.KeyAt)
	r := &route{of: of, id: entry.Key, at: entry.KeyAt, kind: kind, properties: given(entry.Value, "Properties")}
	switch {
	case !isSet(r.properties) && kind == httpRoutes:
		r.properties = b.Map()
	case !isSet(r.properties):
		return r.refused(e, "the event "+r.id+" has no Path and no Method")
	case r.properties.Kind != tree.Mapping:
		return r.refused(e, "the Properties of the event "+r.id+" must be a mapping")
	}
	r.path, r.method = given(r.properties, "Path"), given(r.properties, "Method")
	if kind == httpRoutes && !isSet(r.path) && !isSet(r.method) {
		r.path, r.method = b.Text("$default"), b.Text(anyMethod)
	}
	if !isText(r.path) || !isText(r.method) {
		return r.refused(e, "the event "+r.id+" needs a Path and a Method, both plain text")
	}
	r.apiID = r.properties.Get(kind.property)
	if r.apiID == nil {
		r.apiID = ref(b, kind.implicit)
		r.api = e.implicitAPI(kind, entry.KeyAt)
		return r
	}
	id := refTarget(r.apiID)
	if id == "" {
		id = text(r.apiID)
	}
	if id == kind.implicit && e.item[id] == nil {
		e.implicitAPI(kind, entry.KeyAt)
	}
	r.api = e.item[id]
	switch {
	case r.api == nil && e.isUndeclared(refTarget(r.apiID)):
		// The template is a fragment, which others complete; that it is one follows
		// from the reference.
		e.hide(of, "the event "+r.id, "its API is not in this template", r.properties)
		return nil
	case r.api == nil, kind == restRoutes && r.api.typ == typeHTTPAPI:
		return r.refused(e, "the "+kind.property+" of the event "+r.id+" must refer to an "+kind.api+" of this template")
	}
	return r
}

// refused notes why an event is left out.
func (r *route) refused(e *expander, message string) *route {
	e.refuse(r.at, message)
	return nil
}

// implicitAPI gives the API of the events that name none. It stands where its
// properties do, in the globals; at the event where there are none.
func (e *expander) implicitAPI(kind *routeKind, place source.Range) *item {
	if of := e.item[kind.implicit]; of != nil && of.implicit {
		return of
	}
	if globals := given(e.root, "Globals").Entry(kind.api[len(prefix):]); globals != nil {
		place = globals.KeyAt
	}
	b := at(place)
	of := &item{id: kind.implicit, at: place, typ: kind.api, implicit: true, managed: true, properties: b.Map()}
	of.document = newDocument(kind.skeleton(b))
	if kind == restRoutes {
		of.properties.Put(b.Entry("StageName", b.Text("Prod")))
	}
	of.properties.Put(b.Entry("DefinitionBody", of.document.root))
	if written := e.item[of.id]; written == nil {
		e.items = append(e.items, of)
	} else {
		// One that is written under this name is replaced by it.
		*written = *of
		of = written
	}
	e.item[of.id] = of
	return of
}

// register adds the path and the method of a route to a document that SAM
// makes, still without what they do.
func (r *route) register() {
	if r.api.document == nil || !r.api.managed || !r.kind.accepts(r.api.document.root) {
		return
	}
	item := r.api.document.path(at(r.path.At), r.path.Text)
	if key := methodKey(r.method.Text); item.Get(key) == nil {
		item.Put(at(r.at).Entry(key, at(r.at).Map()))
	}
}

var pathParameter = regexp.MustCompile(`\{(?:[a-zA-Z0-9._-]+\+?)\}`)

// starred gives a path with stars for its parameters, as it stands in an ARN.
func starred(path string) string { return pathParameter.ReplaceAllString(path, "*") }

// withoutSlash gives a path without the slash at its end.
func withoutSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
