package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// cloudFormationTypes says how each CloudFormation resource type is read.
var cloudFormationTypes = map[string]read{
	"AWS::ApiGateway::RestApi":  cfnRestAPI,
	"AWS::ApiGateway::Resource": pathNode{owner: "RestApiId", parent: "ParentId", part: "PathPart"}.read,
	"AWS::ApiGateway::Method":   cfnMethod,
	"AWS::ApiGateway::Authorizer": authorizer{
		owner: "RestApiId", name: "Name", kind: "Type", uri: "AuthorizerUri", credentials: "AuthorizerCredentials",
		sources: "IdentitySource", validation: "IdentityValidationExpression", ttl: "AuthorizerResultTtlInSeconds",
		providers: "ProviderARNs", ttlDefault: keptSeconds,
	}.read,
	"AWS::ApiGateway::Deployment":   cfnDeployment,
	"AWS::ApiGateway::Stage":        cfnStage,
	"AWS::ApiGateway::DomainName":   cfnDomain.read,
	"AWS::ApiGateway::DomainNameV2": cfnPrivateDomain.read,
	"AWS::ApiGateway::BasePathMapping": mapping{
		kind: model.BasePathMapping, domain: []string{"DomainName"}, owner: "RestApiId", stage: "Stage", path: "BasePath",
	}.read,
	"AWS::ApiGateway::BasePathMappingV2": mapping{
		kind: model.BasePathMapping, domain: []string{"DomainNameArn"}, owner: "RestApiId", stage: "Stage", path: "BasePath",
	}.read,
	"AWS::ApiGatewayV2::Api": cfnAPIv2,
	"AWS::ApiGatewayV2::ApiMapping": mapping{
		kind: model.APIMapping, domain: []string{"DomainName"}, owner: "ApiId", stage: "Stage", path: "ApiMappingKey",
	}.read,
	"AWS::ApiGatewayV2::RoutingRule": routingRule{
		domain: "DomainNameArn", actions: "Actions", invoke: "InvokeApi", owner: "ApiId", stage: "Stage",
		conditions: "Conditions", paths: "MatchBasePaths", anyOf: "AnyOf",
	}.read,
	"AWS::ApiGatewayV2::Authorizer": authorizer{
		owner: "ApiId", name: "Name", kind: "AuthorizerType", uri: "AuthorizerUri",
		credentials: "AuthorizerCredentialsArn", sources: "IdentitySource", ttl: "AuthorizerResultTtlInSeconds",
		validation: "IdentityValidationExpression", issuer: "JwtConfiguration.Issuer", audience: "JwtConfiguration.Audience",
		payload: "AuthorizerPayloadFormatVersion", simple: "EnableSimpleResponses",
	}.read,
	"AWS::ApiGatewayV2::Integration": integrationV2{owner: "ApiId", mappings: cfnResponseMappings, integration: integration{
		kind: "IntegrationType", method: "IntegrationMethod", uri: "IntegrationUri", subtype: "IntegrationSubtype",
		credentials: "CredentialsArn", templates: "RequestTemplates", passthrough: "PassthroughBehavior",
		content: "ContentHandlingStrategy", timeout: "TimeoutInMillis", parameters: "RequestParameters",
		connectionType: "ConnectionType", connection: "ConnectionId", serverName: "TlsConfig.ServerNameToVerify",
		payload: "PayloadFormatVersion",
	}}.read,
	"AWS::ApiGatewayV2::Route": routeV2{
		owner: "ApiId", key: "RouteKey", target: "Target", guard: cfnGuard, parameters: cfnRequestParameters,
	}.read,
	"AWS::ApiGatewayV2::Stage":      cfnStageV2,
	"AWS::ApiGatewayV2::Deployment": deployment{owner: "ApiId", serves: "StageName"}.read,
	"AWS::ApiGatewayV2::DomainName": cfnDomainV2.read,
	"AWS::CertificateManager::Certificate": certificate{
		name: "DomainName", others: "SubjectAlternativeNames", validation: "ValidationMethod", algorithm: "KeyAlgorithm",
		validationDefault: "EMAIL",
	}.read,
	"AWS::CloudFront::Distribution":        cfnDistribution.read,
	"AWS::CloudFront::CachePolicy":         cfnCachePolicy.read,
	"AWS::CloudFront::OriginRequestPolicy": cfnOriginRequestPolicy.read,
	"AWS::Lambda::Function":                function{name: "FunctionName", timeout: "Timeout"}.read,
	"AWS::Lambda::Alias":                   alias{function: "FunctionName", name: "Name"}.read,
	"AWS::Lambda::Version":                 alias{function: "FunctionName"}.read,
	"AWS::Lambda::Permission": permission{
		function: "FunctionName", action: "Action", principal: "Principal",
		sourceARN: "SourceArn", sourceAccount: "SourceAccount",
	}.read,
	"AWS::ApiGateway::GatewayResponse": gatewayResponse{
		owner: "RestApiId", kind: "ResponseType", status: "StatusCode",
		parameters: "ResponseParameters", templates: "ResponseTemplates",
	}.read,
	"AWS::ApiGateway::UsagePlan": usagePlan{
		name: "UsagePlanName", stages: "ApiStages", owner: "ApiId", stage: "Stage",
		burst: "Throttle.BurstLimit", rate: "Throttle.RateLimit", quota: "Quota.Limit",
	}.read,
	"AWS::ApiGateway::UsagePlanKey": planKey{plan: "UsagePlanId", key: "KeyId", kind: "KeyType"}.read,
	"AWS::ApiGateway::ApiKey":       apiKey{name: "Name", enabled: "Enabled"}.read,
	"AWS::ApiGateway::VpcLink":      vpcLink{version: "1", name: "Name", targets: "TargetArns"}.read,
	"AWS::ApiGatewayV2::VpcLink": vpcLink{
		version: "2", name: "Name", subnets: "SubnetIds", groups: "SecurityGroupIds",
	}.read,
	"AWS::IAM::Role": identity{
		name: "RoleName", trust: "AssumeRolePolicyDocument", inline: "Policies", inlineDocument: "PolicyDocument",
	}.read,
	"AWS::IAM::User":          identity{inline: "Policies", inlineDocument: "PolicyDocument"}.read,
	"AWS::IAM::Group":         identity{inline: "Policies", inlineDocument: "PolicyDocument"}.read,
	"AWS::IAM::Policy":        identity{document: "PolicyDocument"}.read,
	"AWS::IAM::ManagedPolicy": identity{document: "PolicyDocument"}.read,
	"AWS::IAM::RolePolicy":    identity{document: "PolicyDocument"}.read,
	"AWS::IAM::UserPolicy":    identity{document: "PolicyDocument"}.read,
	"AWS::IAM::GroupPolicy":   identity{document: "PolicyDocument"}.read,
	"AWS::EC2::SecurityGroup": securityGroup{
		name: "GroupName", vpc: "VpcId", ingress: "SecurityGroupIngress", egress: "SecurityGroupEgress",
		rule: cfnGroupRule("", "SourceSecurityGroupId", "SourcePrefixListId", "DestinationSecurityGroupId", "DestinationPrefixListId"),
	}.read,
	"AWS::EC2::SecurityGroupIngress": cfnGroupRule("ingress", "SourceSecurityGroupId", "SourcePrefixListId").read,
	"AWS::EC2::SecurityGroupEgress":  cfnGroupRule("egress", "DestinationSecurityGroupId", "DestinationPrefixListId").read,
	"AWS::EC2::VPCEndpoint": endpoint{
		service: "ServiceName", policy: "PolicyDocument", kind: "VpcEndpointType", vpc: "VpcId", subnets: "SubnetIds",
		groups: "SecurityGroupIds", privateDNS: "PrivateDnsEnabled",
	}.read,
	"AWS::SSM::Parameter":          handOut{"Value"}.read,
	"AWS::Route53::RecordSet":      cfnRecordSet,
	"AWS::Route53::RecordSetGroup": cfnRecordSetGroup,
}

