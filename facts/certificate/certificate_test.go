package certificate_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/certificate"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

func TestCovers(t *testing.T) {
	const yes, no, perhaps = "yes", "no", "perhaps"
	type names = []string
	tests := []struct {
		names names
		name  string
		want  string
	}{
		{names{"api.example.com"}, "api.example.com", yes},
		{names{"www.example.com", "api.example.com"}, "api.example.com", yes},
		{names{"*.example.com"}, "api.example.com", yes},
		{names{"*.example.com"}, "example.com", no},
		{names{"example.com", "*.other.com"}, "api.example.com", no},
		// What is not known of a name may cover.
		{names{"<?>", "www.example.com"}, "api.example.com", perhaps},
		{names{"<?>", "api.example.com"}, "api.example.com", yes},
		{names{"www.example.com"}, "<?>", perhaps},
		{names{"www.example.com"}, "api.<zone.name>", perhaps},
		{names{"-"}, "api.example.com", perhaps},
		{nil, "api.example.com", perhaps},
		// References are the same text wherever they stand.
		{names{"*.<zone.name>"}, "api.<zone.name>", yes},
	}
	for _, test := range tests {
		covered, certain := certificate.Covers(build.List(test.names...), build.Value(test.name))
		got := map[[2]bool]string{{true, true}: yes, {false, true}: no, {false, false}: perhaps}[[2]bool{covered, certain}]
		if got != test.want {
			t.Errorf("%v covers %s: %q, want %q", test.names, test.name, got, test.want)
		}
	}
	if _, certain := certificate.Covers(build.Value("<?>"), build.Value("api.example.com")); certain {
		t.Error("names of which nothing is known are judged")
	}
}

// world has a domain and a certificate that fit.
func world() (*model.Model, *model.Domain, *model.Certificate) {
	unset := build.Value("-")
	cert := &model.Certificate{
		Entity: build.Entity("cert"), Region: build.Value("us-east-1"), Names: build.List("api.example.com"),
	}
	domain := &model.Domain{
		Entity: build.Entity("domain"), Name: build.Value("api.example.com"), Region: build.Value("eu-west-1"),
		EndpointType: build.Value("EDGE"), EdgeCertificate: build.Value("<cert.arn>"), RegionalCertificate: unset,
		OwnershipCertificate: unset,
	}
	return &model.Model{Certificates: []*model.Certificate{cert}, Domains: []*model.Domain{domain}}, domain, cert
}

