package openapi

import (
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
)

// settings says under which attributes a resource type has what a document
// sets of the API, by the document's keys.
type settings []setting

// setting is one thing that a document sets of an API.
type setting struct {
	// keys is the path to it in the document, attrs that in the resource.
	keys, attrs []string
}

const endpointKey = "x-amazon-apigateway-endpoint-configuration"

var cfnRestSettings = settings{
	{[]string{"x-amazon-apigateway-policy"}, []string{"Policy"}},
	{[]string{"x-amazon-apigateway-binary-media-types"}, []string{"BinaryMediaTypes"}},
	{[]string{"x-amazon-apigateway-minimum-compression-size"}, []string{"MinimumCompressionSize"}},
	{[]string{"x-amazon-apigateway-api-key-source"}, []string{"ApiKeySourceType"}},
	{[]string{endpointKey, "disableExecuteApiEndpoint"}, []string{"DisableExecuteApiEndpoint"}},
	{[]string{endpointKey, "types"}, []string{"EndpointConfiguration", "Types"}},
	{[]string{endpointKey, "vpcEndpointIds"}, []string{"EndpointConfiguration", "VpcEndpointIds"}},
	{[]string{"info", "title"}, []string{"Name"}},
}

var tfRestSettings = settings{
	{[]string{"x-amazon-apigateway-policy"}, []string{"policy"}},
	{[]string{"x-amazon-apigateway-binary-media-types"}, []string{"binary_media_types"}},
	{[]string{"x-amazon-apigateway-minimum-compression-size"}, []string{"minimum_compression_size"}},
	{[]string{"x-amazon-apigateway-api-key-source"}, []string{"api_key_source"}},
	{[]string{endpointKey, "disableExecuteApiEndpoint"}, []string{"disable_execute_api_endpoint"}},
	{[]string{endpointKey, "types"}, []string{"endpoint_configuration", "types"}},
	{[]string{endpointKey, "vpcEndpointIds"}, []string{"endpoint_configuration", "vpc_endpoint_ids"}},
}

var cfnHTTPSettings = settings{
	{[]string{endpointKey, "disableExecuteApiEndpoint"}, []string{"DisableExecuteApiEndpoint"}},
	{[]string{corsKey, "allowOrigins"}, []string{"CorsConfiguration", "AllowOrigins"}},
	{[]string{corsKey, "allowMethods"}, []string{"CorsConfiguration", "AllowMethods"}},
	{[]string{corsKey, "allowHeaders"}, []string{"CorsConfiguration", "AllowHeaders"}},
	{[]string{corsKey, "exposeHeaders"}, []string{"CorsConfiguration", "ExposeHeaders"}},
	{[]string{corsKey, "allowCredentials"}, []string{"CorsConfiguration", "AllowCredentials"}},
	{[]string{corsKey, "maxAge"}, []string{"CorsConfiguration", "MaxAge"}},
	{[]string{"info", "title"}, []string{"Name"}},
}

const corsKey = "x-amazon-apigateway-cors"

var tfHTTPSettings = settings{
	{[]string{endpointKey, "disableExecuteApiEndpoint"}, []string{"disable_execute_api_endpoint"}},
	{[]string{corsKey, "allowOrigins"}, []string{"cors_configuration", "allow_origins"}},
	{[]string{corsKey, "allowMethods"}, []string{"cors_configuration", "allow_methods"}},
	{[]string{corsKey, "allowHeaders"}, []string{"cors_configuration", "allow_headers"}},
	{[]string{corsKey, "exposeHeaders"}, []string{"cors_configuration", "expose_headers"}},
	{[]string{corsKey, "allowCredentials"}, []string{"cors_configuration", "allow_credentials"}},
	{[]string{corsKey, "maxAge"}, []string{"cors_configuration", "max_age"}},
}

// settled gives a copy of the API with what its document sets of it, where the
// resource itself does not.
func (x *expansion) settled() *resource.Resource {
	if !x.api.Attrs.IsKnown() {
		return x.api
	}
	settled := *x.api
	settled.Attrs = withInner(settled.Attrs, x.holder.body, x.root)
	for _, s := range x.holder.settings {
		v := x.setting(s.keys)
		if s.keys[0] == endpointKey && s.keys[1] == "types" {
			v = x.endpointTypes(v)
		}
		if !v.IsAbsent() {
			settled.Attrs = x.withDefault(settled.Attrs, s.attrs, v)
		}
	}
	return &settled
}

// endpointTypes gives the types of the API's endpoint: those of the document, or
// of the import's parameters. What VPC endpoints alone make of it is not known.
func (x *expansion) endpointTypes(written value.Value) value.Value {
	if !written.IsAbsent() {
		return written
	}
	if v := x.parameter("endpointConfigurationTypes"); !v.IsAbsent() {
		return v
	}
	if v := x.setting([]string{endpointKey, "vpcEndpointIds"}); !v.IsAbsent() {
		return value.NotKnown(value.Unsupported, "", v.At)
	}
	return written
}

// setting gives what a document sets under a path of keys. From OpenAPI 3 on,
// the endpoint is configured at a server.
func (x *expansion) setting(keys []string) value.Value {
	v := x.root.Get(keys[0])
	if keys[0] == endpointKey && v.IsAbsent() {
		for _, server := range x.root.Get("servers").Items() {
			if v = server.Get(endpointKey); !v.IsAbsent() {
				break
			}
		}
	}
	for _, key := range keys[1:] {
		v = x.follow(v).Get(key)
	}
	return v
}

// withDefault gives a map with a value under a path of keys, where it has none
// there. A list of one block is stepped into. Nobody in sight says more of the
// API of a document by itself: what the document sets counts.
func (x *expansion) withDefault(m value.Value, path []string, v value.Value) value.Value {
	if m.IsAbsent() {
		m = value.OfMap(nil, false, v.At)
	}
	if m.IsKnown() && m.Kind() == value.List && len(m.Items()) == 1 && !m.Open() {
		return value.OfList([]value.Value{x.withDefault(m.Items()[0], path, v)}, false, m.At)
	}
	inner := m.Get(path[0])
	if _, ok := written(m, path[0]); !ok && x.alone && m.IsKnown() {
		inner = value.Unset(v.At)
	}
	switch {
	case !m.IsKnown() || m.Kind() != value.Map, inner.IsUnknown(), len(path) == 1 && !inner.IsAbsent():
		return m
	}
	if len(path) > 1 {
		v = x.withDefault(inner, path[1:], v)
	}
	entries := make([]value.Entry, 0, len(m.Entries())+1)
	for _, entry := range m.Entries() {
		if entry.Key != path[0] {
			entries = append(entries, entry)
		}
	}
	entries = append(entries, value.Entry{Key: path[0], KeyAt: v.At, Value: v})
	return value.OfMap(entries, m.Open(), m.At)
}

// withInner gives a map in which the text under a key says what it encodes.
func withInner(m value.Value, key string, inner value.Value) value.Value {
	entries := slices.Clone(m.Entries())
	for i, entry := range entries {
		if entry.Key == key && entry.Value.Kind() == value.Text && entry.Value.Inner() == nil {
			entries[i].Value = entry.Value.WithInner(inner)
			return value.OfMap(entries, m.Open(), m.At)
		}
	}
	return m
}
