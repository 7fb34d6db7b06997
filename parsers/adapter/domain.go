package adapter

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// domain reads a custom domain name.
type domain struct {
	name, kind, edge, regional, ownership, security, truststore, routing, access, policy string
	// kindDefault is the endpoint type that the dialect applies, "" for none.
	kindDefault string
}

var (
	tfDomain = domain{
		name: "domain_name", kind: "endpoint_configuration.types", kindDefault: "EDGE",
		edge: "certificate_arn", regional: "regional_certificate_arn", ownership: "ownership_verification_certificate_arn",
		security: "security_policy", truststore: "mutual_tls_authentication.truststore_uri", routing: "routing_mode",
		access: "endpoint_access_mode", policy: "policy",
	}
	tfDomainV2 = domain{
		name: "domain_name", kind: "domain_name_configuration.endpoint_type",
		regional: "domain_name_configuration.certificate_arn", security: "domain_name_configuration.security_policy",
		ownership:  "domain_name_configuration.ownership_verification_certificate_arn",
		truststore: "mutual_tls_authentication.truststore_uri", routing: "routing_mode",
	}
	cfnDomain = domain{
		name: "DomainName", kind: "EndpointConfiguration.Types", kindDefault: "EDGE",
		edge: "CertificateArn", regional: "RegionalCertificateArn", ownership: "OwnershipVerificationCertificateArn",
		security: "SecurityPolicy", truststore: "MutualTlsAuthentication.TruststoreUri", routing: "RoutingMode",
		access: "EndpointAccessMode", policy: "Policy",
	}
	cfnPrivateDomain = domain{
		name: "DomainName", kind: "EndpointConfiguration.Types", kindDefault: "PRIVATE",
		edge: "CertificateArn", security: "SecurityPolicy", routing: "RoutingMode", access: "EndpointAccessMode", policy: "Policy",
	}
	cfnDomainV2 = domain{
		name: "DomainName", kind: "DomainNameConfigurations.EndpointType",
		regional: "DomainNameConfigurations.CertificateArn", security: "DomainNameConfigurations.SecurityPolicy",
		ownership:  "DomainNameConfigurations.OwnershipVerificationCertificateArn",
		truststore: "MutualTlsAuthentication.TruststoreUri", routing: "RoutingMode",
	}
)

func (n domain) read(m *model.Model, r reader) {
	kind := value.AsUpper(resource.Single(r.at(n.kind)))
	if n.kindDefault != "" {
		kind = orText(kind, n.kindDefault)
	}
	m.Domains = append(m.Domains, &model.Domain{
		Entity: r.entity(""), Name: r.text(n.name), Region: r.Region, EndpointType: kind,
		EdgeCertificate: r.named(n.edge), RegionalCertificate: r.named(n.regional),
		OwnershipCertificate: r.named(n.ownership), SecurityPolicy: r.named(n.security),
		TruststoreURI: r.named(n.truststore), RoutingMode: value.AsUpper(r.at(n.routing)),
		AccessMode: value.AsUpper(r.at(n.access)),
	})
	addPolicy(m, r, model.OnDomain, r.self(), r.at(n.policy))
}
