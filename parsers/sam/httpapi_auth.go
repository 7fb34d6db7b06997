package sam

import (
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// httpAuthorizer is an authorizer of an HTTP API.
type httpAuthorizer struct {
	name string
	// at is the place of its key.
	at source.Range
	// scopes are what callers need where a route does not say so itself; nil if
	// nothing.
	scopes *tree.Node
	// scheme is the security scheme that a document has for it; nil if it is
	// not in view or the transform would refuse it.
	scheme *tree.Node
}

// addHTTPAuth adds the authorizers of an HTTP API to its document, and the
// default one to the operations that have none.
func (e *expander) addHTTPAuth(of *item, d *document) {
	auth := of.get("Auth")
	if !isSet(auth) {
		return
	}
	if !e.object(of, of.place("Auth"), auth, "Auth", "Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer") {
		// Nobody knows then what the callers of an operation face.
		d.root.Put(at(of.place("Auth")).Entry("security", auth))
		return
	}
	authorizers := e.httpAuthorizers(of)
	e.addSecuritySchemes(of, d, authorizers)
	e.setHTTPDefault(of, d, authorizers)
}

// httpAuthorizers gives the authorizers that an HTTP API has.
func (e *expander) httpAuthorizers(of *item) []httpAuthorizer {
	var found []httpAuthorizer
	auth := of.get("Auth")
	if enable := auth.Entry("EnableIamAuthorizer"); enable != nil && isTrue(enable.Value) && given(auth, "Authorizers", iamAuthorizer) == nil {
		found = append(found, httpAuthorizer{name: iamAuthorizer, at: enable.KeyAt, scheme: iamScheme(at(enable.KeyAt)).Value})
	}
	written := given(auth, "Authorizers")
	if !isSet(written) || !e.object(of, keyPlace(auth, "Authorizers"), written, "Auth.Authorizers") {
		return found
	}
	for _, entry := range written.Entries {
		found = append(found, httpAuthorizer{
			name: entry.Key, at: entry.KeyAt, scopes: given(entry.Value, "AuthorizationScopes"), scheme: e.httpScheme(of, entry),
		})
	}
	return found
}

// addSecuritySchemes adds authorizers to a document.
func (e *expander) addSecuritySchemes(of *item, d *document, authorizers []httpAuthorizer) {
	if len(authorizers) == 0 {
		return
	}
	b := at(of.place("Auth"))
	schemes := within(b, under(b, d.root, "components"), "securitySchemes")
	if schemes == nil {
		e.refuse(b.At, "the components of the document of "+of.id+" and their securitySchemes must be mappings, so that Auth can add to them")
		return
	}
	for _, a := range authorizers {
		if a.scheme != nil {
			schemes.Put(at(a.at).Entry(a.name, a.scheme))
		}
	}
}

// setHTTPDefault lets the callers of all operations that say nothing face the
// default authorizer.
func (e *expander) setHTTPDefault(of *item, d *document, authorizers []httpAuthorizer) {
	written := of.get("Auth", "DefaultAuthorizer")
	if !isSet(written) || isNoValue(written) {
		return
	}
	place := keyPlace(of.get("Auth"), "DefaultAuthorizer")
	for _, a := range authorizers {
		if isText(written) && a.name == written.Text {
			e.requireEverywhere(of, d, requirement(place, a.name, a.scopes))
			return
		}
	}
	if all := of.get("Auth", "Authorizers"); isText(written) && isFilled(all) {
		e.requireEverywhere(of, d, requirement(place, written.Text, all))
		return
	}
	e.refuse(place, "the DefaultAuthorizer of "+of.id+" must be the name of one of its Authorizers")
}

// requireEverywhere lets the callers of the operations of a document that call
// something face an authorizer, but for those that say otherwise and for
// OPTIONS, which asks what is allowed.
func (e *expander) requireEverywhere(of *item, d *document, required *tree.Node) {
	b := at(required.At)
	size := required.Size(e.budget + 1)
	for _, path := range d.paths.Entries {
		for _, item := range maps(path.Value) {
			for _, method := range item.Entries {
				if key := methodKey(method.Key); key == "parameters" || key == "options" {
					continue
				}
				e.checkMethod(of, path.Key, method)
				for _, operation := range integrated(method.Value) {
					if isSet(operation.Get("security")) {
						continue
					}
					if !e.spend(size) {
						return
					}
					operation.Put(b.Entry("security", b.List(required)))
				}
			}
		}
	}
}

// checkMethod says what the transform would refuse of a key of a path when it
// sets the default authorizer.
func (e *expander) checkMethod(of *item, path string, method tree.Entry) {
	where := " of the path " + path + " of " + of.id
	if methodKey(method.Key) != method.Key {
		e.refuse(method.KeyAt, method.Key+where+" must be written as "+methodKey(method.Key)+" for the DefaultAuthorizer to be set")
	}
	for _, definition := range alternatives(method.Value) {
		if definition.Kind != tree.Mapping && !isIntrinsic(definition) {
			e.refuse(method.KeyAt, method.Key+where+" must be a mapping for the DefaultAuthorizer to be set")
		}
	}
}

// requirement makes what the callers of an operation need: an authorizer with
// scopes, which may be nil.
func requirement(place source.Range, name string, scopes *tree.Node) *tree.Node {
	b := at(place)
	if scopes == nil {
		scopes = b.List()
	}
	return b.Map(b.Entry(name, scopes))
}

// permitHTTPAuthorizers lets an HTTP API call the functions of its authorizers
// that ask for it.
func (e *expander) permitHTTPAuthorizers(of *item) {
	written := of.get("Auth", "Authorizers")
	if !isMap(written) {
		return
	}
	for _, entry := range written.Entries {
		function := given(entry.Value, "FunctionArn")
		if !isSet(function) || !isTrue(given(entry.Value, "EnableFunctionDefaultPermissions")) {
			continue
		}
		if !isAlphanumeric(entry.Key) {
			e.refuse(entry.KeyAt, "the authorizer "+entry.Key+" of "+of.id+" needs a name of letters and digits, for its permission is named after it")
			continue
		}
		e.permitAuthorizer(of, of.id+entry.Key+"AuthorizerPermission", entry.KeyAt, function)
	}
}

// permitAuthorizer lets an API call the function of an authorizer.
func (e *expander) permitAuthorizer(of *item, id string, place source.Range, function *tree.Node) {
	b := at(place)
	e.permit(of, id, place, function, "${__ApiId__}/authorizers/*", b.Entry("__ApiId__", ref(b, of.id)))
}