func TestFaults(t *testing.T) {
	regional := func(d *model.Domain) {
		d.EndpointType, d.RegionalCertificate, d.EdgeCertificate = build.Value("REGIONAL"), d.EdgeCertificate, build.Value("-")
	}
	const (
		fine    = "(not set)"
		unknown = "(unknown)"
		none    = "no use"
	)
	tests := map[string]struct {
		change func(*model.Domain, *model.Certificate)
		want   string
	}{
		"as it should be": {func(*model.Domain, *model.Certificate) {}, fine},
		"edge, certificate elsewhere": {func(_ *model.Domain, c *model.Certificate) {
			c.Region = build.Value("eu-west-1")
		}, model.WrongRegion},
		"the region goes before the names": {func(_ *model.Domain, c *model.Certificate) {
			c.Region, c.Names = build.Value("eu-west-1"), build.List("example.com")
		}, model.WrongRegion},
		"regional, certificate of CloudFront": {func(d *model.Domain, _ *model.Certificate) { regional(d) }, model.WrongRegion},
		"regional, certificate beside it": {func(d *model.Domain, c *model.Certificate) {
			regional(d)
			c.Region = d.Region
		}, fine},
		"private, certificate elsewhere": {func(d *model.Domain, _ *model.Certificate) {
			d.EndpointType = build.Value("PRIVATE")
		}, model.WrongRegion},
		"both regions are where the stack is": {func(d *model.Domain, c *model.Certificate) {
			regional(d)
			d.Region, c.Region = build.Value("<region>"), build.Value("<region>")
		}, unknown},
		"the domain's region is not known": {func(d *model.Domain, _ *model.Certificate) {
			regional(d)
			d.Region = build.Value("<?>")
		}, unknown},
		"an edge domain in China": {func(_ *model.Domain, c *model.Certificate) {
			c.Region = build.Value("cn-north-1")
		}, unknown},
		"an ARN elsewhere": {func(d *model.Domain, _ *model.Certificate) {
			d.EdgeCertificate = build.Value("arn:aws:acm:eu-west-1:111122223333:certificate/0a")
		}, model.WrongRegion},
		"an ARN in the right region": {func(d *model.Domain, _ *model.Certificate) {
			d.EdgeCertificate = build.Value("arn:aws:acm:us-east-1:111122223333:certificate/0a")
		}, unknown},
		"an ARN whose region is not known": {func(d *model.Domain, _ *model.Certificate) {
			d.EdgeCertificate = build.Value("arn:aws:acm:<?>:111122223333:certificate/0a")
		}, unknown},
		"an ARN of something else": {func(d *model.Domain, _ *model.Certificate) {
			d.EdgeCertificate = build.Value("arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a")
		}, unknown},
		"other names": {func(_ *model.Domain, c *model.Certificate) {
			c.Names = build.List("example.com", "*.other.example.com")
		}, model.WrongNames},
		"other names, region not known": {func(_ *model.Domain, c *model.Certificate) {
			c.Region, c.Names = build.Value("<?>"), build.List("example.com")
		}, model.WrongNames},
		"names not known": {func(_ *model.Domain, c *model.Certificate) { c.Names = build.Value("<?>") }, unknown},
		"a certificate that is not ours": {func(d *model.Domain, _ *model.Certificate) {
			d.EdgeCertificate = build.Value("<other.arn>")
		}, unknown},
		"another attribute of it": {func(d *model.Domain, c *model.Certificate) {
			d.EdgeCertificate, c.Names = build.Value("<cert.status>"), build.List("example.com")
		}, unknown},
		"a text with the ARN in it": {func(d *model.Domain, c *model.Certificate) {
			d.EdgeCertificate, c.Names = build.Value("x<cert.arn>"), build.List("example.com")
		}, unknown},
		"a known ARN that is made of it": {func(d *model.Domain, c *model.Certificate) {
			d.EdgeCertificate = build.Value("arn:aws:acm:us-east-1:111122223333:certificate/0a").WithRefs(build.Value("<cert.arn>").Refs()...)
			c.Names = build.List("example.com")
		}, model.WrongNames},
		"the argument of another type": {func(d *model.Domain, c *model.Certificate) {
			d.EndpointType, c.Names = build.Value("REGIONAL"), build.List("example.com")
		}, none},
		"type not known": {func(d *model.Domain, c *model.Certificate) {
			d.EndpointType, c.Names = build.Value("<?>"), build.List("example.com")
		}, none},
	}
	for name, test := range tests {
		m, domain, cert := world()
		test.change(domain, cert)
		certificate.Attach(m)
		got := none
		if len(domain.CertificateUses) > 0 {
			got = domain.CertificateUses[0].Fault.Show()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// The certificate that proves whose the name is has to hold the name, too; where
// it is kept is not judged.
func TestOwnership(t *testing.T) {
	m, domain, cert := world()
	domain.EdgeCertificate = build.Value("arn:aws:acm:us-east-1:111122223333:certificate/0a")
	domain.OwnershipCertificate = build.Value("<cert.arn>")
	cert.Region, cert.Names = build.Value("ap-south-1"), build.List("example.com")
	certificate.Attach(m)
	if uses := domain.CertificateUses; len(uses) != 2 || uses[1].Fault.Show() != model.WrongNames || uses[1].Certificate != cert {
		t.Errorf("the uses are %+v", uses)
	}
}