// cfnGroupRule gives the names of a rule of one direction.
func cfnGroupRule(direction string, peers ...string) securityRule {
	return securityRule{
		group: "GroupId", direction: direction, protocol: "IpProtocol", from: "FromPort", to: "ToPort",
		cidrs: []string{"CidrIp", "CidrIpv6"}, peers: peers,
	}
}

func cfnRestAPI(m *model.Model, r reader) {
	endpoint := value.AsUpper(first(r.Get("EndpointConfiguration", "Types")))
	if endpoint.IsAbsent() {
		// The import's parameters may say it, too.
		endpoint = value.AsUpper(r.Get("Parameters", "endpointConfigurationTypes"))
	}
	body := r.Get("Body")
	if body.IsAbsent() && !r.Get("BodyS3Location").IsAbsent() {
		body = value.NotKnown(value.OutsideRoot, "", r.Get("BodyS3Location").At)
	}
	if body.IsAbsent() && !r.Get("CloneFrom").IsAbsent() {
		body = value.NotKnown(value.OutsideRoot, "", r.Get("CloneFrom").At)
	}
	api := &model.API{
		Region: r.Region, Account: r.Account,
		Entity:       r.entity(""),
		Protocol:     value.OfText(model.REST, r.At),
		Name:         r.text("Name"),
		EndpointType: orText(endpoint, "EDGE"),
		Body:         body,
		Target:       value.Unset(r.At),
	}
	cfnRestSettings.fill(api, r)
	m.APIs = append(m.APIs, api)
	addPolicy(m, r, model.OnAPI, r.self(), r.Get("Policy"))
}

