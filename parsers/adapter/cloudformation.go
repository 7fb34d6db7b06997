package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// cloudFormationTypes says how each CloudFormation resource type is read.
var cloudFormationTypes = map[string]read{
	"AWS::ApiGateway::RestApi":      cfnRestAPI,
	"AWS::ApiGateway::Resource":     pathNode{owner: "RestApiId", parent: "ParentId", part: "PathPart"}.read,
	"AWS::ApiGateway::Method":       cfnMethod,
	"AWS::ApiGateway::Deployment":   cfnDeployment,
	"AWS::ApiGateway::Stage":        cfnStage,
	"AWS::ApiGateway::DomainName":   cfnDomain,
	"AWS::ApiGateway::DomainNameV2": cfnDomain,
	"AWS::ApiGatewayV2::Api":        cfnAPIv2,
	"AWS::ApiGatewayV2::Integration": integrationV2{
		owner: "ApiId", kind: "IntegrationType", method: "IntegrationMethod", uri: "IntegrationUri",
		subtype: "IntegrationSubtype", credentials: "CredentialsArn", templates: "RequestTemplates",
		passthrough: "PassthroughBehavior", content: "ContentHandlingStrategy", timeout: "TimeoutInMillis",
	}.read,
	"AWS::ApiGatewayV2::Route":      routeV2{owner: "ApiId", key: "RouteKey", target: "Target", authorization: "AuthorizationType"}.read,
	"AWS::ApiGatewayV2::Stage":      cfnStageV2,
	"AWS::ApiGatewayV2::Deployment": deployment{owner: "ApiId"}.read, // its StageName names a stage that is there already
	"AWS::ApiGatewayV2::DomainName": cfnDomainV2,
	"AWS::Lambda::Function":         function{name: "FunctionName", timeout: "Timeout"}.read,
	"AWS::Lambda::Alias":            alias{function: "FunctionName", name: "Name"}.read,
	"AWS::Lambda::Version":          alias{function: "FunctionName"}.read,
	"AWS::Lambda::Permission": permission{
		function: "FunctionName", action: "Action", principal: "Principal",
		sourceARN: "SourceArn", sourceAccount: "SourceAccount",
	}.read,
	"AWS::EC2::VPCEndpoint":        endpoint{service: "ServiceName", policy: "PolicyDocument"}.read,
	"AWS::SSM::Parameter":          handOut{"Value"}.read,
	"AWS::Route53::RecordSet":      cfnRecordSet,
	"AWS::Route53::RecordSetGroup": cfnRecordSetGroup,
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
	m.APIs = append(m.APIs, &model.API{
		Entity:       r.entity(""),
		Protocol:     value.OfText(model.REST, r.At),
		Name:         r.text("Name"),
		EndpointType: orText(endpoint, "EDGE"),
		Body:         body,
		Target:       value.Unset(r.At),
	})
	addPolicy(m, r, model.OnAPI, r.self(), r.Get("Policy"))
}

