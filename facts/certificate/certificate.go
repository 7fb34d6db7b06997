// Package certificate tells whether the certificates that custom domains name are
// where API Gateway looks for them, and whether they hold the domains' names.
package certificate

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills the certificate uses of all domains.
func Attach(m *model.Model) {
	certificates := make(map[string]*model.Certificate, len(m.Certificates))
	for _, c := range m.Certificates {
		certificates[c.Address] = c
	}
	for _, domain := range m.Domains {
		domain.CertificateUses = uses(domain, certificates)
	}
}

// uses gives the certificates that the domain's endpoint type takes. The argument
// for another type is another fault.
func uses(domain *model.Domain, certificates map[string]*model.Certificate) []*model.CertificateUse {
	var list []*model.CertificateUse
	if arn := argument(domain); !arn.IsAbsent() {
		use := newUse(arn, certificates)
		use.NeededRegion = needed(domain, use.Region)
		list = append(list, use)
	}
	if arn := domain.OwnershipCertificate; !arn.IsAbsent() {
		list = append(list, newUse(arn, certificates))
	}
	for _, use := range list {
		use.Fault = fault(use, domain)
	}
	return list
}

// argument gives the ARN that the domain's endpoint type takes, absent where
// there is none or the type is not known.
func argument(domain *model.Domain) value.Value {
	switch kind, _ := domain.EndpointType.Text(); kind {
	case "EDGE", "PRIVATE":
		return domain.EdgeCertificate
	case "REGIONAL":
		return domain.RegionalCertificate
	}
	return value.Unset(domain.At)
}

func newUse(arn value.Value, certificates map[string]*model.Certificate) *model.CertificateUse {
	use := &model.CertificateUse{
		ARN:          arn,
		Region:       value.NotKnown(value.Computed, "", arn.At),
		NeededRegion: value.NotKnown(value.Computed, "", arn.At),
	}
	for _, ref := range arn.Refs() {
		if _, whole := arn.Ref(); ref.Attr == "arn" && (whole || arn.IsKnown()) && certificates[ref.Address] != nil {
			use.Certificate = certificates[ref.Address]
			use.Region = use.Certificate.Region
		}
	}
	if region, ok := regionOf(arn); ok {
		use.Region = region
	}
	return use
}

// fault tells what is wrong with a use: the region before the names.
func fault(use *model.CertificateUse, domain *model.Domain) value.Value {
	have, haveKnown := use.Region.Text()
	want, wantKnown := use.NeededRegion.Text()
	if haveKnown && wantKnown && have != want {
		return value.OfText(model.WrongRegion, use.ARN.At)
	}
	unknown := value.Because(use.ARN.At, use.ARN, use.Region, use.NeededRegion, domain.Name)
	if use.Certificate == nil {
		return unknown
	}
	switch covered, certain := Covers(use.Certificate.Names, domain.Name); {
	case certain && !covered:
		return value.OfText(model.WrongNames, use.ARN.At)
	case certain && haveKnown && wantKnown:
		return value.Unset(use.ARN.At)
	}
	return unknown
}
