package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// route makes the route of an HTTP API that an operation becomes.
func (x *expansion) route(o operation) {
	key := o.label()
	switch {
	case isDefault(o):
		key = defaultPath
	case o.path == defaultPath, len(o.path) > 1 && strings.HasSuffix(o.path, "/"):
		// HTTP APIs have no routes that end in a slash; it has been seen that the
		// import says nothing and leaves them out.
		x.open(o.at, "what the import makes of "+key+" is not known")
		return
	}
	var attrs properties
	attrs.set("ApiId", x.owner)
	attrs.set("RouteKey", value.OfText(key, o.at))
	x.authorize(&attrs, o)
	attrs.set("Target", x.target(o))
	x.add("AWS::ApiGatewayV2::Route", o.label(), o.at, o.body.At, attrs)
}

// isDefault reports whether an operation is what answers all other requests.
func isDefault(o operation) bool {
	marked, _ := o.body.Get("isDefaultRoute").Text()
	return o.method == "ANY" && (o.path == "/$default" || marked == "true")
}

// target gives the target of a route. What the import makes of an operation
// without an integration is not known.
func (x *expansion) target(o operation) value.Value {
	entry := entryOf(o.body, integrationKey)
	found := x.locate(entry.Value)
	if !found.Value.IsKnown() || found.Value.Kind() != value.Map {
		return value.NotKnown(value.Unsupported, "", entry.KeyAt)
	}
	part := "integration " + found.Key
	reference, made := x.shared[part]
	switch {
	case found.Key == "":
		reference = x.httpIntegration(o.label()+" integration", entry)
	case !made:
		reference = x.httpIntegration(part, found)
		x.shared[part] = reference
	}
	target := value.Concat(value.OfText("integrations/", entry.KeyAt), reference)
	target.At = entry.KeyAt
	return target
}

// httpProperties are the keys of an integration of an HTTP API that become
// properties as they are.
var httpProperties = []name{
	{"type", "IntegrationType"},
	{"integrationSubtype", "IntegrationSubtype"},
	{"httpMethod", "IntegrationMethod"},
	{"uri", "IntegrationUri"},
	{"credentials", "CredentialsArn"},
	{"payloadFormatVersion", "PayloadFormatVersion"},
	{"requestParameters", "RequestParameters"},
	{"timeoutInMillis", "TimeoutInMillis"},
	{"connectionType", "ConnectionType"},
	{"connectionId", "ConnectionId"},
}

// httpIntegration makes the integration of an HTTP API that stands under a key.
func (x *expansion) httpIntegration(part string, entry value.Entry) value.Value {
	v := entry.Value
	var attrs properties
	attrs.set("ApiId", x.owner)
	attrs.take(v, httpProperties)
	if v.Get("payloadFormatVersion").IsAbsent() {
		// AWS calls it required, and does not say what its absence means.
		attrs.set("PayloadFormatVersion", value.NotKnown(value.Unsupported, "", v.At))
	}
	attrs.set("ResponseParameters", changes(v.Get("responseParameters")))
	if tls := v.Get("tlsConfig"); !tls.IsAbsent() {
		var config properties
		config.take(tls, []name{{"serverNameToVerify", "ServerNameToVerify"}})
		attrs.set("TlsConfig", value.OfMap(config, tls.Open(), tls.At))
	}
	return x.add("AWS::ApiGatewayV2::Integration", part, entry.KeyAt, v.At, attrs)
}

// changes gives the changes to responses by status code. CloudFormation writes
// each as a pair of its destination and its source.
func changes(all value.Value) value.Value {
	if !all.IsKnown() || all.Kind() != value.Map {
		return unlessAbsent(all)
	}
	var codes properties
	for _, code := range all.Entries() {
		list := unlessAbsent(code.Value)
		if code.Value.IsKnown() && code.Value.Kind() == value.Map {
			list = pairs(code.Value)
		}
		change := properties{{Key: "ResponseParameters", KeyAt: code.KeyAt, Value: list}}
		codes.setAt(code.Key, change.value(spanning(code)), code.KeyAt)
	}
	return value.OfMap(codes, all.Open(), all.At)
}

func pairs(changes value.Value) value.Value {
	items := make([]value.Value, len(changes.Entries()))
	for i, entry := range changes.Entries() {
		var pair properties
		pair.set("Destination", value.OfText(entry.Key, entry.KeyAt))
		pair.set("Source", entry.Value)
		items[i] = pair.value(spanning(entry))
	}
	return value.OfList(items, changes.Open(), changes.At)
}
