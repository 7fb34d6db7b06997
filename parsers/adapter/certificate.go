package adapter

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// certificate reads a certificate that is requested or imported.
type certificate struct{ name, others, validation, algorithm, body, validationDefault string }

func (n certificate) read(m *model.Model, r reader) {
	name, body, validation := r.text(n.name), r.named(n.body), r.upper(n.validation)
	if n.validationDefault != "" {
		validation = orText(validation, n.validationDefault)
	}
	names := namesOf(name, r.Get(n.others))
	if !body.IsAbsent() { // the names stand in the certificate
		names = value.NotKnown(value.Unsupported, "", body.At)
	} else if validation.IsAbsent() {
		validation = value.NotKnown(value.Computed, "", validation.At)
	}
	m.Certificates = append(m.Certificates, &model.Certificate{
		Entity: r.entity(""), Region: r.Region, DomainName: name, Names: names,
		ValidationMethod: validation, KeyAlgorithm: r.text(n.algorithm), Body: body,
	})
}

// namesOf gives the list of a name and others.
func namesOf(name, others value.Value) value.Value {
	items := []value.Value{name}
	if others.IsAbsent() {
		return value.OfList(items, false, name.At)
	}
	others = value.AsList(others)
	return value.OfList(slices.Concat(items, others.Items()), others.IsUnknown() || others.Open(), name.At)
}

// tfCertificateLookup reads a certificate that is looked up by one of its names.
func tfCertificateLookup(m *model.Model, r reader) {
	name, unknown := r.text("domain"), value.NotKnown(value.Data, r.Address, r.At)
	names := unknown
	if !name.IsAbsent() {
		names = value.OfList([]value.Value{name}, true, name.At)
	}
	m.Certificates = append(m.Certificates, &model.Certificate{
		Entity: r.entity(""), Region: r.Region, DomainName: unknown, Names: names,
		ValidationMethod: unknown, KeyAlgorithm: unknown, Body: unknown, LookedUp: true,
	})
}
