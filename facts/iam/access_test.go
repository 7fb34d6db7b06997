package iam

import "testing"

// The tables of API Gateway's developer guide, "How API Gateway resource
// policies affect authorization workflow".
func TestOutcome(t *testing.T) {
	var (
		none    = Verdict{Allowed: Never, Denied: Never}
		silent  = Verdict{Attached: true, Allowed: Never, Denied: Never}
		allows  = Verdict{Attached: true, Allowed: Always, Denied: Never}
		denies  = Verdict{Attached: true, Allowed: Never, Denied: Always}
		both    = Verdict{Attached: true, Allowed: Always, Denied: Always}
		unknown = Verdict{Attached: true, Allowed: Undecided, Denied: Undecided}
	)
	tests := []struct {
		name          string
		policy, other Verdict
		caller        Caller
		network       Network
		want          Truth
	}{
		{"no authorization, no policy", none, unseen, Anonymous, Public, Always},
		{"no authorization, no policy, not known which network", none, unseen, Anonymous, UnknownNetwork, Never | Always},
		{"no authorization, no policy on a private API", none, unseen, Anonymous, Endpoint, Never},
		{"no authorization, policy allows", allows, unseen, Anonymous, Public, Always},
		{"no authorization, policy is silent", silent, unseen, Anonymous, Public, Never},
		{"no authorization, policy denies", both, unseen, Anonymous, Endpoint, Never},
		{"no authorization, policy not known", unknown, unseen, Anonymous, Public, Undecided},

		{"Lambda authorizer, policy denies", denies, allows, Authorized, Public, Never},
		{"Lambda authorizer allows, policy is silent", silent, allows, Authorized, Public, Always},
		{"Lambda authorizer allows, no policy", none, allows, Authorized, Public, Always},
		{"Lambda authorizer denies, policy allows", allows, denies, Authorized, Public, Never},
		{"Lambda authorizer not known, policy is silent", silent, unseen, Authorized, Public, Undecided},

		{"user pool, policy allows", allows, unseen, PoolUser, Public, Always},
		{"user pool, policy is silent", silent, unseen, PoolUser, Public, Never},
		{"user pool, policy denies", denies, unseen, PoolUser, Public, Never},
		{"user pool, no policy", none, unseen, PoolUser, Public, Always},

		// Table A: both sides in one account.
		{"same account, both allow", allows, allows, SameAccount, Public, Always},
		{"same account, identity allows", silent, allows, SameAccount, Public, Always},
		{"same account, policy allows", allows, silent, SameAccount, Public, Always},
		{"same account, both silent", silent, silent, SameAccount, Public, Never},
		{"same account, identity denies", allows, denies, SameAccount, Public, Never},
		{"same account, policy denies", denies, allows, SameAccount, Public, Never},
		{"same account, both deny", denies, denies, SameAccount, Public, Never},
		{"same account, identity not known", silent, unseen, SameAccount, Public, Undecided},
		{"same account, no policy", none, unseen, SameAccount, Public, Undecided},

		// Table B: the caller is in another account.
		{"other account, both allow", allows, allows, OtherAccount, Public, Always},
		{"other account, identity allows", silent, allows, OtherAccount, Public, Never},
		{"other account, policy allows", allows, silent, OtherAccount, Public, Never},
		{"other account, both silent", silent, silent, OtherAccount, Public, Never},
		{"other account, identity denies", allows, denies, OtherAccount, Public, Never},
		{"other account, policy denies", both, allows, OtherAccount, Public, Never},
		{"other account, identity not known", allows, unseen, OtherAccount, Public, Undecided},
		{"other account, no policy", none, allows, OtherAccount, Public, Never},

		{"caller not known, policy denies", denies, unseen, UnknownCaller, Public, Never},
		{"caller not known, policy is silent", silent, unseen, UnknownCaller, Public, Undecided},
		{"caller not known, policy allows", allows, unseen, UnknownCaller, Public, Undecided},
	}
	for _, test := range tests {
		if got := Outcome(test.policy, test.other, test.caller, test.network); got != test.want {
			t.Errorf("%s: got %b, want %b", test.name, got, test.want)
		}
	}
}
