package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// webSocketAuth makes the authorizer of a WebSocket API, and gives what the
// route that opens a connection says of it.
func (e *expander) webSocketAuth(of *item) []tree.Entry {
	auth := of.get("Auth")
	if !isSet(auth) {
		return nil
	}
	place := of.place("Auth")
	b := at(place)
	if !e.object(of, place, auth, "Auth") || !e.acceptsAuth(of, auth) {
		// Nobody knows then what the callers face.
		return []tree.Entry{b.Entry("AuthorizationType", auth)}
	}
	kind := moved(auth, "AuthType", "AuthorizationType")
	switch e.decided(kind.Value).Text {
	case "AWS_IAM":
	case "CUSTOM":
		id := of.id + "ConnectAuthorizer"
		e.webSocketAuthorizer(of, id, auth)
		return []tree.Entry{kind, b.Entry("AuthorizerId", ref(b, id))}
	default:
		// The transform takes the names in any case, and understands them in
		// capitals only.
		kind.Value = at(kind.Value.At).Text("NONE")
	}
	return []tree.Entry{kind}
}

// acceptsAuth reports whether the transform would take an Auth.
func (e *expander) acceptsAuth(of *item, auth *tree.Node) bool {
	message := e.refusedAuth(of, auth)
	if message != "" {
		e.refuse(of.place("Auth"), message)
	}
	return message == ""
}

// refusedAuth says why the transform would refuse an Auth, "" if it would not.
func (e *expander) refusedAuth(of *item, auth *tree.Node) string {
	kind := e.decided(given(auth, "AuthType"))
	switch {
	case of.get("Routes", connectRoute) == nil:
		return "the Auth of " + of.id + " needs a route $connect"
	case !isSet(kind):
		return "the Auth of " + of.id + " needs an AuthType"
	case !isText(kind):
		return "the AuthType of " + of.id + " must be AWS_IAM, CUSTOM or NONE"
	}
	switch strings.ToUpper(kind.Text) {
	case "CUSTOM":
		if !isSet(given(auth, "AuthArn")) {
			return "the AuthType CUSTOM of " + of.id + " needs an AuthArn"
		}
	case "AWS_IAM", "NONE":
		if len(auth.Entries) > 1 {
			return "the AuthType " + kind.Text + " of " + of.id + " goes with nothing else"
		}
	default:
		return "the AuthType of " + of.id + " must be AWS_IAM, CUSTOM or NONE"
	}
	return ""
}

// webSocketAuthorizer makes the authorizer of a WebSocket API, and lets it call
// its function where no role does.
func (e *expander) webSocketAuthorizer(of *item, id string, auth *tree.Node) {
	place := of.place("Auth")
	b := at(place)
	function := auth.Get("AuthArn")
	name := given(auth, "Name")
	if !isSet(name) {
		name = b.Text(id)
	}
	arn := at(auth.Entry("AuthArn").KeyAt)
	e.derive(of, id, place, "AWS::ApiGatewayV2::Authorizer", b.Map(
		b.Entry("ApiId", ref(b, of.id)),
		b.Entry("AuthorizerType", b.Text("REQUEST")),
		b.Entry("Name", name),
		arn.Entry("AuthorizerUri", sub(arn, lambdaURI+"${AuthArn}/invocations", arn.Entry("AuthArn", function))),
		moved(auth, "InvokeRole", "AuthorizerCredentialsArn"),
		moved(auth, "IdentitySource", "IdentitySource"),
	))
	if !isSet(given(auth, "InvokeRole")) {
		e.permitAuthorizer(of, of.id+"AuthorizerPermission", place, function)
	}
}
