package model

import "github.com/gatelint/gatelint/internal/value"

// Certificate is a certificate of AWS Certificate Manager: one that the
// definition makes or imports, or one that it looks up.
type Certificate struct {
	Entity
	// Region is where it is kept.
	Region value.Value
	// DomainName is its first name; Names is a list of all, open where it is
	// looked up by one of them.
	DomainName, Names value.Value
	// ValidationMethod is DNS or EMAIL, absent for an imported certificate.
	ValidationMethod value.Value
	KeyAlgorithm     value.Value
	// Body is the certificate in PEM form if it is imported, else absent.
	Body value.Value
	// LookedUp says that the definition only looks it up.
	LookedUp bool
}

// The faults of using a certificate for a name.
const (
	WrongRegion = "region"
	WrongNames  = "names"
)

// CertificateUse is one argument of a custom domain that names a certificate;
// filled by facts/certificate.
type CertificateUse struct {
	// ARN is the argument.
	ARN value.Value
	// Certificate is the one that is named, nil where it is none of ours.
	Certificate *Certificate
	// Region is where the certificate is, NeededRegion where it must be.
	Region, NeededRegion value.Value
	// Fault is WrongRegion or, for a certificate in the right region or one of
	// which that is not known, WrongNames; absent where certainly neither is wrong.
	Fault value.Value
}

// Describe shows the fields of the use.
func (u *CertificateUse) Describe(v Visitor) {
	v.Fact("arn", &u.ARN)
	v.Text("certificate_id", idOf(u.Certificate))
	v.Fact("region", &u.Region)
	v.Fact("needed_region", &u.NeededRegion)
	v.Fact("fault", &u.Fault)
}

// Describe shows the certificate's fields.
func (c *Certificate) Describe(v Visitor) {
	c.describe(v)
	v.Value("region", &c.Region)
	v.Value("domain_name", &c.DomainName)
	v.Value("names", &c.Names)
	v.Value("validation_method", &c.ValidationMethod)
	v.Value("key_algorithm", &c.KeyAlgorithm)
	v.Value("body", &c.Body)
	v.Flag("looked_up", c.LookedUp)
}
