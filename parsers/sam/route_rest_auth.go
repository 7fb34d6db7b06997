package sam

import (
	"slices"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restRouteAuth sets what a route's Auth asks for.
func (e *expander) restRouteAuth(r *route, d *document) {
	auth := given(r.properties, "Auth")
	if !isSet(auth) || !e.object(r.api, keyPlace(r.properties, "Auth"), auth, "Auth of the event "+r.id) {
		return
	}
	e.setRouteAuthorizer(r, d, auth)
	e.setRouteKey(r, d, auth)
	policy := given(auth, "ResourcePolicy")
	if !isSet(policy) || !e.isPolicy(r.api, keyPlace(auth, "ResourcePolicy"), policy) {
		return
	}
	if len(d.pathItems(r.path.Text)) == 0 {
		e.refuse(r.at, "the document of "+r.api.id+" has no path "+r.path.Text+" to which the ResourcePolicy of the event "+r.id+" can be applied")
		return
	}
	b := at(keyPlace(auth, "ResourcePolicy"))
	p := e.policyOf(r.api, d, b)
	if p != nil && e.restrict(d, p, e.restrictions(r.api, policy), r.path.Text, r.restrictedStage(b)) {
		e.addCustomStatements(p, policy)
	}
}

// restrictedStage gives the stage for which a route's lists count. The transform
// knows none for the events of a state machine, unless they say so themselves,
// and puts a null in its place.
func (r *route) restrictedStage(b tree.Builder) *tree.Node {
	if r.of.typ != typeStateMachine {
		return b.Text(r.stageSuffix())
	}
	if stage := given(r.properties, "Stage"); stage != nil {
		return stage
	}
	return &tree.Node{Kind: tree.Null, At: b.At}
}

// overrideAuth applies a route's Auth to a document that the API's author
// wrote, which is only done on demand.
func (e *expander) overrideAuth(r *route) {
	auth := given(r.properties, "Auth")
	if !isSet(given(auth, "OverrideApiAuth")) {
		return
	}
	set := func(property string) bool { return isSet(given(auth, property)) }
	if !slices.ContainsFunc([]string{"Authorizer", "ApiKeyRequired", "ResourcePolicy"}, set) {
		e.refuse(keyPlace(auth, "OverrideApiAuth"), "OverrideApiAuth of the event "+r.id+" needs an Authorizer, ApiKeyRequired or a ResourcePolicy beside it")
		return
	}
	if d := e.documentOf(r.api); d != nil {
		e.restRouteAuth(r, d)
	}
}

// setRouteAuthorizer makes a route ask for the authorizer that it names.
func (e *expander) setRouteAuthorizer(r *route, d *document, auth *tree.Node) {
	written := given(auth, "Authorizer")
	own := given(auth, "AuthorizationScopes")
	place := keyPlace(auth, "Authorizer")
	switch {
	case isSet(own) && own.Kind != tree.Sequence:
		e.refuse(keyPlace(auth, "AuthorizationScopes"), "the AuthorizationScopes of the event "+r.id+" must be a list")
		own = nil
	case isSet(own) && !isSet(written):
		e.refuse(keyPlace(auth, "AuthorizationScopes"), "the AuthorizationScopes of the event "+r.id+" need an Authorizer")
	}
	if !isSet(written) {
		return
	}
	api := r.api.get("Auth")
	authorizer := given(api, "Authorizers", text(written))
	switch {
	case !isText(written):
		e.refuse(place, "the Authorizer of the event "+r.id+" must be plain text")
		e.addRequirement(r, d, written)
		return
	case written.Text == noAuthorizer && !isSet(given(api, "DefaultAuthorizer")):
		e.refuse(place, "the Authorizer of the event "+r.id+" can be NONE only where "+r.api.id+" has a DefaultAuthorizer")
		return
	case written.Text != noAuthorizer && written.Text != iamAuthorizer && !isSet(authorizer):
		e.refuse(place, "the Authorizer "+written.Text+" of the event "+r.id+" is not among the Authorizers of "+r.api.id)
	}
	b := at(place)
	scopes := b.List()
	if written.Text != noAuthorizer && authorizer != nil {
		if own == nil {
			own = given(authorizer, "AuthorizationScopes")
		}
		if own != nil {
			scopes = own
		}
	}
	e.addRequirement(r, d, b.Map(b.Entry(written.Text, scopes)))
}

// setRouteKey makes a route ask for an API key, or says that it does not.
func (e *expander) setRouteKey(r *route, d *document, auth *tree.Node) {
	required := given(auth, "ApiKeyRequired")
	if required == nil {
		return
	}
	b := at(keyPlace(auth, "ApiKeyRequired"))
	if isSet(required) {
		e.addKeyScheme(r.api, d, b)
		e.addRequirement(r, d, b.Map(b.Entry(keyRequired, b.List())))
		return
	}
	if every := r.api.get("Auth", "ApiKeyRequired"); !isSet(e.decided(every)) {
		e.refuse(b.At, "the event "+r.id+" can do without an API key only where "+r.api.id+" has ApiKeyRequired")
		return
	}
	e.addRequirement(r, d, b.Map(b.Entry(keyNotRequired, b.List())))
}

// addRequirement adds to what the methods of a route ask for.
func (e *expander) addRequirement(r *route, d *document, requirement *tree.Node) {
	for _, definition := range d.operations(r.path.Text, r.method.Text) {
		written, ok := e.requirements(r.api, definition)
		if !ok || !e.spend(requirement.Size(e.budget+1)) {
			return
		}
		require(definition, append(slices.Clip(written), requirement), requirement, requirement.At)
		e.addSignatureScheme(r.api, d, definition)
	}
}

// anyCaller is the role of an integration that calls its function as the one
// who sent the request.
const anyCaller = "arn:${AWS::Partition}:iam::*:user/*"

// restCredentials gives the role under which an integration calls its function,
// nil if none. Only routes of signed requests have one.
func (e *expander) restCredentials(r *route) *tree.Node {
	own, all := given(r.properties, "Auth"), r.api.get("Auth")
	signed := text(given(own, "Authorizer")) == iamAuthorizer
	if !isSet(own) {
		signed = text(given(all, "DefaultAuthorizer")) == iamAuthorizer
	}
	if !signed {
		return nil
	}
	for _, auth := range []*tree.Node{own, all} {
		entry := auth.Entry("InvokeRole")
		switch {
		case entry == nil:
			continue
		case !isSet(entry.Value), text(entry.Value) == "NONE":
			return nil
		case text(entry.Value) == "CALLER_CREDENTIALS":
			return sub(at(entry.KeyAt), anyCaller)
		}
		return entry.Value
	}
	b := at(r.at)
	if isSet(own) {
		b = at(keyPlace(own, "Authorizer"))
	}
	return sub(b, anyCaller)
}
