package iam

import "github.com/gatelint/gatelint/model"

// Verdict is what a resource policy says of a kind of request.
type Verdict struct {
	// Attached is false where there is no policy.
	Attached bool
	// Allowed and Denied say whether an Allow, and whether a Deny applies.
	Allowed, Denied Truth
}

// verdict evaluates the statements of a policy.
func (x *matcher) verdict(p *model.Policy, r Request) Verdict {
	v := Verdict{Attached: true, Allowed: Never, Denied: Never}
	if !p.StatementsSet.Complete {
		v.Allowed, v.Denied = Undecided, Undecided
	}
	for _, s := range p.Statements {
		applies := x.match(s, r).all()
		switch effect, _ := s.Effect.Text(); effect {
		case "Allow":
			v.Allowed = v.Allowed.Or(applies)
		case "Deny":
			v.Denied = v.Denied.Or(applies)
		default:
			v.Allowed, v.Denied = v.Allowed.Or(applies|Never), v.Denied.Or(applies|Never)
		}
	}
	return v
}

// Outcome says whether requests are let through, by what the resource policy
// says and what the other side does: the caller's identity policies, or the
// authorizer. A user pool counts as let through by its token; whether a policy
// that is silent then refuses the request is told in two ways, of which this
// takes the stricter one.
//
// See "How API Gateway resource policies affect authorization workflow" in API
// Gateway's developer guide.
func Outcome(policy, other Verdict, caller Caller, network Network) Truth {
	if !policy.Attached && network == Endpoint {
		return Never // a private API without a policy cannot be deployed
	}
	passes := policy.Denied.Or(other.Denied).Not()
	switch caller {
	case Anonymous, PoolUser:
		if !policy.Attached {
			return openTo(network)
		}
		return policy.Allowed.And(policy.Denied.Not())
	case SameAccount, Authorized:
		return policy.Allowed.Or(other.Allowed).And(passes)
	case OtherAccount:
		return policy.Allowed.And(other.Allowed).And(passes)
	case UnknownCaller:
	}
	return policy.Denied.Not().And(Undecided)
}

// openTo says whether requests without a policy get through.
func openTo(network Network) Truth {
	if network == UnknownNetwork {
		return Never | Always
	}
	return Always
}
