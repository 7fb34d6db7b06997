package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// cloudFormationTypes says how each CloudFormation resource type is read.
var cloudFormationTypes = map[string]read{
	"AWS::ApiGateway::RestApi":       cfnRestAPI,
	"AWS::ApiGateway::Resource":      cfnPathNode,
	"AWS::ApiGateway::Method":        cfnMethod,
	"AWS::ApiGateway::Deployment":    cfnDeployment,
	"AWS::ApiGateway::Stage":         cfnStage,
	"AWS::ApiGateway::DomainName":    cfnDomain,
	"AWS::ApiGateway::DomainNameV2":  cfnDomain,
	"AWS::ApiGatewayV2::Api":         cfnAPIv2,
	"AWS::ApiGatewayV2::Integration": cfnIntegrationV2,
	"AWS::ApiGatewayV2::Route":       cfnRouteV2,
	"AWS::ApiGatewayV2::Stage":       cfnStageV2,
	"AWS::ApiGatewayV2::Deployment":  cfnDeploymentV2,
	"AWS::ApiGatewayV2::DomainName":  cfnDomainV2,
	"AWS::Lambda::Function":          cfnFunction,
	"AWS::Lambda::Alias":             cfnAlias,
	"AWS::Lambda::Version":           cfnVersion,
	"AWS::Lambda::Permission":        cfnPermission,
	"AWS::EC2::VPCEndpoint":          cfnEndpoint,
	"AWS::Route53::RecordSet":        cfnRecordSet,
	"AWS::Route53::RecordSetGroup":   cfnRecordSetGroup,
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

func cfnPathNode(m *model.Model, r reader) {
	m.PathNodes = append(m.PathNodes, &model.PathNode{
		Entity: r.entity(""), Owner: r.text("RestApiId"),
		Parent: r.text("ParentId"), PathPart: r.text("PathPart"),
	})
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
		m.MethodResponses = append(m.MethodResponses, &model.MethodResponse{
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
	at := func(v value.Value) value.Value {
		if v.IsAbsent() {
			v.At = block.At
		}
		return v
	}
	integration := &model.Integration{
		Entity: r.part("integration", block), Owner: route.Owner,
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
		m.IntegrationResponses = append(m.IntegrationResponses, &model.IntegrationResponse{
			Entity: r.part(fmt.Sprintf("integration-response-%d", i), item),
			Owner:  route.Owner, Resource: route.Resource, Method: route.Method,
			StatusCode: textOf(item, "StatusCode"), SelectionPattern: textOf(item, "SelectionPattern"),
			Parameters: item.Get("ResponseParameters"),
		})
	}
	m.Integrations = append(m.Integrations, integration)
}

func cfnDeployment(m *model.Model, r reader) {
	m.Deployments = append(m.Deployments, &model.Deployment{
		Entity: r.entity(""), Owner: r.text("RestApiId"), StageName: r.text("StageName"),
	})
	if name := r.text("StageName"); !name.IsAbsent() {
		m.Stages = append(m.Stages, &model.Stage{
			Entity: r.entity("stage"), Owner: r.text("RestApiId"), Name: name,
		})
	}
	for _, block := range cfnSettings(r.Get("StageDescription", "MethodSettings")) {
		addThrottle(m, r, "stage-settings", cfnScope(block), block, asWritten("ThrottlingBurstLimit", "ThrottlingRateLimit"))
	}
}

func cfnStage(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity(""), Owner: r.text("RestApiId"), Name: r.text("StageName"),
	})
	for i, block := range cfnSettings(r.Get("MethodSettings")) {
		addThrottle(m, r, fmt.Sprintf("method-settings-%d", i), cfnScope(block), block,
			asWritten("ThrottlingBurstLimit", "ThrottlingRateLimit"))
	}
}

func cfnSettings(v value.Value) []value.Value {
	items, _ := blocks(v)
	return items
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

func cfnIntegrationV2(m *model.Model, r reader) {
	m.Integrations = append(m.Integrations, &model.Integration{
		Entity: r.entity(""), Owner: r.text("ApiId"),
		Resource: value.Unset(r.At), RouteMethod: value.Unset(r.At),
		Type: r.upper("IntegrationType"), Method: r.text("IntegrationMethod"),
		URI: r.text("IntegrationUri"), Subtype: r.text("IntegrationSubtype"),
		Credentials:      r.text("CredentialsArn"),
		RequestTemplates: r.Get("RequestTemplates"),
		Passthrough:      r.upper("PassthroughBehavior"),
		ContentHandling:  r.upper("ContentHandlingStrategy"),
		TimeoutMillis:    r.number("TimeoutInMillis"),
	})
}

func cfnRouteV2(m *model.Model, r reader) {
	m.Routes = append(m.Routes, routeV2(r, r.text("ApiId"), r.text("RouteKey"), r.text("Target"),
		r.upper("AuthorizationType")))
}

func cfnStageV2(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity(""), Owner: r.text("ApiId"), Name: r.text("StageName"),
	})
	if block := r.Get("DefaultRouteSettings"); block.IsKnown() {
		addThrottle(m, r, "default", "all routes", block, asWritten("ThrottlingBurstLimit", "ThrottlingRateLimit"))
	}
	for _, entry := range r.Get("RouteSettings").Entries() {
		addThrottle(m, r, "route "+entry.Key, entry.Key, entry.Value, asWritten("ThrottlingBurstLimit", "ThrottlingRateLimit"))
	}
}

func cfnDeploymentV2(m *model.Model, r reader) {
	m.Deployments = append(m.Deployments, &model.Deployment{
		Entity: r.entity(""), Owner: r.text("ApiId"), StageName: r.text("StageName"),
	})
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

func cfnFunction(m *model.Model, r reader) {
	m.Functions = append(m.Functions, &model.Function{
		Entity: r.entity(""), Name: r.text("FunctionName"), TimeoutSeconds: r.number("Timeout"),
	})
}

func cfnAlias(m *model.Model, r reader) {
	m.Aliases = append(m.Aliases, &model.Alias{
		Entity: r.entity(""), FunctionName: r.text("FunctionName"), Name: r.text("Name"),
	})
}

func cfnVersion(m *model.Model, r reader) {
	m.Aliases = append(m.Aliases, &model.Alias{
		Entity: r.entity(""), FunctionName: r.text("FunctionName"),
		Name: value.OfRef(value.Ref{Address: r.Address, Attr: "version"}, r.At),
	})
}

func cfnPermission(m *model.Model, r reader) {
	m.Permissions = append(m.Permissions, &model.Permission{
		Entity: r.entity(""), FunctionName: r.text("FunctionName"), Qualifier: value.Unset(r.At),
		Action: r.text("Action"), Principal: r.text("Principal"),
		SourceARN: r.text("SourceArn"), SourceAccount: r.text("SourceAccount"),
	})
}

func cfnEndpoint(m *model.Model, r reader) {
	if forAPIGateway(r.text("ServiceName")) {
		m.Endpoints = append(m.Endpoints, r.Address)
		addPolicy(m, r, model.OnEndpoint, r.self(), r.Get("PolicyDocument"))
	}
}

func cfnRecordSet(m *model.Model, r reader) {
	addRecordSet(m, r.entity(""), r.Attrs)
}

func cfnRecordSetGroup(m *model.Model, r reader) {
	for i, block := range cfnSettings(r.Get("RecordSets")) {
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
