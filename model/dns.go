package model

import "github.com/gatelint/gatelint/internal/value"

// Record is a DNS record, of whatever provider.
type Record struct {
	Entity
	// Name is the record's name, as written.
	Name value.Value
	// RecordType is A, AAAA, CNAME, ...
	RecordType value.Value
	// Proxied is true if the DNS provider answers in the target's place.
	Proxied value.Value
	Targets []*Target
	// HasHostRewrite says that the definition rewrites the Host header at the
	// DNS provider's proxy.
	HasHostRewrite bool
}

// Describe shows the record's fields.
func (r *Record) Describe(v Visitor) {
	r.describe(v)
	v.Value("name", &r.Name)
	v.Value("record_type", &r.RecordType)
	v.Value("proxied", &r.Proxied)
	v.List("targets", describers(r.Targets))
	v.Flag("has_host_rewrite", r.HasHostRewrite)
}

// Target is one thing that a record points at.
type Target struct {
	Value value.Value
	// Host says what kind of host it is; filled by facts/host.
	Host Host
}

// Describe shows the target's fields.
func (t *Target) Describe(v Visitor) {
	v.Value("value", &t.Value)
	v.Object("host", &t.Host)
}

// Host is the class of a host name.
type Host struct {
	// Class is "stage" (the default endpoint of an API), "regional" or "edge"
	// (the target of a custom domain), "distribution", "custom-domain",
	// "vpc-endpoint", "ip" or "other"; unknown if it cannot be told.
	Class value.Value
	// OwnerID is the API, domain or distribution that it belongs to, "" if not one of ours.
	OwnerID string
	// Bare says that the text is a host and nothing else: no scheme, port or
	// path is around it. Unknown if that cannot be told.
	Bare value.Value
}

// Describe shows the host's fields.
func (h *Host) Describe(v Visitor) {
	v.Fact("class", &h.Class)
	v.Text("owner_id", h.OwnerID)
	v.Fact("bare", &h.Bare)
}
