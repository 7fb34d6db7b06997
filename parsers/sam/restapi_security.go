package sam

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// setDefaultAuthorizer makes the methods that name no authorizer ask for the
// default one.
func (e *expander) setDefaultAuthorizer(of *item, d *document, authorizers []tree.Entry) {
	auth := of.get("Auth")
	place := keyPlace(auth, "DefaultAuthorizer")
	b := at(place)
	written := given(auth, "DefaultAuthorizer")
	name := e.decided(written)
	names := []string{iamAuthorizer}
	scopes := b.List()
	for _, authorizer := range authorizers {
		names = append(names, authorizer.Key)
		if own := given(authorizer.Value, "AuthorizationScopes"); authorizer.Key == text(name) && own != nil {
			scopes = own
		}
	}
	// A parameter without a value stands for itself: nobody knows then what the
	// methods ask for.
	requirement := written
	switch {
	case isText(name) && slices.Contains(names, name.Text):
		requirement = b.Map(b.Entry(name.Text, scopes))
	case isText(name):
		e.refuse(place, "the DefaultAuthorizer "+name.Text+" of "+of.id+" is not among its Authorizers")
		return
	case !e.undecided(written):
		e.refuse(place, "the DefaultAuthorizer of "+of.id+" must be the name of one of its Authorizers")
		return
	}
	preflight := e.preflight(auth, "AddDefaultAuthorizerToCorsPreflight", requirement)
	d.methods(func(method string, definition *tree.Node) {
		fallback := requirement
		if method == "options" {
			fallback = preflight
		}
		if fallback == nil {
			return
		}
		written, ok := e.requirements(of, definition)
		if !ok || !e.spend(len(names)+len(written)+scopes.Size(e.budget+1)) {
			return
		}
		if required := withDefault(written, names, fallback); len(required) > 0 {
			require(definition, required, fallback, place)
			e.addSignatureScheme(of, d, definition)
		}
	})
}

// withDefault gives the requirements of a method with those for authorizers
// last, the default if there are none.
func withDefault(written []*tree.Node, names []string, fallback *tree.Node) []*tree.Node {
	var others, authorizers []*tree.Node
	for _, requirement := range written {
		if hasKey(requirement, names...) {
			authorizers = append(authorizers, requirement)
		} else {
			others = append(others, requirement)
		}
	}
	none := slices.IndexFunc(others, func(requirement *tree.Node) bool { return hasKey(requirement, noAuthorizer) })
	switch {
	case none >= 0:
		return slices.Delete(others, none, none+1)
	case len(authorizers) > 0:
		return append(others, authorizers...)
	}
	return append(others, fallback)
}

// keyRequired and keyNotRequired are the names under which a method says
// whether it asks for an API key.
const (
	keyRequired    = "api_key"
	keyNotRequired = "api_key_false"
)

// setKeyRequired makes the methods ask for an API key that do not say
// otherwise.
func (e *expander) setKeyRequired(of *item, d *document) {
	auth := of.get("Auth")
	place := keyPlace(auth, "ApiKeyRequired")
	b := at(place)
	requirement := b.Map(b.Entry(keyRequired, b.List()))
	if written := given(auth, "ApiKeyRequired"); e.undecided(written) {
		requirement = written // nobody knows whether they do
	}
	preflight := e.preflight(auth, "AddApiKeyRequiredToCorsPreflight", requirement)
	d.methods(func(method string, definition *tree.Node) {
		fallback := requirement
		if method == "options" {
			fallback = preflight
		}
		written, ok := e.requirements(of, definition)
		if !ok || !e.spend(2+len(written)) {
			return
		}
		var keys, required []*tree.Node
		for _, one := range written {
			if hasKey(one, keyRequired, keyNotRequired) {
				keys = append(keys, one)
			} else {
				required = append(required, one)
			}
		}
		refused := func(one *tree.Node) bool { return hasKey(one, keyNotRequired) }
		if fallback != nil && !slices.ContainsFunc(keys, refused) {
			required = append(required, fallback)
		}
		if len(required) > 0 || len(written) > 0 {
			require(definition, required, fallback, place)
		}
	})
}

// requirements gives what the security of a method asks for; false where the
// transform would refuse it.
func (e *expander) requirements(of *item, definition *tree.Node) ([]*tree.Node, bool) {
	entry := definition.Entry("security")
	if entry == nil {
		return nil, true
	}
	single := func(n *tree.Node) bool { return n.Kind != tree.Mapping && !isIntrinsic(n) }
	if entry.Value.Kind != tree.Sequence || slices.ContainsFunc(entry.Value.Items, single) {
		e.refuse(entry.KeyAt, "the security of a method of "+of.id+" must be a list of mappings, so that Auth can add to it")
		return nil, false
	}
	return entry.Value.Items, true
}

// require sets what a method asks for. It stands at the place of what is added,
// or where it stood if that is not among it.
func require(definition *tree.Node, required []*tree.Node, added *tree.Node, place source.Range) {
	if entry := definition.Entry("security"); entry != nil && !slices.Contains(required, added) {
		place = entry.KeyAt
	}
	b := at(place)
	definition.Put(b.Entry("security", b.List(required...)))
}

// addSignatureScheme adds the scheme of signed requests if a method asks for
// them ahead of all else.
func (e *expander) addSignatureScheme(of *item, d *document, definition *tree.Node) {
	security := definition.Entry("security")
	if hasKey(security.Value.Items[0], iamAuthorizer) {
		e.addMissingScheme(of, d, iamScheme(at(security.KeyAt)))
	}
}

// hasKey reports whether a mapping has one of some keys.
func hasKey(n *tree.Node, keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return n.Entry(key) != nil })
}

// preflight gives what OPTIONS methods ask for: the same as all others unless
// a switch is off, nil then.
func (e *expander) preflight(auth *tree.Node, key string, requirement *tree.Node) *tree.Node {
	entry := auth.Entry(key)
	switch {
	case entry == nil:
		return requirement
	case e.undecided(entry.Value):
		return entry.Value
	case isSet(e.decided(entry.Value)):
		return requirement
	}
	return nil
}
