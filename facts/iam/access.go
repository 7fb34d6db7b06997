package iam

import "slices"

// Verdict is what one side says of a kind of request: a resource policy, the
// caller's identity policies, or an authorizer.
type Verdict struct {
	// Attached is false where there is no resource policy.
	Attached bool
	// Allowed and Denied say whether an Allow, and whether a Deny applies.
	Allowed, Denied Truth
}

// unseen is what the other side may say.
var unseen = Verdict{Allowed: Undecided, Denied: Undecided}

// refused reports whether all requests of some callers are refused by a policy
// that has no Allow for them.
func refused(callers []Caller, network Network) bool {
	silent := Verdict{Attached: true, Allowed: Never, Denied: Undecided}
	return !slices.ContainsFunc(callers, func(c Caller) bool { return Outcome(silent, unseen, c, network) != Never })
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
