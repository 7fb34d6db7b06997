package adapter

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// terraformTypes says how each type of the AWS provider is read. DNS records of
// all providers stand in terraform_dns.go.
var terraformTypes = withRecords(map[string]read{
	"aws_api_gateway_rest_api":             tfRestAPI,
	"aws_api_gateway_rest_api_policy":      tfRestAPIPolicy,
	"aws_api_gateway_rest_api_put":         handOut{"rest_api_id"}.read,
	"aws_api_gateway_resource":             pathNode{owner: "rest_api_id", parent: "parent_id", part: "path_part"}.read,
	"aws_api_gateway_method":               tfMethod,
	"aws_api_gateway_method_response":      tfMethodResponse,
	"aws_api_gateway_integration":          tfIntegration,
	"aws_api_gateway_integration_response": tfIntegrationResponse,
	"aws_api_gateway_authorizer": authorizer{
		owner: "rest_api_id", name: "name", kind: "type", uri: "authorizer_uri", credentials: "authorizer_credentials",
		sources: "identity_source", validation: "identity_validation_expression", ttl: "authorizer_result_ttl_in_seconds",
		providers: "provider_arns", kindDefault: "TOKEN", sourcesDefault: "method.request.header.Authorization",
		ttlDefault: keptSeconds,
	}.read,
	"aws_api_gateway_deployment": deployment{
		owner: "rest_api_id", makes: "stage_name", variables: "variables", triggers: "triggers",
		others: []string{"variables", "stage_description", "description", "lifecycle.replace_triggered_by"},
	}.read,
	"aws_api_gateway_stage": stage{
		owner: "rest_api_id", name: "stage_name", variables: "variables", deployment: "deployment_id",
		certificate: "client_certificate_id",
	}.read,
	"aws_api_gateway_method_settings": tfMethodSettings,
	"aws_api_gateway_domain_name":     tfDomain.read,
	"aws_api_gateway_base_path_mapping": mapping{
		kind: model.BasePathMapping, domain: []string{"domain_name_id", "domain_name"}, owner: "api_id",
		stage: "stage_name", path: "base_path",
	}.read,
	"aws_apigatewayv2_api": tfAPIv2,
	"aws_apigatewayv2_api_mapping": mapping{
		kind: model.APIMapping, domain: []string{"domain_name"}, owner: "api_id", stage: "stage", path: "api_mapping_key",
	}.read,
	"aws_apigatewayv2_routing_rule": routingRule{
		domain: "domain_name", actions: "action", invoke: "invoke_api", owner: "api_id", stage: "stage",
		conditions: "condition", paths: "match_base_paths", anyOf: "any_of",
	}.read,
	"aws_apigatewayv2_authorizer": authorizer{
		owner: "api_id", name: "name", kind: "authorizer_type", uri: "authorizer_uri",
		credentials: "authorizer_credentials_arn", sources: "identity_sources", ttl: "authorizer_result_ttl_in_seconds",
		issuer: "jwt_configuration.issuer", audience: "jwt_configuration.audience",
		payload: "authorizer_payload_format_version", simple: "enable_simple_responses",
	}.read,
	"aws_apigatewayv2_integration": integrationV2{owner: "api_id", mappings: tfResponseMappings, integration: integration{
		kind: "integration_type", method: "integration_method", uri: "integration_uri", subtype: "integration_subtype",
		credentials: "credentials_arn", templates: "request_templates", passthrough: "passthrough_behavior",
		content: "content_handling_strategy", timeout: "timeout_milliseconds", parameters: "request_parameters",
		connectionType: "connection_type", connection: "connection_id", serverName: "tls_config.server_name_to_verify",
		payload: "payload_format_version", payloadDefault: "1.0",
	}}.read,
	"aws_apigatewayv2_route": routeV2{
		owner: "api_id", key: "route_key", target: "target", guard: tfGuard, parameters: tfRequestParameters,
	}.read,
	"aws_apigatewayv2_stage": tfStageV2,
	"aws_apigatewayv2_deployment": deployment{
		owner: "api_id", triggers: "triggers", others: []string{"description", "lifecycle.replace_triggered_by"},
	}.read,
	"aws_apigatewayv2_domain_name": tfDomainV2.read,
	"aws_acm_certificate": certificate{
		name: "domain_name", others: "subject_alternative_names", validation: "validation_method",
		algorithm: "key_algorithm", body: "certificate_body",
	}.read,
	"aws_cloudfront_distribution":          tfDistribution.read,
	"aws_cloudfront_cache_policy":          tfCachePolicy.read,
	"aws_cloudfront_origin_request_policy": tfOriginRequestPolicy.read,
	"aws_lambda_function":                  function{name: "function_name", timeout: "timeout"}.read,
	"aws_lambda_alias":                     alias{function: "function_name", name: "name"}.read,
	"aws_lambda_permission": permission{
		function: "function_name", qualifier: "qualifier", action: "action", principal: "principal",
		sourceARN: "source_arn", sourceAccount: "source_account",
	}.read,
	"aws_api_gateway_gateway_response": gatewayResponse{
		owner: "rest_api_id", kind: "response_type", status: "status_code",
		parameters: "response_parameters", templates: "response_templates",
	}.read,
	"aws_api_gateway_usage_plan": usagePlan{
		name: "name", stages: "api_stages", owner: "api_id", stage: "stage",
		burst: "throttle_settings.burst_limit", rate: "throttle_settings.rate_limit", quota: "quota_settings.limit",
	}.read,
	"aws_api_gateway_usage_plan_key": planKey{plan: "usage_plan_id", key: "key_id", kind: "key_type"}.read,
	"aws_api_gateway_api_key":        apiKey{name: "name", enabled: "enabled", enabledDefault: true}.read,
	"aws_api_gateway_vpc_link":       vpcLink{version: "1", name: "name", targets: "target_arns"}.read,
	"aws_apigatewayv2_vpc_link": vpcLink{
		version: "2", name: "name", subnets: "subnet_ids", groups: "security_group_ids",
	}.read,
	"aws_iam_role": identity{
		name: "name", trust: "assume_role_policy", inline: "inline_policy", inlineDocument: "policy",
	}.read,
	"aws_iam_policy":       identity{document: "policy"}.read,
	"aws_iam_role_policy":  identity{document: "policy"}.read,
	"aws_iam_user_policy":  identity{document: "policy"}.read,
	"aws_iam_group_policy": identity{document: "policy"}.read,
	"aws_security_group": securityGroup{
		name: "name", vpc: "vpc_id", ingress: "ingress", egress: "egress",
		rule: securityRule{
			protocol: "protocol", from: "from_port", to: "to_port", self: "self",
			cidrs: []string{"cidr_blocks", "ipv6_cidr_blocks"}, peers: []string{"security_groups", "prefix_list_ids"},
		},
	}.read,
	"aws_security_group_rule": securityRule{
		group: "security_group_id", directionIn: "type", protocol: "protocol", from: "from_port", to: "to_port", self: "self",
		cidrs: []string{"cidr_blocks", "ipv6_cidr_blocks"}, peers: []string{"source_security_group_id", "prefix_list_ids"},
	}.read,
	"aws_vpc_security_group_ingress_rule": tfGroupRule("ingress").read,
	"aws_vpc_security_group_egress_rule":  tfGroupRule("egress").read,
	"aws_vpc_endpoint": endpoint{
		service: "service_name", policy: "policy", kind: "vpc_endpoint_type", vpc: "vpc_id", subnets: "subnet_ids",
		groups: "security_group_ids", privateDNS: "private_dns_enabled", privateDefault: true,
	}.read,
	"aws_vpc_endpoint_security_group_association": tfGroupAssociation,
	"aws_vpc_endpoint_policy":                     tfEndpointPolicy,
	"aws_ssm_parameter":                           handOut{"value"}.read,
})

