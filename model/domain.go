package model

import "github.com/gatelint/gatelint/internal/value"

// Domain is a custom domain name of API Gateway.
type Domain struct {
	Entity
	Name value.Value
	// Region is where it is made.
	Region value.Value
	// EndpointType is EDGE, REGIONAL or PRIVATE.
	EndpointType value.Value
	// EdgeCertificate and RegionalCertificate are ARNs, by the argument that
	// they are given in: the first is for EDGE and PRIVATE domains.
	EdgeCertificate, RegionalCertificate value.Value
	// Certificate is the one that is given, nil where it is none of ours.
	Certificate *Certificate
	// OwnershipCertificate is the ARN of a public certificate that proves whose
	// the name is.
	OwnershipCertificate value.Value
	// SecurityPolicy is TLS_1_0, TLS_1_2 or the name of an enhanced one.
	SecurityPolicy value.Value
	// TruststoreURI is where the CAs of clients are kept (mutual TLS), absent
	// if clients need no certificate.
	TruststoreURI value.Value
	// RoutingMode says whether mappings or rules decide.
	RoutingMode value.Value
	// AccessMode is BASIC or STRICT, where the security policy asks for it.
	AccessMode value.Value
	// Mappings lead from it to APIs.
	Mappings    []*Mapping
	MappingsSet Set

	// CertificateUses are the certificates that its endpoint type takes; filled
	// by facts/certificate.
	CertificateUses []*CertificateUse
}

// Describe shows the domain's fields.
func (d *Domain) Describe(v Visitor) {
	d.describe(v)
	v.Value("name", &d.Name)
	v.Value("region", &d.Region)
	v.Value("endpoint_type", &d.EndpointType)
	v.Value("edge_certificate", &d.EdgeCertificate)
	v.Value("regional_certificate", &d.RegionalCertificate)
	v.Text("certificate_id", idOf(d.Certificate))
	v.Value("ownership_certificate", &d.OwnershipCertificate)
	v.Value("security_policy", &d.SecurityPolicy)
	v.Value("truststore_uri", &d.TruststoreURI)
	v.Value("routing_mode", &d.RoutingMode)
	v.Value("access_mode", &d.AccessMode)
	v.Set("mappings", &d.MappingsSet, references(d.Mappings))
	v.List("certificate_uses", describers(d.CertificateUses))
}
