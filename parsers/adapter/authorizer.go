package adapter

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// authorizer reads an authorizer.
type authorizer struct {
	owner, name, kind, uri, credentials, sources, validation, ttl, providers string
	issuer, audience, payload, simple                                        string
	// The defaults are what the dialect applies; "" for nothing.
	kindDefault, sourcesDefault, ttlDefault string
}

// keptSeconds is how long a REST API keeps an authorizer's answers where nothing
// is written.
const keptSeconds = "300"

func (n authorizer) read(m *model.Model, r reader) {
	kind, sources, ttl := value.AsUpper(r.at(n.kind)), r.at(n.sources), value.AsNumber(r.at(n.ttl))
	if n.kindDefault != "" {
		kind = orText(kind, n.kindDefault)
	}
	if n.sourcesDefault != "" {
		sources = orText(sources, n.sourcesDefault)
	}
	if n.ttlDefault != "" {
		ttl = ttl.OrDefault(value.OfNumber(n.ttlDefault, ttl.At))
	}
	m.Authorizers = append(m.Authorizers, &model.Authorizer{
		Entity: r.entity(""), Owner: r.text(n.owner), Name: r.text(n.name),
		Kind: kind, URI: r.named(n.uri), Credentials: r.named(n.credentials), IdentitySources: list(sources),
		Validation: r.named(n.validation), TTLSeconds: ttl,
		ProviderARNs: value.AsList(r.at(n.providers)),
		Issuer:       r.named(n.issuer), Audience: value.AsList(r.at(n.audience)),
		PayloadFormat: r.named(n.payload), SimpleResponses: value.AsBool(r.at(n.simple)),
	})
}
