package sam

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// keyAuthorizer is the extension of a security scheme that says who decides.
const keyAuthorizer = "x-amazon-apigateway-authorizer"

// restScheme gives the security scheme of an authorizer of a REST API.
func (e *expander) restScheme(of *item, b tree.Builder, authorizer tree.Entry) *tree.Node {
	written := authorizer.Value
	identity := given(written, "Identity")
	e.checkAuthorizer(of, authorizer, identity)
	authType := "custom"
	header := given(identity, "Header")
	if !isSet(header) {
		header = b.Text("Authorization")
	}
	expression := moved(identity, "ValidationExpression", "identityValidationExpression")
	if !isSet(expression.Value) {
		expression.Value = nil
	}
	var definition *tree.Node
	switch pools := moved(written, "UserPoolArn", "providerARNs"); {
	case isSet(pools.Value):
		authType = "cognito_user_pools"
		if pools.Value.Kind != tree.Sequence {
			pools.Value = at(pools.Value.At).List(pools.Value)
		}
		definition = b.Map(b.Entry("type", b.Text(authType)), pools, expression)
	case text(e.decided(given(written, "FunctionPayloadType"))) == "REQUEST":
		header = b.Text("Unused")
		source := at(keyPlace(written, "Identity"))
		definition = e.lambdaAuthorizer(b, written, "request", source.Entry("identitySource", e.identitySource(of, source, identity)))
	default:
		definition = e.lambdaAuthorizer(b, written, "token", expression)
	}
	return b.Map(
		b.Entry("type", b.Text("apiKey")),
		b.Entry("name", header),
		b.Entry("in", b.Text("header")),
		b.Entry("x-amazon-apigateway-authtype", b.Text(authType)),
		b.Entry(keyAuthorizer, definition),
	)
}

// lambdaAuthorizer gives the definition of an authorizer that asks a function.
// more is what only authorizers of its kind have.
func (e *expander) lambdaAuthorizer(b tree.Builder, written *tree.Node, kind string, more tree.Entry) *tree.Node {
	var uri *tree.Node
	if function := given(written, "FunctionArn"); function != nil {
		uri = sub(b, "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
			moved(written, "FunctionArn", "__FunctionArn__"))
	}
	role := moved(written, "FunctionInvokeRole", "authorizerCredentials")
	if value := e.decided(role.Value); !isSet(value) || text(value) == "NONE" {
		role.Value = nil
	}
	return b.Map(
		b.Entry("type", b.Text(kind)),
		b.Entry("authorizerUri", uri),
		moved(given(written, "Identity"), "ReauthorizeEvery", "authorizerResultTtlInSeconds"),
		role,
		more,
	)
}

// identityKinds are the parts of a request in which an authorizer finds who
// calls, with what names them in an identity source.
var identityKinds = []struct{ property, prefix string }{
	{"Headers", "method.request.header."},
	{"QueryStrings", "method.request.querystring."},
	{"StageVariables", "stageVariables."},
	{"Context", "context."},
}

// identitySource gives the identity sources of an authorizer as one text, nil
// if it has none.
func (e *expander) identitySource(of *item, b tree.Builder, identity *tree.Node) *tree.Node {
	var found []string
	for _, kind := range identityKinds {
		names := given(identity, kind.property)
		if !isSet(names) {
			continue
		}
		if e.undecided(names) {
			return names
		}
		if names.Kind != tree.Sequence {
			e.refuse(keyPlace(identity, kind.property), kind.property+" of an Identity of "+of.id+" must be a list of names")
			continue
		}
		for _, written := range names.Items {
			name := e.decided(written)
			switch {
			case e.undecided(written):
				return written // all of the text is as little known
			case isText(name):
				found = append(found, kind.prefix+name.Text)
			default:
				e.refuse(written.At, kind.property+" of an Identity of "+of.id+" must be plain texts")
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	return b.Text(strings.Join(found, ", "))
}

// checkAuthorizer notes what the transform would refuse of an authorizer.
func (e *expander) checkAuthorizer(of *item, authorizer tree.Entry, identity *tree.Node) {
	written := authorizer.Value
	payload := e.decided(given(written, "FunctionPayloadType"))
	scopes := given(written, "AuthorizationScopes")
	disabled := e.decided(given(written, "DisableFunctionDefaultPermissions"))
	switch name := "the authorizer " + authorizer.Key + " of " + of.id; {
	case payload != nil && !e.undecided(payload) && !slices.Contains([]string{"TOKEN", "REQUEST"}, text(payload)):
		e.refuse(keyPlace(written, "FunctionPayloadType"), "the FunctionPayloadType of "+name+" must be TOKEN or REQUEST")
	case isSet(identity) && !isMap(identity):
		e.refuse(keyPlace(written, "Identity"), "the Identity of "+name+" must be a mapping")
	case text(payload) == "REQUEST" && !e.identifies(identity):
		e.refuse(authorizer.KeyAt, name+" must have an Identity with Headers, QueryStrings, StageVariables or Context")
	case scopes != nil && !e.undecided(scopes) && scopes.Kind != tree.Sequence:
		e.refuse(keyPlace(written, "AuthorizationScopes"), "the AuthorizationScopes of "+name+" must be a list")
	case disabled != nil && !e.undecided(disabled) && disabled.Kind != tree.Bool:
		e.refuse(keyPlace(written, "DisableFunctionDefaultPermissions"), "DisableFunctionDefaultPermissions of "+name+" must be true or false")
	case !isSet(given(written, "FunctionArn")) && !isSet(given(written, "UserPoolArn")):
		e.refuse(authorizer.KeyAt, name+" needs a FunctionArn or a UserPoolArn")
	}
}

// identifies reports whether an identity names a source, or says that answers
// are never kept, so that none is needed.
func (e *expander) identifies(identity *tree.Node) bool {
	for _, kind := range identityKinds {
		if isSet(given(identity, kind.property)) {
			return true
		}
	}
	seconds, err := strconv.Atoi(text(e.decided(given(identity, "ReauthorizeEvery"))))
	return err == nil && seconds <= 0
}
