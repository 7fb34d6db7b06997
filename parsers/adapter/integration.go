package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// integration names what integrations of all kinds have.
type integration struct {
	kind, method, uri, subtype, credentials, templates, passthrough, content, timeout string
	parameters, cacheKeys, transfer, connectionType, connection, connectionTarget     string
	serverName, unverified, payload                                                   string
	// payloadDefault is the payload format version that the dialect applies.
	payloadDefault string
}

var tfIntegrationNames = integration{
	kind: "type", method: "integration_http_method", uri: "uri", credentials: "credentials",
	templates: "request_templates", passthrough: "passthrough_behavior", content: "content_handling",
	timeout: "timeout_milliseconds", parameters: "request_parameters", cacheKeys: "cache_key_parameters",
	transfer: "response_transfer_mode", connectionType: "connection_type", connection: "connection_id",
	connectionTarget: "integration_target", unverified: "tls_config.insecure_skip_verification",
}

var cfnIntegrationNames = integration{
	kind: "Type", method: "IntegrationHttpMethod", uri: "Uri", credentials: "Credentials",
	templates: "RequestTemplates", passthrough: "PassthroughBehavior", content: "ContentHandling",
	timeout: "TimeoutInMillis", parameters: "RequestParameters", cacheKeys: "CacheKeyParameters",
	transfer: "ResponseTransferMode", connectionType: "ConnectionType", connection: "ConnectionId",
	connectionTarget: "IntegrationTarget", unverified: "TlsConfig.InsecureSkipVerification",
}

// fill reads the fields of an integration; at gives an attribute by its name.
func (n integration) fill(i *model.Integration, at func(name string) value.Value) {
	i.Type = value.AsUpper(at(n.kind))
	i.Method = value.AsText(at(n.method))
	i.URI = value.AsText(at(n.uri))
	i.Subtype = value.AsText(at(n.subtype))
	i.Credentials = value.AsText(at(n.credentials))
	i.RequestTemplates = at(n.templates)
	i.Passthrough = value.AsUpper(at(n.passthrough))
	i.ContentHandling = value.AsUpper(at(n.content))
	i.TimeoutMillis = value.AsNumber(at(n.timeout))
	i.TransferMode = value.AsUpper(at(n.transfer))
	if n.transfer != "" {
		i.TransferMode = orText(i.TransferMode, "BUFFERED")
	}
	i.RequestParameters = at(n.parameters)
	i.CacheKeys = value.AsList(at(n.cacheKeys))
	i.ConnectionType = orText(value.AsUpper(at(n.connectionType)), "INTERNET")
	i.ConnectionID = value.AsText(at(n.connection))
	i.ConnectionTarget = value.AsText(at(n.connectionTarget))
	i.TLSServerName = value.AsText(at(n.serverName))
	i.TLSUnverified = value.AsBool(at(n.unverified))
	i.PayloadFormat = value.AsText(at(n.payload))
	if n.payloadDefault != "" {
		i.PayloadFormat = orText(i.PayloadFormat, n.payloadDefault)
	}
}

// integrationV2 reads an integration of an HTTP or WebSocket API.
type integrationV2 struct {
	integration

	owner string
	// mappings reads the response parameters.
	mappings func(i *model.Integration, r reader)
}

func (n integrationV2) read(m *model.Model, r reader) {
	made := &model.Integration{
		Entity: r.entity(""), Owner: r.text(n.owner), Resource: value.Unset(r.At), RouteMethod: value.Unset(r.At),
	}
	n.fill(made, r.at)
	n.mappings(made, r)
	m.Integrations = append(m.Integrations, made)
}

func addResponseMapping(i *model.Integration, r reader, block, status, parameters value.Value) {
	i.ResponseMappings = append(i.ResponseMappings, &model.ResponseMapping{
		Entity:     r.part(fmt.Sprintf("response-parameters-%d", len(i.ResponseMappings)), block),
		StatusCode: status, Parameters: parameters,
	})
}

// tfResponseMappings reads one block for each status code.
func tfResponseMappings(i *model.Integration, r reader) {
	items, complete := blocks(r.Get("response_parameters"))
	for _, block := range items {
		addResponseMapping(i, r, block, textOf(block, "status_code"), block.Get("mappings"))
	}
	if !complete {
		i.ResponseMappingsSet.Open("the response parameters are not known as a whole")
	}
}

// cfnResponseMappings reads a map from status codes to lists of changes.
func cfnResponseMappings(i *model.Integration, r reader) {
	v := r.Get("ResponseParameters")
	for _, entry := range v.Entries() {
		block := entry.Value
		if block.At.IsZero() {
			block.At = entry.KeyAt
		}
		addResponseMapping(i, r, block, value.OfText(entry.Key, entry.KeyAt), cfnChanges(block.Get("ResponseParameters")))
	}
	if v.IsUnknown() || v.Open() {
		i.ResponseMappingsSet.Open("the response parameters are not known as a whole")
	}
}

// cfnChanges turns a list of {Destination, Source} into a map.
func cfnChanges(list value.Value) value.Value {
	items, complete := blocks(list)
	if len(items) == 0 {
		return list
	}
	entries := make([]value.Entry, 0, len(items))
	for _, item := range items {
		destination := textOf(item, "Destination")
		key, known := destination.Text()
		if !known {
			complete = false
			continue
		}
		entries = append(entries, value.Entry{Key: key, KeyAt: destination.At, Value: textOf(item, "Source")})
	}
	return value.OfMap(entries, !complete, list.At)
}