// cfnMethod reads a method with the integration and the responses that
// CloudFormation bundles with it.
func cfnMethod(m *model.Model, r reader) {
	route := method{
		owner: "RestApiId", node: "ResourceId", verb: "HttpMethod", parameters: "RequestParameters", guard: cfnGuard,
	}.route(r)
	m.Routes = append(m.Routes, route)
	responses, complete := blocks(r.Get("MethodResponses"))
	route.MethodResponsesSet.Complete = complete
	for i, block := range responses {
		route.MethodResponses = append(route.MethodResponses, &model.MethodResponse{
			Entity: r.part(fmt.Sprintf("method-response-%d", i), block),
			Owner:  route.Owner, Resource: route.Resource, Method: route.Method,
			StatusCode: textOf(block, "StatusCode"), Parameters: block.Get("ResponseParameters"),
		})
	}
	if !complete {
		route.MethodResponsesSet.Open("the method responses are not known as a whole")
	}
	cfnMethodIntegration(m, r, route)
}

func cfnMethodIntegration(m *model.Model, r reader, route *model.Route) {
	block := r.Get("Integration")
	if block.IsAbsent() {
		return
	}
	if !block.IsKnown() {
		route.IntegrationSet.OpenFor("the integration is not known", block)
		return
	}
	header := keyOf(r.Attrs, "Integration")
	made := &model.Integration{
		Entity: r.part("integration", header), Owner: route.Owner,
		Bundled: true, Routes: []*model.Route{route},
		Protocol: route.Protocol, Resource: route.Resource, RouteMethod: route.Method,
	}
	cfnIntegrationNames.fill(made, func(name string) value.Value {
		v := inside(block, name)
		if v.IsAbsent() {
			v.At = header.At
		}
		return v
	})
	responses, complete := blocks(block.Get("IntegrationResponses"))
	if !complete {
		made.ResponsesSet.OpenFor("the integration responses are not known as a whole", block.Get("IntegrationResponses"))
	}
	for i, item := range responses {
		made.Responses = append(made.Responses, &model.IntegrationResponse{
			Entity: r.part(fmt.Sprintf("integration-response-%d", i), item),
			Owner:  route.Owner, Resource: route.Resource, Method: route.Method,
			StatusCode: textOf(item, "StatusCode"), SelectionPattern: textOf(item, "SelectionPattern"),
			Parameters: item.Get("ResponseParameters"),
		})
	}
	route.Integration = made
	m.Integrations = append(m.Integrations, made)
}

