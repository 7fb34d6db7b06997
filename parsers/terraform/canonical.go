package terraform

// canonical says of what attributes that providers compute are made, so that
// the same architecture looks the same in every dialect. In braces:
//
//	{.arn}       the attribute itself, as a reference
//	{=name}      the value of another attribute of the resource
//	{partition}, {region}, {account}, {dns_suffix}  those of its provider
var canonical = map[string]map[string]string{
	"aws_api_gateway_rest_api": {
		"arn":           "arn:{partition}:apigateway:{region}::/restapis/{.id}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{.id}",
	},
	"aws_api_gateway_deployment": {
		"invoke_url":    "https://{=rest_api_id}.execute-api.{region}.{dns_suffix}/{=stage_name}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{=rest_api_id}/{=stage_name}",
	},
	"aws_api_gateway_stage": {
		"id":            "ag-{=rest_api_id}-{=stage_name}",
		"arn":           "arn:{partition}:apigateway:{region}::/restapis/{=rest_api_id}/stages/{=stage_name}",
		"invoke_url":    "https://{=rest_api_id}.execute-api.{region}.{dns_suffix}/{=stage_name}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{=rest_api_id}/{=stage_name}",
	},
	"aws_api_gateway_domain_name": {
		"id": "{=domain_name}",
	},
	"aws_apigatewayv2_api": {
		"arn":           "arn:{partition}:apigateway:{region}::/apis/{.id}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{.id}",
	},
	"aws_apigatewayv2_stage": {
		"id":            "{=name}",
		"arn":           "arn:{partition}:apigateway:{region}::/apis/{=api_id}/stages/{=name}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{=api_id}/{=name}",
	},
	"aws_apigatewayv2_domain_name": {
		"id":  "{=domain_name}",
		"arn": "arn:{partition}:apigateway:{region}::/domainnames/{=domain_name}",
	},
	"aws_lambda_function": {
		"id":                            "{=function_name}",
		"invoke_arn":                    "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{.arn}/invocations",
		"qualified_invoke_arn":          "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{.qualified_arn}/invocations",
		"response_streaming_invoke_arn": "arn:{partition}:apigateway:{region}:lambda:path/2021-11-15/functions/{.arn}/response-streaming-invocations",
	},
	"aws_lambda_alias": {
		"id":         "{.arn}",
		"invoke_arn": "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{.arn}/invocations",
	},
	"aws_acm_certificate":  {"id": "{.arn}"},
	"aws_iam_policy":       {"id": "{.arn}"},
	"aws_iam_role":         {"id": "{=name}"},
	"aws_lb":               {"id": "{.arn}"},
	"aws_lb_listener":      {"id": "{.arn}"},
	"aws_lb_listener_rule": {"id": "{.arn}"},
	"aws_lb_target_group":  {"id": "{.arn}"},
	"aws_route53_zone":     {"zone_id": "{.id}"},

	"data.aws_api_gateway_rest_api": {
		"arn":           "arn:{partition}:apigateway:{region}::/restapis/{.id}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{.id}",
	},
	"data.aws_apigatewayv2_api": {
		"id":            "{=api_id}",
		"arn":           "arn:{partition}:apigateway:{region}::/apis/{=api_id}",
		"execution_arn": "arn:{partition}:execute-api:{region}:{account}:{=api_id}",
	},
	"data.aws_acm_certificate": {"id": "{.arn}"},
	"data.aws_lb":              {"id": "{.arn}"},
	"data.aws_lb_listener":     {"id": "{.arn}"},
	"data.aws_route53_zone":    {"id": "{.zone_id}"},

	"data.aws_region": {
		"id":     "{region}",
		"name":   "{region}",
		"region": "{region}",
	},
	"data.aws_caller_identity": {
		"id":         "{account}",
		"account_id": "{account}",
	},
	"data.aws_partition": {
		"id":         "{partition}",
		"partition":  "{partition}",
		"dns_suffix": "{dns_suffix}",
	},
}

// nestedNames gives the shared names of attributes inside nested blocks.
var nestedNames = map[string]string{
	"aws_apigatewayv2_domain_name.domain_name_configuration.target_domain_name": "regional_domain_name",
	"aws_apigatewayv2_domain_name.domain_name_configuration.hosted_zone_id":     "regional_zone_id",
}

func nestedName(kind, block, attr string) string {
	name := block + "." + attr
	if shared := nestedNames[kind+"."+name]; shared != "" {
		return shared
	}
	return name
}

// tame lists the attributes that hold letters, digits, dots, hyphens and
// underscores only.
var tame = map[string]map[string]bool{
	"aws_api_gateway_api_key":           {"id": true},
	"aws_api_gateway_authorizer":        {"id": true},
	"aws_api_gateway_deployment":        {"id": true},
	"aws_api_gateway_domain_name":       {"regional_zone_id": true, "cloudfront_zone_id": true, "regional_domain_name": true, "cloudfront_domain_name": true},
	"aws_api_gateway_method":            {"id": true},
	"aws_api_gateway_model":             {"id": true},
	"aws_api_gateway_request_validator": {"id": true},
	"aws_api_gateway_resource":          {"id": true},
	"aws_api_gateway_rest_api":          {"id": true, "root_resource_id": true},
	"aws_api_gateway_usage_plan":        {"id": true},
	"aws_api_gateway_vpc_link":          {"id": true},
	"aws_apigatewayv2_api":              {"id": true, "api_id": true},
	"aws_apigatewayv2_authorizer":       {"id": true},
	"aws_apigatewayv2_deployment":       {"id": true},
	"aws_apigatewayv2_domain_name":      {"regional_zone_id": true, "regional_domain_name": true},
	"aws_apigatewayv2_integration":      {"id": true},
	"aws_apigatewayv2_model":            {"id": true},
	"aws_apigatewayv2_route":            {"id": true},
	"aws_apigatewayv2_vpc_link":         {"id": true},
	"aws_cloudfront_distribution":       {"id": true, "hosted_zone_id": true, "domain_name": true},
	"aws_lb":                            {"zone_id": true, "dns_name": true},
	"aws_route53_zone":                  {"id": true, "zone_id": true},
	"aws_security_group":                {"id": true},
	"aws_subnet":                        {"id": true},
	"aws_vpc":                           {"id": true},
	"aws_vpc_endpoint":                  {"id": true},
}

func isTame(kind, attr string) bool { return tame[kind][attr] }
