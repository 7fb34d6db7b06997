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

const unknownMappings = "the response parameters are not known as a whole"

func addResponseMapping(i *model.Integration, r reader, block, status value.Value, changes []*model.ResponseChange, complete bool) *model.ResponseMapping {
	mapping := &model.ResponseMapping{
		Entity:     r.part(fmt.Sprintf("response-parameters-%d", len(i.ResponseMappings)), block),
		StatusCode: status, Changes: changes,
	}
	if !complete {
		mapping.ChangesSet.Open(unknownMappings)
	}
	i.ResponseMappings = append(i.ResponseMappings, mapping)
	return mapping
}

// tfResponseMappings reads one block for each status code.
func tfResponseMappings(i *model.Integration, r reader) {
	items, complete := blocks(r.Get("response_parameters"))
	for _, block := range items {
		changes, all := tfChanges(block.Get("mappings"))
		addResponseMapping(i, r, block, textOf(block, "status_code"), changes, all)
	}
	if !complete {
		i.ResponseMappingsSet.Open(unknownMappings)
	}
}

// tfChanges reads a map from destinations to sources, and reports whether it is
// known as a whole.
func tfChanges(v value.Value) (changes []*model.ResponseChange, complete bool) {
	for _, entry := range v.Entries() {
		changes = append(changes, &model.ResponseChange{
			Destination: value.OfText(entry.Key, entry.KeyAt), Source: value.AsText(entry.Value),
		})
	}
	return changes, !v.IsUnknown() && !v.Open()
}

// cfnResponseMappings reads a map from status codes to lists of changes.
func cfnResponseMappings(i *model.Integration, r reader) {
	v := r.Get("ResponseParameters")
	for _, entry := range v.Entries() {
		block := entry.Value
		if block.At.IsZero() {
			block.At = entry.KeyAt
		}
		list := block.Get("ResponseParameters")
		changes, complete := cfnChanges(list)
		mapping := addResponseMapping(i, r, block, value.OfText(entry.Key, entry.KeyAt), changes, complete)
		mapping.Flat = list.IsAbsent() && len(block.Entries()) > 0
	}
	if v.IsUnknown() || v.Open() {
		i.ResponseMappingsSet.Open(unknownMappings)
	}
}

// cfnChanges reads a list of pairs of a destination and a source, and reports
// whether it is known as a whole.
func cfnChanges(list value.Value) (changes []*model.ResponseChange, complete bool) {
	items, complete := blocks(list)
	for _, item := range items {
		changes = append(changes, &model.ResponseChange{
			Destination: textOf(item, "Destination"), Source: textOf(item, "Source"),
		})
	}
	return changes, complete
}
