package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restAPIProperties are those that a REST API has under the same name.
var restAPIProperties = []string{
	"ApiKeySourceType", "BinaryMediaTypes", "Description", "EndpointAccessMode", "FailOnWarnings", "MinimumCompressionSize", "Mode", "Name",
	"Policy", "SecurityPolicy",
}

// restAPI makes a REST API with its deployment and its stage.
func (e *expander) restAPI(of *item) {
	e.checkRestAPI(of)
	d := e.documentOf(of)
	if d != nil {
		e.checkDocument(of, d)
		e.addCORS(of, d)
		e.addRestAuth(of, d)
		e.addGatewayResponses(of, d)
		e.addBinaryMediaTypes(of, d)
		e.addModels(of, d)
		e.addEndpointExtension(of, d)
		e.asOpenAPI3(of, d)
	} else {
		e.withoutDocument(of)
	}
	properties := picked(of, restAPIProperties)
	e.setEndpoint(of, properties)
	e.setBody(of, properties, d)
	e.main(of, "AWS::ApiGateway::RestApi", properties)
	stage := e.restStage(of)
	e.restAuthorizerPermissions(of)
	e.restDomain(of)
	e.usagePlan(of, stage)
}

// setBody gives an API the document that defines it.
func (e *expander) setBody(of *item, properties *tree.Node, d *document) {
	if location := of.get("DefinitionUri"); isSet(location) {
		b := at(of.place("DefinitionUri"))
		properties.Put(b.Entry("BodyS3Location", bodyLocation(location)))
		return
	}
	body := of.get("DefinitionBody")
	if d != nil {
		body = d.root
	}
	if isSet(body) {
		properties.Put(at(of.place("DefinitionBody")).Entry("Body", body))
	}
}

// restStage makes the deployment and the stage of a REST API, and gives the
// stage's logical id.
func (e *expander) restStage(of *item) string {
	place := of.place("StageName")
	b := at(place)
	name := of.get("StageName")
	if name == nil {
		e.refuse(of.at, of.id+" needs a StageName")
	}
	deployment := of.id + "Deployment" + digest(of.id)
	var extra *tree.Node
	if of.get("OpenApiVersion") == nil {
		// The transform has always made a second stage of this name.
		extra = b.Text("Stage")
	}
	e.derive(of, deployment, place, "AWS::ApiGateway::Deployment", b.Map(
		b.Entry("RestApiId", ref(b, of.id)),
		b.Entry("StageName", extra),
	))
	id := of.id + "Stage"
	if isText(name) {
		if isAlphanumeric(name.Text) {
			id = of.id + name.Text + "Stage"
		} else {
			id += digest(name.Text)
		}
	}
	properties := picked(of, []string{
		"AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "MethodSettings", "StageName", "TracingEnabled", "Variables",
	})
	properties.Put(b.Entry("RestApiId", ref(b, of.id)))
	properties.Put(b.Entry("DeploymentId", ref(b, deployment)))
	e.derive(of, id, place, "AWS::ApiGateway::Stage", properties)
	e.refer(of, "Deployment", deployment)
	e.refer(of, "Stage", id)
	return id
}
