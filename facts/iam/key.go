package iam

import "strings"

// Caller is a kind of caller, as a resource policy meets it.
type Caller uint8

// The kinds of callers.
const (
	// UnknownCaller is any of the others.
	UnknownCaller Caller = iota
	// Anonymous calls a route without authorization.
	Anonymous
	// SameAccount signs as a principal of the API's account.
	SameAccount
	// OtherAccount signs as a principal of another account.
	OtherAccount
	// Authorized calls a route with a Lambda authorizer.
	Authorized
	// PoolUser calls a route with a Cognito user pool.
	PoolUser
)

// signs reports whether the caller's requests are signed, so that a policy
// knows the principal; known is false if that cannot be told.
func (c Caller) signs() (signs, known bool) {
	switch c {
	case SameAccount, OtherAccount:
		return true, true
	case Anonymous, Authorized, PoolUser:
		return false, true
	case UnknownCaller:
	}
	return false, false
}

// Network is the way that requests take.
type Network uint8

// The networks.
const (
	UnknownNetwork Network = iota
	// Public is the way to an edge-optimized or a regional API.
	Public
	// Endpoint is the way through a VPC endpoint, to a private API.
	Endpoint
)

// keyClass says when requests have a key of a condition.
type keyClass uint8

const (
	foreignKey keyClass = iota // none that is documented for API Gateway
	everyKey                   // always
	headerKey                  // if the caller sends the header
	networkKey                 // on private APIs only
	callerKey                  // if the request is signed
	sessionKey                 // if it is signed, for some principals
)

// keys are the condition keys that API Gateway documents for resource policies,
// in lower case, because the names of keys are compared without regard to it.
var keys = map[string]keyClass{
	"aws:currenttime":            everyKey,
	"aws:epochtime":              everyKey,
	"aws:securetransport":        everyKey,
	sourceAddress:                everyKey,
	"aws:sourcearn":              everyKey,
	"aws:referer":                headerKey,
	"aws:useragent":              headerKey,
	"aws:sourcevpc":              networkKey,
	"aws:sourcevpce":             networkKey,
	"aws:vpcsourceip":            networkKey,
	"aws:principalaccount":       callerKey,
	"aws:principalarn":           callerKey,
	"aws:principaltype":          callerKey,
	"aws:userid":                 callerKey,
	"aws:principalorgid":         sessionKey,
	"aws:principalorgpaths":      sessionKey,
	"aws:username":               sessionKey,
	"aws:tokenissuetime":         sessionKey,
	"aws:multifactorauthpresent": sessionKey,
	"aws:multifactorauthage":     sessionKey,
}

// sourceAddress is the key for the address that a request comes from.
const sourceAddress = "aws:sourceip"

func classOf(key string) keyClass {
	key = strings.ToLower(key)
	if strings.HasPrefix(key, "aws:principaltag/") {
		return sessionKey
	}
	return keys[key]
}

// present says whether the requests of a kind of caller on a network have a
// key.
func (k keyClass) present(caller Caller, network Network) Truth {
	signs, known := caller.signs()
	switch k {
	case everyKey:
		return Always
	case headerKey:
		return Sometimes
	case networkKey:
		switch network {
		case Public:
			return Never
		case Endpoint:
			return Always
		case UnknownNetwork:
		}
		return Never | Always
	case callerKey, sessionKey:
		switch {
		case known && !signs:
			return Never
		case known && k == callerKey:
			return Always
		}
	case foreignKey:
	}
	return Undecided
}