// terraformData says how data sources are read.
var terraformData = map[string]read{
	"aws_acm_certificate":                  tfCertificateLookup,
	"aws_cloudfront_cache_policy":          tfPolicyLookup(model.CachePolicy),
	"aws_cloudfront_origin_request_policy": tfPolicyLookup(model.OriginRequestPolicy),
}

// tfGroupRule gives the names of a rule of one direction.
func tfGroupRule(direction string) securityRule {
	return securityRule{
		group: "security_group_id", direction: direction, protocol: "ip_protocol", from: "from_port", to: "to_port",
		cidrs: []string{"cidr_ipv4", "cidr_ipv6"}, peers: []string{"referenced_security_group_id", "prefix_list_id"},
	}
}

func tfRestAPI(m *model.Model, r reader) {
	endpoint := value.AsUpper(first(r.Get("endpoint_configuration", "types")))
	if endpoint.IsAbsent() {
		// The import's parameters may say it, too.
		endpoint = value.AsUpper(r.Get("parameters", "endpointConfigurationTypes"))
	}
	api := &model.API{
		Region: r.Region, Account: r.Account,
		Entity:       r.entity(""),
		Protocol:     value.OfText(model.REST, r.At),
		Name:         r.text("name"),
		EndpointType: orText(endpoint, "EDGE"),
		Body:         r.text("body"),
		Target:       value.Unset(r.At),
	}
	tfRestSettings.fill(api, r)
	m.APIs = append(m.APIs, api)
	addPolicy(m, r, model.OnAPI, r.self(), r.Get("policy"))
}

