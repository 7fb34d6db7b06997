package adapter

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// settings names the attributes of an API that its document may set as well. The
// parser of documents hands them on as attributes.
type settings struct{ disabled, endpoints, binary, compression, keySource, cors string }

var (
	tfRestSettings = settings{
		disabled: "disable_execute_api_endpoint", endpoints: "endpoint_configuration.vpc_endpoint_ids",
		binary: "binary_media_types", compression: "minimum_compression_size", keySource: "api_key_source",
	}
	cfnRestSettings = settings{
		disabled: "DisableExecuteApiEndpoint", endpoints: "EndpointConfiguration.VpcEndpointIds",
		binary: "BinaryMediaTypes", compression: "MinimumCompressionSize", keySource: "ApiKeySourceType",
	}
	tfSettingsV2  = settings{disabled: "disable_execute_api_endpoint", cors: "cors_configuration"}
	cfnSettingsV2 = settings{disabled: "DisableExecuteApiEndpoint", cors: "CorsConfiguration"}
)

// fill reads the settings of an API whose body is read.
func (n settings) fill(api *model.API, r reader) {
	at := func(name string) value.Value {
		v := r.at(name)
		if name != "" && v.IsAbsent() && unread(api.Body) {
			return unknownLike(api.Body)
		}
		return v
	}
	api.EndpointDisabled = orFalse(at(n.disabled))
	api.EndpointIDs = value.AsList(at(n.endpoints))
	api.BinaryMediaTypes = value.AsList(at(n.binary))
	api.MinimumCompression = value.AsNumber(at(n.compression))
	api.KeySource = value.AsUpper(at(n.keySource))
	if n.keySource != "" {
		api.KeySource = orText(api.KeySource, "HEADER")
	}
	api.CORS = renamed(resource.Single(at(n.cors)), corsKeys)
}

// unread reports whether nothing is known of a document.
func unread(document value.Value) bool {
	if inner := document.Inner(); inner != nil {
		document = *inner
	}
	return document.IsUnknown()
}

// corsKeys are the keys of a CORS configuration in Terraform, by those of
// CloudFormation.
var corsKeys = map[string]string{ //nolint:gosec // the names of keys, no credentials
	"AllowCredentials": "allow_credentials", "AllowHeaders": "allow_headers", "AllowMethods": "allow_methods",
	"AllowOrigins": "allow_origins", "ExposeHeaders": "expose_headers", "MaxAge": "max_age",
}
