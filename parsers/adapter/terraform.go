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
	"aws_api_gateway_resource":             tfPathNode,
	"aws_api_gateway_method":               tfMethod,
	"aws_api_gateway_method_response":      tfMethodResponse,
	"aws_api_gateway_integration":          tfIntegration,
	"aws_api_gateway_integration_response": tfIntegrationResponse,
	"aws_api_gateway_deployment":           tfDeployment,
	"aws_api_gateway_stage":                tfStage,
	"aws_api_gateway_method_settings":      tfMethodSettings,
	"aws_api_gateway_domain_name":          tfDomain,
	"aws_apigatewayv2_api":                 tfAPIv2,
	"aws_apigatewayv2_integration":         tfIntegrationV2,
	"aws_apigatewayv2_route":               tfRouteV2,
	"aws_apigatewayv2_stage":               tfStageV2,
	"aws_apigatewayv2_deployment":          tfDeploymentV2,
	"aws_apigatewayv2_domain_name":         tfDomainV2,
	"aws_lambda_function":                  tfFunction,
	"aws_lambda_alias":                     tfAlias,
	"aws_lambda_permission":                tfPermission,
	"aws_vpc_endpoint":                     tfEndpoint,
	"aws_vpc_endpoint_policy":              tfEndpointPolicy,
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

func tfPathNode(m *model.Model, r reader) {
	m.PathNodes = append(m.PathNodes, &model.PathNode{
		Entity: r.entity(""), Owner: r.text("rest_api_id"),
		Parent: r.text("parent_id"), PathPart: r.text("path_part"),
	})
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

func tfDeployment(m *model.Model, r reader) {
	m.Deployments = append(m.Deployments, &model.Deployment{
		Entity: r.entity(""), Owner: r.text("rest_api_id"), StageName: r.text("stage_name"),
	})
	// Before version 6 of the provider a deployment could make its stage.
	if name := r.text("stage_name"); !name.IsAbsent() {
		m.Stages = append(m.Stages, &model.Stage{
			Entity: r.entity("stage"), Owner: r.text("rest_api_id"), Name: name,
		})
	}
}

func tfStage(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity(""), Owner: r.text("rest_api_id"), Name: r.text("stage_name"),
	})
}

func tfAPIv2(m *model.Model, r reader) {
	m.APIs = append(m.APIs, &model.API{
		Entity: r.entity(""), Protocol: r.upper("protocol_type"), Name: r.text("name"),
		EndpointType: value.Unset(r.At), Body: r.text("body"), Target: r.text("target"),
	})
}

func tfIntegrationV2(m *model.Model, r reader) {
	m.Integrations = append(m.Integrations, &model.Integration{
		Entity: r.entity(""), Owner: r.text("api_id"),
		Resource: value.Unset(r.At), RouteMethod: value.Unset(r.At),
		Type: r.upper("integration_type"), Method: r.text("integration_method"),
		URI: r.text("integration_uri"), Subtype: r.text("integration_subtype"),
		Credentials:      r.text("credentials_arn"),
		RequestTemplates: r.Get("request_templates"),
		Passthrough:      r.upper("passthrough_behavior"),
		ContentHandling:  r.upper("content_handling_strategy"),
		TimeoutMillis:    r.number("timeout_milliseconds"),
	})
}

func tfRouteV2(m *model.Model, r reader) {
	m.Routes = append(m.Routes, routeV2(r, r.text("api_id"), r.text("route_key"), r.text("target"),
		r.upper("authorization_type")))
}

func tfStageV2(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity(""), Owner: r.text("api_id"), Name: r.text("name"),
	})
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

func tfDeploymentV2(m *model.Model, r reader) {
	m.Deployments = append(m.Deployments, &model.Deployment{
		Entity: r.entity(""), Owner: r.text("api_id"), StageName: value.Unset(r.At),
	})
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

func tfFunction(m *model.Model, r reader) {
	m.Functions = append(m.Functions, &model.Function{
		Entity: r.entity(""), Name: r.text("function_name"), TimeoutSeconds: r.number("timeout"),
	})
}

func tfAlias(m *model.Model, r reader) {
	m.Aliases = append(m.Aliases, &model.Alias{
		Entity: r.entity(""), FunctionName: r.text("function_name"), Name: r.text("name"),
	})
}

func tfPermission(m *model.Model, r reader) {
	m.Permissions = append(m.Permissions, &model.Permission{
		Entity: r.entity(""), FunctionName: r.text("function_name"), Qualifier: r.text("qualifier"),
		Action: r.text("action"), Principal: r.text("principal"),
		SourceARN: r.text("source_arn"), SourceAccount: r.text("source_account"),
	})
}

func tfEndpoint(m *model.Model, r reader) {
	if forAPIGateway(r.text("service_name")) {
		addPolicy(m, r, model.OnEndpoint, r.self(), r.Get("policy"))
		m.Endpoints = append(m.Endpoints, r.Address)
	}
}

func tfEndpointPolicy(m *model.Model, r reader) {
	addPolicy(m, r, model.OnEndpoint, r.text("vpc_endpoint_id"), r.Get("policy"))
}
