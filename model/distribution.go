package model

import "github.com/gatelint/gatelint/internal/value"

// Distribution is a CloudFront distribution.
type Distribution struct {
	Entity
	// Aliases is a list of the names that it serves besides its own.
	Aliases value.Value
	// CertificateARN names the certificate that viewers are shown; Certificate
	// is nil where it is none of ours.
	CertificateARN value.Value
	Certificate    *Certificate
	// DefaultCertificate says that viewers are shown CloudFront's own.
	DefaultCertificate value.Value

	Origins    []*Origin
	OriginsSet Set
	// Behaviors stand in the order in which they are tried, the default last.
	Behaviors         []*Behavior
	BehaviorsSet      Set
	ErrorResponses    []*ErrorResponse
	ErrorResponsesSet Set

	// ForeignAlias is the first alias that certainly is the name of no custom
	// domain of the definition, absent if all are names of such; filled by
	// facts/origin.
	ForeignAlias value.Value
}

// Describe shows the distribution's fields.
func (d *Distribution) Describe(v Visitor) {
	d.describe(v)
	v.Value("aliases", &d.Aliases)
	v.Value("certificate", &d.CertificateARN)
	v.Text("certificate_id", idOf(d.Certificate))
	v.Value("default_certificate", &d.DefaultCertificate)
	v.Set("origins", &d.OriginsSet, describers(d.Origins))
	v.Set("behaviors", &d.BehaviorsSet, describers(d.Behaviors))
	v.Set("error_responses", &d.ErrorResponsesSet, describers(d.ErrorResponses))
	v.Fact("foreign_alias", &d.ForeignAlias)
}

// Origin is a host that a distribution sends requests to.
type Origin struct {
	Entity
	// Name is the id by which behaviors name it.
	Name       value.Value
	DomainName value.Value
	// Host says what kind of host it is; filled by facts/host.
	Host Host
	// Path is put in front of each request's path, "" for nothing.
	Path value.Value
	// ProtocolPolicy is http-only, match-viewer or https-only; absent where the
	// origin is not configured as a host.
	ProtocolPolicy value.Value
	// SSLProtocols is a list of TLSv1.2 and older ones.
	SSLProtocols value.Value
	// ReadTimeoutSeconds is how long an answer is waited for.
	ReadTimeoutSeconds value.Value
	// BucketConfig and AccessControl are what an origin that is a bucket has.
	BucketConfig, AccessControl value.Value
	// Headers are added to each request.
	Headers    []*OriginHeader
	HeadersSet Set
	// Behaviors are those that send requests to it.
	Behaviors []*Behavior
	// PathFault and TLSFault say what is wrong with Path and SSLProtocols for an
	// API: one of the constants, absent if certainly nothing; filled by
	// facts/origin. PathFaultOf are the behaviors that PathFault is about.
	PathFault, TLSFault value.Value
	PathFaultOf         []*Behavior
}

// The faults of the paths of the requests that an API gets.
const (
	// NoStage: requests to the API's default endpoint name no stage.
	NoStage = "no-stage"
	// ViewersNameStage: they name one only if the viewers do.
	ViewersNameStage = "viewers-name-stage"
	// OtherStage: they name one that the API does not have.
	OtherStage = "other-stage"
	// NotMapped: no mapping of the custom domain begins as they do.
	NotMapped = "not-mapped"
)

// The faults of the TLS versions that are used towards an API.
const (
	// TLSRefused: it accepts none of them.
	TLSRefused = "refused"
	// TLSObsolete: SSLv3, which nobody should offer, is among them.
	TLSObsolete = "obsolete"
)

// Describe shows the origin's fields.
func (o *Origin) Describe(v Visitor) {
	o.describe(v)
	v.Value("name", &o.Name)
	v.Value("domain_name", &o.DomainName)
	v.Object("host", &o.Host)
	v.Value("path", &o.Path)
	v.Value("protocol_policy", &o.ProtocolPolicy)
	v.Value("ssl_protocols", &o.SSLProtocols)
	v.Value("read_timeout_seconds", &o.ReadTimeoutSeconds)
	v.Value("bucket_config", &o.BucketConfig)
	v.Value("access_control", &o.AccessControl)
	v.Set("headers", &o.HeadersSet, describers(o.Headers))
	v.List("behaviors", references(o.Behaviors))
	v.Fact("path_fault", &o.PathFault)
	v.List("path_fault_of", references(o.PathFaultOf))
	v.Fact("tls_fault", &o.TLSFault)
}

// OriginHeader is a header that CloudFront adds to requests.
type OriginHeader struct {
	Entity
	Name, Text value.Value
}

// Describe shows the header's fields.
func (h *OriginHeader) Describe(v Visitor) {
	h.describe(v)
	v.Value("name", &h.Name)
	v.Value("text", &h.Text)
}

// ErrorResponse is what a distribution answers in place of an origin's error.
type ErrorResponse struct {
	Entity
	// ErrorCode is the origin's status, ResponseCode the viewer's; PagePath is
	// absent if the origin's answer is passed on.
	ErrorCode, ResponseCode, PagePath value.Value
	// CachingSeconds is how long the answer is kept.
	CachingSeconds value.Value
}

// Describe shows the error response's fields.
func (e *ErrorResponse) Describe(v Visitor) {
	e.describe(v)
	v.Value("error_code", &e.ErrorCode)
	v.Value("response_code", &e.ResponseCode)
	v.Value("page_path", &e.PagePath)
	v.Value("caching_seconds", &e.CachingSeconds)
}