func tfRestAPIPolicy(m *model.Model, r reader) {
	addPolicy(m, r, model.OnAPI, r.text("rest_api_id"), r.Get("policy"))
}

func tfMethod(m *model.Model, r reader) {
	names := method{
		owner: "rest_api_id", node: "resource_id", verb: "http_method", parameters: "request_parameters", guard: tfGuard,
	}
	names.guard.authorization = "authorization"
	m.Routes = append(m.Routes, names.route(r))
}

func tfMethodResponse(m *model.Model, r reader) {
	m.MethodResponses = append(m.MethodResponses, &model.MethodResponse{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Resource: r.text("resource_id"), Method: r.upper("http_method"),
		StatusCode: r.text("status_code"), Parameters: r.Get("response_parameters"),
	})
}

func tfIntegration(m *model.Model, r reader) {
	made := &model.Integration{
		Entity: r.entity(""), Owner: r.text("rest_api_id"), Protocol: value.OfText(model.REST, r.At),
		Resource: r.text("resource_id"), RouteMethod: r.upper("http_method"),
	}
	tfIntegrationNames.fill(made, r.at)
	m.Integrations = append(m.Integrations, made)
}

func tfIntegrationResponse(m *model.Model, r reader) {
	m.IntegrationResponses = append(m.IntegrationResponses, &model.IntegrationResponse{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Resource: r.text("resource_id"), Method: r.upper("http_method"),
		StatusCode: r.text("status_code"), SelectionPattern: r.text("selection_pattern"),
		Parameters: r.Get("response_parameters"),
	})
}

func tfAPIv2(m *model.Model, r reader) {
	api := &model.API{
		Region: r.Region, Account: r.Account,
		Entity: r.entity(""), Protocol: r.upper("protocol_type"), Name: r.text("name"),
		EndpointType: value.Unset(r.At), Body: r.text("body"), Target: r.text("target"),
	}
	tfSettingsV2.fill(api, r)
	m.APIs = append(m.APIs, api)
	addDocumentPolicy(m, r, api.Body)
}

func tfStageV2(m *model.Model, r reader) {
	stage{
		owner: "api_id", name: "name", variables: "stage_variables", deployment: "deployment_id",
		autoDeploy: "auto_deploy", certificate: "client_certificate_id",
	}.read(m, r)
	// The provider sends 0 for a limit that the block does not set, and 0
	// refuses every request.
	settings, _ := blocks(r.Get("default_route_settings"))
	for _, block := range settings {
		addThrottle(m, r, "default", "all routes", block, zeroWhereUnset("throttling_burst_limit", "throttling_rate_limit"))
	}
	settings, _ = blocks(r.Get("route_settings"))
	for _, block := range settings {
		key := textOf(block, "route_key")
		addThrottle(m, r, "route "+key.Show(), key.Show(), block, zeroWhereUnset("throttling_burst_limit", "throttling_rate_limit"))
	}
}

func tfMethodSettings(m *model.Model, r reader) {
	settings, _ := blocks(r.Get("settings"))
	for _, block := range settings {
		addThrottle(m, r, "", tfScope(r.text("method_path")), block, asWritten("throttling_burst_limit", "throttling_rate_limit"))
	}
}

// tfScope names what the settings under a method path ("orders/GET", "*/*")
// limit.
func tfScope(methodPath value.Value) string {
	text, known := methodPath.Text()
	slash := strings.LastIndexByte(text, '/')
	if !known || slash < 0 {
		return methodPath.Show()
	}
	return scopeOf(text[slash+1:], text[:slash])
}

func tfEndpointPolicy(m *model.Model, r reader) {
	addPolicy(m, r, model.OnEndpoint, r.text("vpc_endpoint_id"), r.Get("policy"))
}
