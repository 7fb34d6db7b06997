package openapi

import (
	"github.com/gatelint/gatelint/internal/value"
)

// validators makes the request validators of a REST API.
func (x *expansion) validators() {
	for _, entry := range x.follow(x.root.Get("x-amazon-apigateway-request-validators")).Entries() {
		if !x.spend(entry.KeyAt) {
			return
		}
		var attrs properties
		attrs.set("RestApiId", x.owner)
		attrs.set("Name", value.OfText(entry.Key, entry.KeyAt))
		attrs.take(x.follow(entry.Value), []name{
			{"validateRequestBody", "ValidateRequestBody"},
			{"validateRequestParameters", "ValidateRequestParameters"},
		})
		x.validator[entry.Key] = x.add("AWS::ApiGateway::RequestValidator", "request-validator "+entry.Key, entry.KeyAt, entry.Value.At, attrs)
	}
}

const validatorKey = "x-amazon-apigateway-request-validator"

// validatorOf gives the validator of an operation: its own, or that of all.
func (x *expansion) validatorOf(o operation) value.Value {
	name := o.body.Get(validatorKey)
	if name.IsAbsent() {
		name = x.validation
	}
	text, known := name.Text()
	if !known {
		return name
	}
	if reference, ok := x.validator[text]; ok {
		reference.At = name.At
		return reference
	}
	return value.NotKnown(value.Invalid, "", name.At)
}

// gatewayResponses makes the responses of a REST API that no backend gives.
func (x *expansion) gatewayResponses() {
	for _, entry := range x.follow(x.root.Get("x-amazon-apigateway-gateway-responses")).Entries() {
		if !x.spend(entry.KeyAt) {
			return
		}
		var attrs properties
		attrs.set("RestApiId", x.owner)
		attrs.set("ResponseType", value.OfText(entry.Key, entry.KeyAt))
		attrs.take(x.follow(entry.Value), responseProperties)
		x.add("AWS::ApiGateway::GatewayResponse", "gateway-response "+entry.Key, entry.KeyAt, entry.Value.At, attrs)
	}
}

// models makes the models of a REST API: the schemas with a name.
func (x *expansion) models() {
	for _, all := range []value.Value{x.root.Get("definitions"), x.root.Get("components").Get("schemas")} {
		for _, entry := range all.Entries() {
			if !x.spend(entry.KeyAt) {
				return
			}
			var attrs properties
			attrs.set("RestApiId", x.owner)
			attrs.set("Name", value.OfText(entry.Key, entry.KeyAt))
			attrs.set("ContentType", value.OfText("application/json", entry.KeyAt))
			attrs.set("Schema", entry.Value)
			x.add("AWS::ApiGateway::Model", "model "+entry.Key, entry.KeyAt, entry.Value.At, attrs)
		}
	}
}
