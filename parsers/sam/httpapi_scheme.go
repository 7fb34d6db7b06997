package sam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// The properties of the two kinds of authorizers. Neither may have those of the
// other.
var (
	jwtProperties    = []string{"AuthorizationScopes", "JwtConfiguration", "IdentitySource"}
	lambdaProperties = []string{
		"FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses",
		"EnableFunctionDefaultPermissions",
	}
)

// httpScheme makes the security scheme of an authorizer; nil if it is not in
// view or the transform would refuse it.
func (e *expander) httpScheme(of *item, entry tree.Entry) *tree.Node {
	refuse := func(what string) *tree.Node {
		e.refuse(entry.KeyAt, "the authorizer "+entry.Key+" of "+of.id+" "+what)
		return nil
	}
	written := entry.Value
	if !e.object(of, entry.KeyAt, written, "the authorizer "+entry.Key) {
		return nil
	}
	scopes := given(written, "AuthorizationScopes")
	configuration := given(written, "JwtConfiguration")
	others, required := jwtProperties, []string{"FunctionArn", "AuthorizerPayloadFormatVersion"}
	if isSet(configuration) {
		others, required = lambdaProperties, []string{"JwtConfiguration", "IdentitySource"}
	}
	for _, name := range others {
		if given(written, name) != nil {
			return refuse("cannot have " + name + " beside " + required[0])
		}
	}
	for _, name := range required {
		if !isSet(given(written, name)) {
			return refuse("needs " + name)
		}
	}
	switch {
	case written.Get("OpenIdConnectUrl") != nil:
		return refuse("has an OpenIdConnectUrl, which is no longer supported; use JwtConfiguration")
	case scopes != nil && scopes.Kind != tree.Sequence:
		return refuse("needs a list of AuthorizationScopes")
	case !isSet(configuration):
		return e.lambdaScheme(of, entry)
	case !isMap(configuration):
		return refuse("needs a mapping as its JwtConfiguration")
	}
	return jwtScheme(entry)
}

// jwtScheme makes the security scheme of an authorizer that checks tokens.
func jwtScheme(entry tree.Entry) *tree.Node {
	b := at(entry.KeyAt)
	written := entry.Value
	configuration := at(written.Get("JwtConfiguration").At).Map()
	for _, one := range written.Get("JwtConfiguration").Entries {
		one.Key = strings.ToLower(one.Key)
		configuration.Put(one)
	}
	return b.Map(
		b.Entry("type", b.Text("oauth2")),
		b.Entry(keyAuthorizer, b.Map(
			b.Entry("type", b.Text("jwt")),
			at(keyPlace(written, "JwtConfiguration")).Entry("jwtConfiguration", configuration),
			moved(written, "IdentitySource", "identitySource"),
		)),
	)
}

// lambdaScheme makes the security scheme of an authorizer that asks a function;
// nil if the transform would refuse it.
func (e *expander) lambdaScheme(of *item, entry tree.Entry) *tree.Node {
	b := at(entry.KeyAt)
	written := entry.Value
	function := at(written.Entry("FunctionArn").KeyAt)
	authorizer := b.Map(
		b.Entry("type", b.Text("request")),
		function.Entry("authorizerUri", sub(function, lambdaURI+"${__FunctionArn__}/invocations",
			function.Entry("__FunctionArn__", written.Get("FunctionArn")))),
		moved(written, "AuthorizerPayloadFormatVersion", "authorizerPayloadFormatVersion"),
	)
	if role := moved(written, "FunctionInvokeRole", "authorizerCredentials"); isSet(role.Value) && text(role.Value) != "NONE" {
		authorizer.Put(role)
	}
	if simple := moved(written, "EnableSimpleResponses", "enableSimpleResponses"); isSet(simple.Value) {
		authorizer.Put(simple)
	}
	if identity := given(written, "Identity"); isSet(identity) {
		place := keyPlace(written, "Identity")
		if !e.object(of, place, identity, "the Identity of the authorizer "+entry.Key) {
			return nil
		}
		authorizer.Put(at(place).Entry("identitySource", e.identitySources(entry.Key, identity)))
		if every := moved(identity, "ReauthorizeEvery", "authorizerResultTtlInSeconds"); every.Value != nil {
			authorizer.Put(every)
		}
	}
	return b.Map(
		b.Entry("type", b.Text("apiKey")),
		b.Entry("name", b.Text("Unused")),
		b.Entry("in", b.Text("header")),
		b.Entry(keyAuthorizer, authorizer),
	)
}

// lambdaURI begins the address under which API Gateway calls a function.
const lambdaURI = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"

// identityPrefixes are the properties of an Identity, in order, with what an
// identity source begins with for each.
var identityPrefixes = []struct{ property, prefix string }{
	{"Headers", "$request.header."},
	{"QueryStrings", "$request.querystring."},
	{"StageVariables", "$stageVariables."},
	{"Context", "$context."},
}

// identitySources gives the places in a request where an authorizer looks.
func (e *expander) identitySources(name string, identity *tree.Node) *tree.Node {
	sources := at(identity.At).List()
	for _, kind := range identityPrefixes {
		names := given(identity, kind.property)
		if !isSet(names) {
			continue
		}
		if names.Kind != tree.Sequence || slices.ContainsFunc(names.Items, func(item *tree.Node) bool { return !isText(item) }) {
			e.refuse(names.At, kind.property+" in the Identity of the authorizer "+name+" must be a list of texts")
			continue
		}
		for _, item := range names.Items {
			sources.Items = append(sources.Items, at(item.At).Text(kind.prefix+item.Text))
		}
	}
	return sources
}