func cfnDeployment(m *model.Model, r reader) {
	deployment{
		owner: "RestApiId", makes: "StageName", variables: "StageDescription.Variables",
		certificate: "StageDescription.ClientCertificateId",
	}.read(m, r)
	if block := r.Get("StageDescription"); block.IsKnown() {
		addThrottle(m, r, "stage", "all routes", block, cfnLimits)
	}
	cfnMethodSettings(m, r, r.Get("StageDescription", "MethodSettings"))
}

func cfnStage(m *model.Model, r reader) {
	stage{
		owner: "RestApiId", name: "StageName", variables: "Variables", deployment: "DeploymentId",
		certificate: "ClientCertificateId",
	}.read(m, r)
	cfnMethodSettings(m, r, r.Get("MethodSettings"))
}

var cfnLimits = asWritten("ThrottlingBurstLimit", "ThrottlingRateLimit")

func cfnMethodSettings(m *model.Model, r reader, settings value.Value) {
	items, _ := blocks(settings)
	for i, block := range items {
		addThrottle(m, r, fmt.Sprintf("method-settings-%d", i), cfnScope(block), block, cfnLimits)
	}
}

// cfnScope names what a method setting limits.
func cfnScope(block value.Value) string {
	method, path := textOf(block, "HttpMethod"), textOf(block, "ResourcePath")
	verb, verbKnown := method.Text()
	text, pathKnown := path.Text()
	if !verbKnown || !pathKnown {
		return method.Show() + " " + path.Show()
	}
	return scopeOf(verb, text)
}

func cfnAPIv2(m *model.Model, r reader) {
	body := r.Get("Body")
	if body.IsAbsent() && !r.Get("BodyS3Location").IsAbsent() {
		body = value.NotKnown(value.OutsideRoot, "", r.Get("BodyS3Location").At)
	}
	protocol := r.upper("ProtocolType")
	if protocol.IsAbsent() && !body.IsAbsent() {
		// Only HTTP APIs are imported from a document.
		protocol = orText(protocol, model.HTTP)
	}
	api := &model.API{
		Region: r.Region, Account: r.Account,
		Entity: r.entity(""), Protocol: protocol, Name: r.text("Name"),
		EndpointType: value.Unset(r.At), Body: body, Target: r.text("Target"),
	}
	cfnSettingsV2.fill(api, r)
	m.APIs = append(m.APIs, api)
	addDocumentPolicy(m, r, body)
}

func cfnStageV2(m *model.Model, r reader) {
	stage{
		owner: "ApiId", name: "StageName", variables: "StageVariables", deployment: "DeploymentId",
		autoDeploy: "AutoDeploy", certificate: "ClientCertificateId",
	}.read(m, r)
	if block := r.Get("DefaultRouteSettings"); block.IsKnown() {
		addThrottle(m, r, "default", "all routes", block, cfnLimits)
	}
	for _, entry := range r.Get("RouteSettings").Entries() {
		addThrottle(m, r, "route "+entry.Key, entry.Key, entry.Value, cfnLimits)
	}
}

func cfnRecordSet(m *model.Model, r reader) {
	addRecordSet(m, r.entity(""), r.Attrs)
}

func cfnRecordSetGroup(m *model.Model, r reader) {
	sets, _ := blocks(r.Get("RecordSets"))
	for i, block := range sets {
		addRecordSet(m, r.part(fmt.Sprintf("record-%d", i), block), block)
	}
}

func addRecordSet(m *model.Model, entity model.Entity, set value.Value) {
	record := &model.Record{
		Entity: entity, Name: textOf(set, "Name"), RecordType: value.AsUpper(set.Get("Type")),
		Proxied: value.Unset(entity.At),
	}
	addTargets(record, set.Get("ResourceRecords"))
	if alias := set.Get("AliasTarget"); alias.IsKnown() {
		addTargets(record, alias.Get("DNSName"))
	}
	m.Records = append(m.Records, record)
}
