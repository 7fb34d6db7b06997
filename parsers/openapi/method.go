package openapi

import (
	"github.com/gatelint/gatelint/internal/value"
)

// integrationKey is the extension that says what an operation calls.
const integrationKey = "x-amazon-apigateway-integration"

// method makes the method of a REST API that an operation becomes.
func (x *expansion) method(o operation) {
	var attrs properties
	attrs.set("RestApiId", x.owner)
	attrs.set("ResourceId", x.node(o))
	attrs.set("HttpMethod", value.OfText(o.method, o.at))
	x.authorize(&attrs, o)
	attrs.set("RequestParameters", x.requestParameters(o))
	attrs.set("RequestValidatorId", x.validatorOf(o))
	attrs.set("MethodResponses", x.methodResponses(o))
	entry := entryOf(o.body, integrationKey)
	attrs.setAt("Integration", x.restIntegration(x.follow(entry.Value)), entry.KeyAt)
	x.add("AWS::ApiGateway::Method", o.label(), o.at, o.body.At, attrs)
}

// restProperties are the keys of an integration of a REST API that become
// properties as they are.
var restProperties = []name{
	{"type", "Type"},
	{"httpMethod", "IntegrationHttpMethod"},
	{"uri", "Uri"},
	{"credentials", "Credentials"},
	{"requestParameters", "RequestParameters"},
	{"requestTemplates", "RequestTemplates"},
	{"passthroughBehavior", "PassthroughBehavior"},
	{"contentHandling", "ContentHandling"},
	{"timeoutInMillis", "TimeoutInMillis"},
	{"connectionType", "ConnectionType"},
	{"connectionId", "ConnectionId"},
	{"integrationTarget", "IntegrationTarget"},
	{"responseTransferMode", "ResponseTransferMode"},
	{"cacheNamespace", "CacheNamespace"},
	{"cacheKeyParameters", "CacheKeyParameters"},
}

// restIntegration gives the Integration of a method.
func (x *expansion) restIntegration(v value.Value) value.Value {
	if !v.IsKnown() || v.Kind() != value.Map {
		return unlessAbsent(v)
	}
	var attrs properties
	attrs.take(v, restProperties)
	if tls := v.Get("tlsConfig"); !tls.IsAbsent() {
		var config properties
		config.take(tls, []name{{"insecureSkipVerification", "InsecureSkipVerification"}})
		attrs.set("TlsConfig", config.value(tls.At))
	}
	attrs.set("IntegrationResponses", x.integrationResponses(v.Get("responses")))
	return value.OfMap(attrs, v.Open(), v.At)
}

// unlessAbsent gives what stands in the place of a map that is none.
func unlessAbsent(v value.Value) value.Value {
	if v.IsKnown() {
		return value.NotKnown(value.Invalid, "", v.At)
	}
	return v
}
