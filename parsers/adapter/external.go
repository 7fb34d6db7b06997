package adapter

import (
	"maps"
	"slices"
)

// externalTypes says which kinds of things, in the model's words, the resources
// of a type make that may be declared to be managed elsewhere.
var externalTypes = withRecordTypes(map[string][]string{
	"aws_api_gateway_method":                      {"routes"},
	"aws_api_gateway_integration":                 {"integrations"},
	"aws_api_gateway_method_response":             {"method-responses"},
	"aws_api_gateway_integration_response":        {"integration-responses"},
	"aws_api_gateway_stage":                       {"stages"},
	"aws_api_gateway_deployment":                  {"deployments"},
	"aws_api_gateway_authorizer":                  {"authorizers"},
	"aws_api_gateway_rest_api_policy":             {"resource-policies"},
	"aws_api_gateway_gateway_response":            {"gateway-responses"},
	"aws_api_gateway_base_path_mapping":           {"mappings"},
	"aws_api_gateway_usage_plan":                  {"usage-plans"},
	"aws_api_gateway_usage_plan_key":              {"api-keys"},
	"aws_api_gateway_api_key":                     {"api-keys"},
	"aws_apigatewayv2_route":                      {"routes"},
	"aws_apigatewayv2_integration":                {"integrations"},
	"aws_apigatewayv2_stage":                      {"stages"},
	"aws_apigatewayv2_deployment":                 {"deployments"},
	"aws_apigatewayv2_authorizer":                 {"authorizers"},
	"aws_apigatewayv2_api_mapping":                {"mappings"},
	"aws_apigatewayv2_routing_rule":               {"mappings"},
	"aws_lambda_permission":                       {"permissions"},
	"aws_security_group":                          {"security-groups"},
	"aws_security_group_rule":                     {"security-group-rules"},
	"aws_vpc_security_group_ingress_rule":         {"security-group-rules"},
	"aws_vpc_security_group_egress_rule":          {"security-group-rules"},
	"aws_vpc_endpoint_security_group_association": {"security-groups"},

	"AWS::ApiGateway::Method":            {"routes", "integrations"},
	"AWS::ApiGateway::Stage":             {"stages"},
	"AWS::ApiGateway::Deployment":        {"deployments"},
	"AWS::ApiGateway::Authorizer":        {"authorizers"},
	"AWS::ApiGateway::GatewayResponse":   {"gateway-responses"},
	"AWS::ApiGateway::BasePathMapping":   {"mappings"},
	"AWS::ApiGateway::BasePathMappingV2": {"mappings"},
	"AWS::ApiGateway::UsagePlan":         {"usage-plans"},
	"AWS::ApiGateway::UsagePlanKey":      {"api-keys"},
	"AWS::ApiGateway::ApiKey":            {"api-keys"},
	"AWS::ApiGatewayV2::Route":           {"routes"},
	"AWS::ApiGatewayV2::Integration":     {"integrations"},
	"AWS::ApiGatewayV2::Stage":           {"stages"},
	"AWS::ApiGatewayV2::Deployment":      {"deployments"},
	"AWS::ApiGatewayV2::Authorizer":      {"authorizers"},
	"AWS::ApiGatewayV2::ApiMapping":      {"mappings"},
	"AWS::ApiGatewayV2::RoutingRule":     {"mappings"},
	"AWS::Lambda::Permission":            {"permissions"},
	"AWS::EC2::SecurityGroup":            {"security-groups"},
	"AWS::EC2::SecurityGroupIngress":     {"security-group-rules"},
	"AWS::EC2::SecurityGroupEgress":      {"security-group-rules"},
	"AWS::Route53::RecordSet":            {"dns-records"},
	"AWS::Route53::RecordSetGroup":       {"dns-records"},
})

// ExternalTypes gives the resource types that may be declared to be managed
// elsewhere, sorted.
func ExternalTypes() []string { return slices.Sorted(maps.Keys(externalTypes)) }

// ExternalKinds gives the kinds of things that resources of a type make, in the
// model's words; nil for a type of which nothing is ever missed.
func ExternalKinds(resourceType string) []string { return externalTypes[resourceType] }

// withRecordTypes adds the record types of all DNS providers to a table.
func withRecordTypes(table map[string][]string) map[string][]string {
	table = maps.Clone(table)
	for name := range recordTypes {
		table[name] = []string{"dns-records"}
	}
	return table
}
