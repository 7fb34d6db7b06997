package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

var restAuthorizer = []name{
	{"authorizerUri", "AuthorizerUri"},
	{"authorizerCredentials", "AuthorizerCredentials"},
	{"authorizerResultTtlInSeconds", "AuthorizerResultTtlInSeconds"},
	{"identityValidationExpression", "IdentityValidationExpression"},
	{"providerARNs", "ProviderARNs"},
}

var httpAuthorizer = []name{
	{"authorizerUri", "AuthorizerUri"},
	{"authorizerCredentials", "AuthorizerCredentialsArn"},
	{"authorizerResultTtlInSeconds", "AuthorizerResultTtlInSeconds"},
	{"authorizerPayloadFormatVersion", "AuthorizerPayloadFormatVersion"},
	{"enableSimpleResponses", "EnableSimpleResponses"},
}

// authorizer makes the authorizer of a security scheme and gives the reference
// to it.
func (x *expansion) authorizer(entry value.Entry, scheme, definition value.Value) value.Value {
	var attrs properties
	attrs.set("Name", value.OfText(entry.Key, entry.KeyAt))
	kind := value.AsUpper(definition.Get("type"))
	part := "authorizer " + entry.Key
	if x.holder.protocol == rest {
		attrs.set("RestApiId", x.owner)
		attrs.set("Type", kind)
		attrs.take(definition, restAuthorizer)
		attrs.take(scheme, []name{{authTypeKey, "AuthType"}})
		attrs.set("IdentitySource", restIdentity(scheme, definition))
		return x.add("AWS::ApiGateway::Authorizer", part, entry.KeyAt, entry.Value.At, attrs)
	}
	attrs.set("ApiId", x.owner)
	attrs.set("AuthorizerType", kind)
	attrs.take(definition, httpAuthorizer)
	if definition.Get("authorizerPayloadFormatVersion").IsAbsent() && isRequest(definition) {
		// What the import makes of its absence is not known.
		attrs.set("AuthorizerPayloadFormatVersion", value.NotKnown(value.Unsupported, "", definition.At))
	}
	attrs.set("IdentitySource", identities(definition.Get("identitySource")))
	if jwt := x.follow(definition.Get("jwtConfiguration")); !jwt.IsAbsent() {
		attrs.set("JwtConfiguration", x.jwt(jwt, scheme))
	}
	return x.add("AWS::ApiGatewayV2::Authorizer", part, entry.KeyAt, entry.Value.At, attrs)
}

// isRequest reports whether an authorizer is a function that is given the request.
func isRequest(definition value.Value) bool {
	kind, _ := definition.Get("type").Text()
	return strings.EqualFold(kind, "request")
}

// restIdentity gives where an authorizer of a REST API finds the caller's
// identity: for a token, the header that the scheme names.
func restIdentity(scheme, definition value.Value) value.Value {
	given := definition.Get("identitySource")
	if !given.IsAbsent() || isRequest(definition) {
		return given
	}
	in, _ := scheme.Get("in").Text()
	name := scheme.Get("name")
	if text, known := name.Text(); known && in == "header" {
		return value.OfText("method.request.header."+text, name.At)
	}
	return value.NotKnown(value.Unsupported, "", name.At)
}

// identities gives a list of identity sources, which a document separates by
// commas.
func identities(given value.Value) value.Value {
	text, known := given.Text()
	if !known {
		return unlessAbsent(given)
	}
	var items []value.Value
	for item := range strings.SplitSeq(text, ",") {
		items = append(items, value.OfText(strings.TrimSpace(item), given.At))
	}
	return value.OfList(items, false, given.At)
}

// jwt gives the configuration of a JWT authorizer.
func (x *expansion) jwt(given, scheme value.Value) value.Value {
	if !given.IsKnown() {
		return given
	}
	var attrs properties
	attrs.take(given, []name{{"issuer", "Issuer"}, {"audience", "Audience"}})
	if given.Get("issuer").IsAbsent() && !scheme.Get("openIdConnectUrl").IsAbsent() {
		attrs.set("Issuer", value.NotKnown(value.Computed, "", scheme.Get("openIdConnectUrl").At))
	}
	return value.OfMap(attrs, given.Open(), given.At)
}
