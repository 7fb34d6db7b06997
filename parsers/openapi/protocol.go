package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// restOnly and httpOnly are keys that mean something for one kind of API only,
// wherever they stand in a document.
var (
	restOnly = map[string]bool{
		"x-amazon-apigateway-api-key-source":           true,
		"x-amazon-apigateway-binary-media-types":       true,
		"x-amazon-apigateway-documentation":            true,
		"x-amazon-apigateway-gateway-responses":        true,
		"x-amazon-apigateway-minimum-compression-size": true,
		"x-amazon-apigateway-policy":                   true,
		"x-amazon-apigateway-request-validator":        true,
		"x-amazon-apigateway-request-validators":       true,
	}
	httpOnly = map[string]bool{
		"x-amazon-apigateway-cors":                 true,
		"x-amazon-apigateway-importexport-version": true,
		"x-amazon-apigateway-integrations":         true,
		"isDefaultRoute":                           true,
	}
)

// protocolOf tells into which kind of API a document is meant to be imported.
// One in OpenAPI 2 is for a REST API, since HTTP APIs take OpenAPI 3 only.
func protocolOf(root value.Value) protocol {
	if !root.Get("swagger").IsAbsent() {
		return rest
	}
	var s signs
	s.look(root, 0)
	switch {
	case s.rest && !s.http:
		return rest
	case s.http && !s.rest:
		return http
	}
	return undecided
}

// signs are what a document shows of the kinds of API.
type signs struct{ rest, http bool }

// maxSigns bounds how deep signs are looked for: the schemas of a document,
// which show none, nest deeper.
const maxSigns = 8

func (s *signs) look(v value.Value, depth int) {
	if depth > maxSigns {
		return
	}
	for _, entry := range v.Entries() {
		s.rest = s.rest || restOnly[entry.Key]
		s.http = s.http || httpOnly[entry.Key]
		switch entry.Key {
		case integrationKey:
			s.integration(entry.Value)
		case authorizerKey:
			s.authorizer(entry.Value)
		default:
			s.look(entry.Value, depth+1)
		}
	}
}

// integration looks at an integration: HTTP APIs have neither responses nor
// templates nor other types than the proxies.
func (s *signs) integration(v value.Value) {
	kind, _ := v.Get("type").Text()
	version, _ := v.Get("payloadFormatVersion").Text()
	_, responses := written(v, "responses")
	_, templates := written(v, "requestTemplates")
	_, passthrough := written(v, "passthroughBehavior")
	_, subtype := written(v, "integrationSubtype")
	switch strings.ToUpper(kind) {
	case "AWS", "HTTP", "MOCK":
		s.rest = true
	}
	s.rest = s.rest || responses || templates || passthrough
	s.http = s.http || subtype || version == "2.0"
}

// authorizer looks at an authorizer: each kind of API has types of its own.
func (s *signs) authorizer(v value.Value) {
	kind, _ := v.Get("type").Text()
	switch strings.ToLower(kind) {
	case "token", "cognito_user_pools":
		s.rest = true
	case "jwt":
		s.http = true
	}
}