// cfnMethod reads a method with the integration and the responses that
// CloudFormation bundles with it.
func cfnMethod(m *model.Model, r reader) {
	owner, node, verb := r.text("RestApiId"), r.text("ResourceId"), r.upper("HttpMethod")
	route := &model.Route{
		Entity: r.entity(""), Owner: owner, Protocol: value.OfText(model.REST, r.At),
		Resource: node, Method: verb, Target: value.Unset(r.At), Key: value.Unset(r.At),
		Authorization: orText(r.upper("AuthorizationType"), "NONE"),
	}
	m.Routes = append(m.Routes, route)
	responses, complete := blocks(r.Get("MethodResponses"))
	route.MethodResponsesSet.Complete = complete
	for i, block := range responses {
		route.MethodResponses = append(route.MethodResponses, &model.MethodResponse{
			Entity: r.part(fmt.Sprintf("method-response-%d", i), block),
			Owner:  owner, Resource: node, Method: verb,
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
		route.IntegrationSet.Open("the integration is not known")
		return
	}
	header := keyOf(r.Attrs, "Integration")
	at := func(v value.Value) value.Value {
		if v.IsAbsent() {
			v.At = header.At
		}
		return v
	}
	integration := &model.Integration{
		Entity: r.part("integration", header), Owner: route.Owner,
		Bundled: true, Routes: []*model.Route{route},
		Protocol: route.Protocol, Resource: route.Resource, RouteMethod: route.Method,
		Type: value.AsUpper(at(block.Get("Type"))), Method: value.AsText(at(block.Get("IntegrationHttpMethod"))),
		URI: value.AsText(at(block.Get("Uri"))), Subtype: value.Unset(block.At),
		Credentials:      value.AsText(at(block.Get("Credentials"))),
		RequestTemplates: at(block.Get("RequestTemplates")),
		Passthrough:      value.AsUpper(at(block.Get("PassthroughBehavior"))),
		ContentHandling:  value.AsUpper(at(block.Get("ContentHandling"))),
		TimeoutMillis:    value.AsNumber(at(block.Get("TimeoutInMillis"))),
	}
	responses, complete := blocks(block.Get("IntegrationResponses"))
	if !complete {
		integration.ResponsesSet.Open("the integration responses are not known as a whole")
	}
	for i, item := range responses {
		integration.Responses = append(integration.Responses, &model.IntegrationResponse{
			Entity: r.part(fmt.Sprintf("integration-response-%d", i), item),
			Owner:  route.Owner, Resource: route.Resource, Method: route.Method,
			StatusCode: textOf(item, "StatusCode"), SelectionPattern: textOf(item, "SelectionPattern"),
			Parameters: item.Get("ResponseParameters"),
		})
	}
	route.Integration = integration
	m.Integrations = append(m.Integrations, integration)
}

func cfnDeployment(m *model.Model, r reader) {
	deployment{owner: "RestApiId", stage: "StageName"}.read(m, r)
	if block := r.Get("StageDescription"); block.IsKnown() {
		addThrottle(m, r, "stage", "all routes", block, cfnLimits)
	}
	cfnMethodSettings(m, r, r.Get("StageDescription", "MethodSettings"))
}

func cfnStage(m *model.Model, r reader) {
	stage{owner: "RestApiId", name: "StageName"}.read(m, r)
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
	if text, _ := path.Text(); text == "/*" {
		return "all routes"
	}
	return method.Show() + " " + path.Show()
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
	m.APIs = append(m.APIs, &model.API{
		Entity: r.entity(""), Protocol: protocol, Name: r.text("Name"),
		EndpointType: value.Unset(r.At), Body: body, Target: r.text("Target"),
	})
}

func cfnStageV2(m *model.Model, r reader) {
	stage{owner: "ApiId", name: "StageName"}.read(m, r)
	if block := r.Get("DefaultRouteSettings"); block.IsKnown() {
		addThrottle(m, r, "default", "all routes", block, cfnLimits)
	}
	for _, entry := range r.Get("RouteSettings").Entries() {
		addThrottle(m, r, "route "+entry.Key, entry.Key, entry.Value, cfnLimits)
	}
}

func cfnDomain(m *model.Model, r reader) {
	m.Domains = append(m.Domains, &model.Domain{
		Entity: r.entity(""), Name: r.text("DomainName"),
		EndpointType: orText(value.AsUpper(first(r.Get("EndpointConfiguration", "Types"))), "EDGE"),
	})
	addPolicy(m, r, model.OnDomain, r.self(), r.Get("Policy"))
}

func cfnDomainV2(m *model.Model, r reader) {
	m.Domains = append(m.Domains, &model.Domain{
		Entity: r.entity(""), Name: r.text("DomainName"),
		EndpointType: value.AsUpper(r.Get("DomainNameConfigurations", "EndpointType")),
	})
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
