package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// scheme is what one security scheme of a document means to an operation that
// requires it.
type scheme struct {
	// authorization is the method's AuthorizationType, absent where the scheme
	// is a mere API key.
	authorization value.Value
	// authorizer is the reference to the authorizer, absent if there is none.
	authorizer value.Value
	// key says that the scheme is an API key.
	key bool
}

const (
	authorizerKey = "x-amazon-apigateway-authorizer"
	authTypeKey   = "x-amazon-apigateway-authtype"
	authKey       = "x-amazon-apigateway-auth"
)

// readSchemes reads the security schemes and makes their authorizers.
func (x *expansion) readSchemes() {
	x.schemes = map[string]scheme{}
	for _, path := range [][]string{{"securityDefinitions"}, {"components", "securitySchemes"}} {
		all := x.root
		for _, key := range path {
			all = x.follow(all.Get(key))
		}
		x.hidden = x.hidden || all.IsUnknown() || all.Open()
		for _, entry := range all.Entries() {
			if x.spend(entry.KeyAt) {
				x.schemes[entry.Key] = x.scheme(entry)
			}
		}
	}
}

func (x *expansion) scheme(entry value.Entry) scheme {
	v := x.follow(entry.Value)
	none, nothing := value.Unset(entry.KeyAt), value.NotKnown(value.Unsupported, "", entry.KeyAt)
	unknown := scheme{authorization: nothing, authorizer: nothing}
	authType, authTypeKnown := v.Get(authTypeKey).Text()
	switch definition := x.follow(v.Get(authorizerKey)); {
	case definition.IsKnown() && definition.Kind() == value.Map:
		return scheme{authorization: x.authorization(definition), authorizer: x.authorizer(entry, v, definition)}
	case !definition.IsAbsent():
		return unknown
	case authTypeKnown && strings.EqualFold(authType, "awsSigv4"):
		return scheme{authorization: value.OfText("AWS_IAM", v.Get(authTypeKey).At), authorizer: none}
	case authTypeKnown || v.Get(authTypeKey).IsUnknown():
		return unknown
	}
	kind, _ := v.Get("type").Text()
	name, _ := v.Get("name").Text()
	in, _ := v.Get("in").Text()
	if kind == "apiKey" && strings.EqualFold(name, "x-api-key") && in == "header" {
		return scheme{authorization: none, authorizer: none, key: true}
	}
	return unknown
}

// authorizations says which AuthorizationType the types of authorizers give.
var authorizations = map[string]string{
	"token": "CUSTOM", "request": "CUSTOM", "cognito_user_pools": "COGNITO_USER_POOLS", "jwt": "JWT",
}

func (x *expansion) authorization(definition value.Value) value.Value {
	kind := definition.Get("type")
	text, _ := kind.Text()
	if authorization := authorizations[strings.ToLower(text)]; authorization != "" {
		return value.OfText(authorization, kind.At)
	}
	return value.NotKnown(value.Unsupported, "", kind.At)
}

// access is how the callers of an operation are told apart.
type access struct{ authorization, authorizer, scopes, key value.Value }

// authorize adds how the callers of an operation are told apart: as it says
// itself, or as the whole document does.
func (x *expansion) authorize(attrs *properties, o operation) {
	required := o.body.Get("security")
	if required.IsAbsent() {
		required = x.security
	}
	none := value.Unset(o.at)
	a := access{none, none, none, none}
	if !required.IsAbsent() {
		a = x.access(required, a)
	}
	if kind := o.body.Get(authKey).Get("type"); !kind.IsAbsent() {
		a.authorization, a.authorizer, a.scopes = value.AsUpper(kind), none, none
	}
	attrs.set("AuthorizationType", a.authorization)
	attrs.set("AuthorizerId", a.authorizer)
	if a.scopes.IsUnknown() || len(a.scopes.Items()) > 0 {
		attrs.set("AuthorizationScopes", a.scopes)
	}
	if x.holder.protocol == rest { // HTTP APIs have no keys
		attrs.set("ApiKeyRequired", a.key)
	}
}

// access gives what a list of requirements asks for. API Gateway applies one
// authorizer to an operation; which, of several, is not known.
func (x *expansion) access(required value.Value, a access) access {
	nothing := value.NotKnown(value.Unsupported, "", required.At)
	unknown := access{nothing, nothing, nothing, nothing}
	if !required.IsKnown() || required.Kind() != value.List || required.Open() {
		return unknown
	}
	found := 0
	for _, requirement := range required.Items() {
		if !requirement.IsKnown() || requirement.Open() {
			return unknown
		}
		for _, entry := range requirement.Entries() {
			s, known := x.schemes[entry.Key]
			switch {
			case !known && entry.Key == "NONE" && !x.hidden: // so SAM says that a method is open to all
			case !known:
				return unknown
			case s.key:
				a.key = value.OfBool(true, entry.KeyAt)
			default:
				a.authorization, a.authorizer, a.scopes = s.authorization, s.authorizer, entry.Value
				a.authorization.At = entry.KeyAt
				found++
			}
		}
	}
	if found > 1 {
		a.authorization, a.authorizer, a.scopes = nothing, nothing, nothing
	}
	return a
}
