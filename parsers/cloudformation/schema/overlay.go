package schema

import "strings"

// overlay is what AWS has added since the structs were made, by type and path.
// "[]" behind a name says that it is a list.
var overlay = map[string]map[string]Kind{
	"AWS::ApiGateway::BasePathMappingV2": {
		"BasePath": Text, "DomainNameArn": Text, "RestApiId": Text, "Stage": Text,
	},
	"AWS::ApiGateway::DomainName": {
		"EndpointAccessMode":                  Text,
		"EndpointConfiguration.IpAddressType": Text,
		"Policy":                              Any,
		"RoutingMode":                         Text,
	},
	"AWS::ApiGateway::DomainNameAccessAssociation": {
		"AccessAssociationSource": Text, "AccessAssociationSourceType": Text, "DomainNameArn": Text,
	},
	"AWS::ApiGateway::DomainNameV2": {
		"CertificateArn": Text, "DomainName": Text, "EndpointAccessMode": Text,
		"EndpointConfiguration.IpAddressType": Text, "EndpointConfiguration.Types[]": Text,
		"Policy": Any, "RoutingMode": Text, "SecurityPolicy": Text,
	},
	"AWS::ApiGateway::Method": {
		"Integration.IntegrationTarget": Text, "Integration.ResponseTransferMode": Text,
	},
	"AWS::ApiGateway::RestApi": {
		"EndpointAccessMode":                  Text,
		"EndpointConfiguration.IpAddressType": Text,
		"SecurityPolicy":                      Text,
	},
	"AWS::ApiGatewayV2::Api": {"IpAddressType": Text},
	"AWS::ApiGatewayV2::DomainName": {
		"DomainNameConfigurations[].IpAddressType": Text, "RoutingMode": Text,
	},
	"AWS::ApiGatewayV2::RoutingRule": {
		"Actions[].InvokeApi.ApiId": Text, "Actions[].InvokeApi.Stage": Text, "Actions[].InvokeApi.StripBasePath": Bool,
		"Conditions[].MatchBasePaths.AnyOf[]": Text, "Conditions[].MatchHeaders.AnyOf[].Header": Text,
		"Conditions[].MatchHeaders.AnyOf[].ValueGlob": Text, "DomainNameArn": Text, "Priority": Number,
	},
	"AWS::EC2::VPCEndpoint": {
		"DnsOptions.DnsRecordIpType": Text, "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": Text,
		"IpAddressType": Text, "ResourceConfigurationArn": Text, "ServiceNetworkArn": Text, "ServiceRegion": Text,
	},
	"AWS::Lambda::Permission": {"InvokedViaFunctionUrl": Bool},
	"AWS::Serverless::Api":    {"Auth.ResourcePolicy": Any, "Domain": Any, "EndpointConfiguration": Any},
}

// add puts a property under a path, and what is missing on the way to it.
func (p *Property) add(path string, kind Kind) {
	name, rest, more := strings.Cut(path, ".")
	name, isList := strings.CutSuffix(name, "[]")
	child := p.Properties[name]
	if child == nil {
		child = &Property{Kind: kind}
		if more {
			child = &Property{Kind: Object, Properties: map[string]*Property{}}
		}
		if isList {
			child = &Property{Kind: List, Items: child}
		}
		p.Properties[name] = child
	}
	if !more {
		return
	}
	for child.Items != nil {
		child = child.Items
	}
	if child.Kind == Object {
		child.add(rest, kind)
	}
}
