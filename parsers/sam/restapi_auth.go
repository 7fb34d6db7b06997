package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restAuthProperties are the keys that the Auth of a REST API may have.
var restAuthProperties = []string{
	"Authorizers", "DefaultAuthorizer", "InvokeRole", "AddDefaultAuthorizerToCorsPreflight", "AddApiKeyRequiredToCorsPreflight",
	"ApiKeyRequired", "ResourcePolicy", "UsagePlan",
}

// iamAuthorizer and noAuthorizer are the names of authorizers that nobody
// writes: requests that are signed, and none.
const (
	iamAuthorizer = "AWS_IAM"
	noAuthorizer  = "NONE"
)

// addRestAuth adds the authorizers of a REST API and what its methods ask for.
func (e *expander) addRestAuth(of *item, d *document) {
	auth := of.get("Auth")
	if !isSet(auth) || !e.object(of, of.place("Auth"), auth, "Auth", restAuthProperties...) {
		return
	}
	authorizers := e.restAuthorizers(of)
	fallback := given(auth, "DefaultAuthorizer")
	iam := text(e.decided(fallback)) == iamAuthorizer
	var schemes []tree.Entry
	if iam {
		schemes = append(schemes, iamScheme(at(keyPlace(auth, "DefaultAuthorizer"))))
	}
	for _, authorizer := range authorizers {
		scheme := e.restScheme(of, at(authorizer.KeyAt), authorizer)
		schemes = append(schemes, tree.Entry{Key: authorizer.Key, KeyAt: authorizer.KeyAt, Value: scheme})
	}
	e.addSchemes(of, d, schemes...)
	if isSet(fallback) && (iam || len(authorizers) > 0) {
		e.setDefaultAuthorizer(of, d, authorizers)
	}
	if required := given(auth, "ApiKeyRequired"); isSet(e.decided(required)) {
		e.addKeyScheme(of, d, at(keyPlace(auth, "ApiKeyRequired")))
		e.setKeyRequired(of, d)
	}
	e.addRestPolicy(of, d)
	e.asOpenAPI3(of, d)
}

// restAuthorizers gives the authorizers of a REST API that are in view.
func (e *expander) restAuthorizers(of *item) []tree.Entry {
	written := of.get("Auth", "Authorizers")
	if !isSet(written) || !e.object(of, keyPlace(of.get("Auth"), "Authorizers"), written, "Auth.Authorizers") {
		return nil
	}
	var found []tree.Entry
	for _, entry := range written.Entries {
		if e.object(of, entry.KeyAt, entry.Value, "the authorizer "+entry.Key) {
			found = append(found, entry)
		}
	}
	return found
}

// restAuthorizerPermissions lets a REST API call its authorizers.
func (e *expander) restAuthorizerPermissions(of *item) {
	written := of.get("Auth", "Authorizers")
	if !isMap(written) {
		return
	}
	for _, entry := range written.Entries {
		function := given(entry.Value, "FunctionArn")
		disabled := given(entry.Value, "DisableFunctionDefaultPermissions")
		switch {
		case !isSet(function):
			continue
		case e.undecided(disabled):
			e.hide(of, "DisableFunctionDefaultPermissions", "whether the authorizer "+entry.Key+" may be called is not known", function)
			continue
		case isSet(e.decided(disabled)):
			continue
		}
		b := at(entry.KeyAt)
		e.permit(of, of.id+entry.Key+"AuthorizerPermission", entry.KeyAt, function, "${__ApiId__}/authorizers/*",
			b.Entry("__ApiId__", ref(b, of.id)))
	}
}

// addSchemes adds security schemes to a document; those of the same names are
// replaced.
func (e *expander) addSchemes(of *item, d *document, added ...tree.Entry) {
	if len(added) == 0 {
		return
	}
	place := added[0].KeyAt
	schemes := under(at(place), d.root, "securityDefinitions")
	if schemes == nil {
		e.refuse(place, "the securityDefinitions of "+of.id+" must be a mapping, so that "+added[0].Key+" can be added")
		return
	}
	putAll(schemes, added)
}

// addMissingScheme adds a security scheme unless there is one of its name.
func (e *expander) addMissingScheme(of *item, d *document, scheme tree.Entry) {
	if d.root.Get("securityDefinitions").Get(scheme.Key) == nil {
		e.addSchemes(of, d, scheme)
	}
}

// iamScheme gives the security scheme of signed requests.
func iamScheme(b tree.Builder) tree.Entry {
	return b.Entry(iamAuthorizer, b.Map(
		b.Entry("type", b.Text("apiKey")),
		b.Entry("name", b.Text("Authorization")),
		b.Entry("in", b.Text("header")),
		b.Entry("x-amazon-apigateway-authtype", b.Text("awsSigv4")),
	))
}

// addKeyScheme adds the security scheme of API keys unless there is one.
func (e *expander) addKeyScheme(of *item, d *document, b tree.Builder) {
	e.addMissingScheme(of, d, b.Entry(keyRequired, b.Map(
		b.Entry("type", b.Text("apiKey")),
		b.Entry("name", b.Text("x-api-key")),
		b.Entry("in", b.Text("header")),
	)))
}
