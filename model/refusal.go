package model

import "github.com/gatelint/gatelint/internal/value"

// The causes for which a resource policy refuses calls.
const (
	// VPCCondition: the condition is on a key of VPC endpoints, which the
	// requests to a public API never have.
	VPCCondition = "vpc-condition"
	// SourceAddress: the condition is on aws:SourceIp, which is not the
	// client's address on a private API.
	SourceAddress = "source-ip"
	// NamedPrincipal: only named principals are allowed, and the requests are
	// not signed.
	NamedPrincipal = "principal"
	// IAMCondition: the condition is on a key of the caller's identity, and the
	// requests are not signed.
	IAMCondition = "iam-condition"
	// NoAllow: the policy allows nobody anything.
	NoAllow = "no-allow"
	// Uncovered: no Allow is for these calls.
	Uncovered = "uncovered"
)

// Refusal says that a resource policy refuses all requests to some routes, and
// what of the policy does. There is none of what is not certain.
type Refusal struct {
	// Cause is one of the causes above.
	Cause value.Value
	// Decisive is what of the policy decides: the key of a condition, a
	// principal, or the document where something is missing in it.
	Decisive value.Value
	// Explicit says that a Deny refuses them; otherwise no Allow lets them in.
	Explicit bool
	// Doubtful says that API Gateway's documentation tells in two ways whether
	// the policy alone refuses them: an authorizer may let them in.
	Doubtful bool
	// Routes are those of the definition whose requests are refused; there may
	// be none where a Deny is for every request. Calls names them for people.
	Routes []*Route
	Calls  string
}

// Describe shows the refusal's fields.
func (r *Refusal) Describe(v Visitor) {
	v.Fact("cause", &r.Cause)
	v.Fact("decisive", &r.Decisive)
	v.Flag("explicit", r.Explicit)
	v.Flag("doubtful", r.Doubtful)
	v.List("routes", references(r.Routes))
	v.Text("calls", r.Calls)
}
