package adapter

import "github.com/gatelint/gatelint/model"

var tfDistribution = distribution{
	aliases: []string{"aliases"}, certificate: "viewer_certificate.acm_certificate_arn",
	defaultCertificate: "viewer_certificate.cloudfront_default_certificate",
	origins:            "origin",
	origin: origin{
		name: "origin_id", domain: "domain_name", path: "origin_path",
		policy: "custom_origin_config.origin_protocol_policy", protocols: "custom_origin_config.origin_ssl_protocols",
		timeout: "custom_origin_config.origin_read_timeout", bucket: "s3_origin_config", access: "origin_access_control_id",
		headers: "custom_header", header: "name", text: "value",
	},
	defaultBehavior: "default_cache_behavior",
	behaviors:       "ordered_cache_behavior",
	behavior: behavior{
		pattern: "path_pattern", origin: "target_origin_id", viewer: "viewer_protocol_policy", methods: "allowed_methods",
		cachePolicy: "cache_policy_id", requestPolicy: "origin_request_policy_id",
		headers: "forwarded_values.headers", query: "forwarded_values.query_string", cookies: "forwarded_values.cookies.forward",
		minTTL: "min_ttl", defaultTTL: "default_ttl", maxTTL: "max_ttl",
		functions: "function_association", lambdas: "lambda_function_association",
		event: "event_type", functionARN: "function_arn", lambdaARN: "lambda_arn",
	},
	errors: "custom_error_response", errorCode: "error_code", responseCode: "response_code",
	pagePath: "response_page_path", caching: "error_caching_min_ttl",
}

var tfCachePolicy = forwardingPolicy{
	kind: model.CachePolicy, name: "name",
	headerBehavior: "parameters_in_cache_key_and_forwarded_to_origin.headers_config.header_behavior",
	headers:        "parameters_in_cache_key_and_forwarded_to_origin.headers_config.headers.items",
	queryBehavior:  "parameters_in_cache_key_and_forwarded_to_origin.query_strings_config.query_string_behavior",
	queries:        "parameters_in_cache_key_and_forwarded_to_origin.query_strings_config.query_strings.items",
	cookieBehavior: "parameters_in_cache_key_and_forwarded_to_origin.cookies_config.cookie_behavior",
	cookies:        "parameters_in_cache_key_and_forwarded_to_origin.cookies_config.cookies.items",
	minTTL:         "min_ttl", defaultTTL: "default_ttl", maxTTL: "max_ttl",
}

var tfOriginRequestPolicy = forwardingPolicy{
	kind: model.OriginRequestPolicy, name: "name",
	headerBehavior: "headers_config.header_behavior", headers: "headers_config.headers.items",
	queryBehavior: "query_strings_config.query_string_behavior", queries: "query_strings_config.query_strings.items",
	cookieBehavior: "cookies_config.cookie_behavior", cookies: "cookies_config.cookies.items",
}
