package adapter

import (
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
	"aws_api_gateway_deployment":           deployment{owner: "rest_api_id", stage: "stage_name"}.read,
	"aws_api_gateway_stage":                stage{owner: "rest_api_id", name: "stage_name"}.read,
	"aws_api_gateway_method_settings":      tfMethodSettings,
	"aws_api_gateway_domain_name":          tfDomain,
	"aws_apigatewayv2_api":                 tfAPIv2,
	"aws_apigatewayv2_integration": integrationV2{
		owner: "api_id", kind: "integration_type", method: "integration_method", uri: "integration_uri",
		subtype: "integration_subtype", credentials: "credentials_arn", templates: "request_templates",
		passthrough: "passthrough_behavior", content: "content_handling_strategy", timeout: "timeout_milliseconds",
	}.read,
	"aws_apigatewayv2_route":       routeV2{owner: "api_id", key: "route_key", target: "target", authorization: "authorization_type"}.read,
	"aws_apigatewayv2_stage":       tfStageV2,
	"aws_apigatewayv2_deployment":  deployment{owner: "api_id"}.read,
	"aws_apigatewayv2_domain_name": tfDomainV2,
	"aws_lambda_function":          function{name: "function_name", timeout: "timeout"}.read,
	"aws_lambda_alias":             alias{function: "function_name", name: "name"}.read,
	"aws_lambda_permission": permission{
		function: "function_name", qualifier: "qualifier", action: "action", principal: "principal",
		sourceARN: "source_arn", sourceAccount: "source_account",
	}.read,
	"aws_vpc_endpoint":        endpoint{service: "service_name", policy: "policy"}.read,
	"aws_vpc_endpoint_policy": tfEndpointPolicy,
	"aws_ssm_parameter":       handOut{"value"}.read,
})

func tfRestAPI(m *model.Model, r reader) {
	m.APIs = append(m.APIs, &model.API{
		Entity:       r.entity(""),
		Protocol:     value.OfText(model.REST, r.At),
		Name:         r.text("name"),
		EndpointType: orText(value.AsUpper(first(r.Get("endpoint_configuration", "types"))), "EDGE"),
		Body:         r.text("body"),
		Target:       value.Unset(r.At),
	})
	addPolicy(m, r, model.OnAPI, r.self(), r.Get("policy"))
}

func tfRestAPIPolicy(m *model.Model, r reader) {
	addPolicy(m, r, model.OnAPI, r.text("rest_api_id"), r.Get("policy"))
}

func tfMethod(m *model.Model, r reader) {
	m.Routes = append(m.Routes, &model.Route{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Protocol: value.OfText(model.REST, r.At),
		Resource: r.text("resource_id"), Method: r.upper("http_method"),
		Target: value.Unset(r.At), Key: value.Unset(r.At),
		Authorization: r.upper("authorization"),
	})
}

func tfMethodResponse(m *model.Model, r reader) {
	m.MethodResponses = append(m.MethodResponses, &model.MethodResponse{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Resource: r.text("resource_id"), Method: r.upper("http_method"),
		StatusCode: r.text("status_code"), Parameters: r.Get("response_parameters"),
	})
}

func tfIntegration(m *model.Model, r reader) {
	m.Integrations = append(m.Integrations, &model.Integration{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Protocol: value.OfText(model.REST, r.At),
		Resource: r.text("resource_id"), RouteMethod: r.upper("http_method"),
		Type: r.upper("type"), Method: r.text("integration_http_method"),
		URI: r.text("uri"), Subtype: value.Unset(r.At), Credentials: r.text("credentials"),
		RequestTemplates: r.Get("request_templates"),
		Passthrough:      r.upper("passthrough_behavior"),
		ContentHandling:  r.upper("content_handling"),
		TimeoutMillis:    r.number("timeout_milliseconds"),
	})
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
	m.APIs = append(m.APIs, &model.API{
		Entity: r.entity(""), Protocol: r.upper("protocol_type"), Name: r.text("name"),
		EndpointType: value.Unset(r.At), Body: r.text("body"), Target: r.text("target"),
	})
}

func tfStageV2(m *model.Model, r reader) {
	stage{owner: "api_id", name: "name"}.read(m, r)
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
		addThrottle(m, r, "", r.text("method_path").Show(), block, asWritten("throttling_burst_limit", "throttling_rate_limit"))
	}
}

func tfDomain(m *model.Model, r reader) {
	m.Domains = append(m.Domains, &model.Domain{
		Entity: r.entity(""), Name: r.text("domain_name"),
		EndpointType: orText(value.AsUpper(first(r.Get("endpoint_configuration", "types"))), "EDGE"),
	})
	addPolicy(m, r, model.OnDomain, r.self(), r.Get("policy"))
}

func tfDomainV2(m *model.Model, r reader) {
	m.Domains = append(m.Domains, &model.Domain{
		Entity: r.entity(""), Name: r.text("domain_name"),
		EndpointType: r.upper("domain_name_configuration", "endpoint_type"),
	})
}

func tfEndpointPolicy(m *model.Model, r reader) {
	addPolicy(m, r, model.OnEndpoint, r.text("vpc_endpoint_id"), r.Get("policy"))
}
