package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// setHTTPRouteAuth sets which authorizer the callers of a route face, and the
// scopes that they need.
func (e *expander) setHTTPRouteAuth(r *route, auth *tree.Node, operations []*tree.Node) {
	required := auth // where it is not in view, nobody knows what callers face
	if e.object(r.of, keyPlace(r.properties, "Auth"), auth, "Auth of the event "+r.id) {
		if required = e.httpRequirement(r, auth); required == nil {
			return
		}
	}
	for _, operation := range operations {
		security := operation.Get("security")
		if security == nil {
			security = at(required.At).List()
			operation.Put(at(required.At).Entry("security", security))
		}
		if security.Kind != tree.Sequence {
			e.refuse(security.At, "the security of "+r.path.Text+" must be a list, for the event "+r.id+" adds to it")
			return
		}
		if !e.spend(required.Size(e.budget + 1)) {
			return
		}
		security.Items = append(security.Items, required)
	}
}

// httpRequirement gives what the callers of a route need: the authorizer that it
// names, or that of the API; nil if the transform would refuse it.
func (e *expander) httpRequirement(r *route, auth *tree.Node) *tree.Node {
	of := r.api.get("Auth")
	hidden := isFilled(of)
	fallback := given(of, "DefaultAuthorizer")
	name := given(auth, "Authorizer")
	if !isSet(name) {
		name = fallback
	}
	refuse := func(message string) *tree.Node {
		e.refuse(keyPlace(r.properties, "Auth"), message)
		return nil
	}
	switch {
	case !isSet(name) && hidden:
		return of
	case !isSet(name):
		return refuse("the Auth of the event " + r.id + " needs an Authorizer, for " + r.api.id + " has no DefaultAuthorizer")
	case !isText(name):
		return refuse("the Authorizer of the event " + r.id + " must be the name of one of " + r.api.id)
	case name.Text == noAuthorizer && !isSet(fallback) && !hidden:
		return refuse("the event " + r.id + " can do without an authorizer only where " + r.api.id + " has a DefaultAuthorizer")
	case name.Text == noAuthorizer, name.Text == iamAuthorizer && isTrue(given(of, "EnableIamAuthorizer")):
	case hidden, isFilled(given(of, "Authorizers")): // it may be there
	case !isSet(given(of, "Authorizers", name.Text)):
		return refuse("the event " + r.id + " names the authorizer " + name.Text + ", which " + r.api.id + " does not have")
	}
	return requirement(name.At, name.Text, e.httpRouteScopes(r, auth, name.Text))
}

// httpRouteScopes gives the scopes that callers of a route need: its own, or
// those of its authorizer.
func (e *expander) httpRouteScopes(r *route, auth *tree.Node, name string) *tree.Node {
	own := given(auth, "AuthorizationScopes")
	if isSet(own) && own.Kind != tree.Sequence {
		e.refuse(own.At, "the AuthorizationScopes of the event "+r.id+" must be a list")
	}
	if name == noAuthorizer || name == iamAuthorizer {
		return nil
	}
	if isSet(own) {
		return own
	}
	return setOrNil(given(r.api.get("Auth"), "Authorizers", name, "AuthorizationScopes"))
}
