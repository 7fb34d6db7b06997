package iam

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// cause is why a statement decides as it does: a set of what is possible, as
// Truth is one. Where several hold, the highest speaks.
type cause uint8

const (
	// noCause is that there is none.
	noCause cause = 1 << iota
	uncovered
	noAllow
	otherCondition
	iamCondition
	namedPrincipal
	sourceIP
	vpcCondition

	anyCondition = otherCondition | iamCondition | sourceIP | vpcCondition
	// explained are the causes of a Deny that say why no Allow matters.
	explained = iamCondition | sourceIP | vpcCondition
)

// names are the causes as the model has them.
var names = map[cause]string{
	uncovered: model.Uncovered, noAllow: model.NoAllow, iamCondition: model.IAMCondition,
	namedPrincipal: model.NamedPrincipal, sourceIP: model.SourceAddress, vpcCondition: model.VPCCondition,
}

// with gives the higher cause of each pair.
func (c cause) with(other cause) cause {
	var all cause
	for a := noCause; a != 0; a <<= 1 {
		for b := noCause; b != 0; b <<= 1 {
			if c&a != 0 && other&b != 0 {
				all |= max(a, b)
			}
		}
	}
	return all
}

// certain reports whether only one cause is possible, and it is one.
func (c cause) certain() bool { return c != noCause && c&(c-1) == 0 }

// from gives a cause where something is never the case.
func from(t Truth, c cause) cause {
	switch {
	case t == Never:
		return c
	case t.May(Never):
		return c | noCause
	}
	return noCause
}

// kindOf says which cause a line of a condition is if it decides by the key that
// it is on.
func (t test) kindOf(caller Caller, network Network) cause {
	signs, decided := caller.signs()
	switch classOf(t.key) {
	case networkKey:
		return onNetwork(network, vpcCondition, otherCondition)
	case callerKey, sessionKey:
		switch {
		case !decided:
			return iamCondition | otherCondition
		case !signs:
			return iamCondition
		}
	case everyKey:
		if t.key == sourceAddress {
			return onNetwork(network, otherCondition, sourceIP)
		}
	case foreignKey, headerKey:
	}
	return otherCondition
}

func onNetwork(network Network, public, endpoint cause) cause {
	switch network {
	case Public:
		return public
	case Endpoint:
		return endpoint
	case UnknownNetwork:
	}
	return public | endpoint
}

// silence gives the causes for which an Allow does not let a request in; noCause
// is among them if it may.
func silence(s *model.Statement, m match, r Request) cause {
	here := m.action.And(m.resource)
	if here == Never {
		return uncovered
	}
	all := from(m.principal, namedPrincipal)
	list, complete := tests(s)
	if !complete {
		all = all.with(anyCondition | noCause)
	}
	for _, one := range list {
		all = all.with(from(one.holds(r.Caller, r.Network), one.kindOf(r.Caller, r.Network)))
	}
	if here.May(Never) {
		all |= uncovered
	}
	return all
}

// refusing gives the causes for which a Deny refuses every request; noCause is
// among them if it may not.
func refusing(s *model.Statement, m match, r Request) cause {
	all := otherCondition
	list, complete := tests(s)
	if !complete {
		all |= anyCondition
	}
	for _, one := range list {
		all = all.with(one.kindOf(r.Caller, r.Network))
	}
	switch applies := m.all(); {
	case !applies.May(Always):
		return noCause
	case applies != Always:
		all |= noCause
	}
	return all
}

// decisive gives the value by which a statement decides for a cause: the first
// key of the kind, a principal, or the document where something is missing.
func decisive(p *model.Policy, s *model.Statement, c cause, r Request) value.Value {
	switch {
	case c.May(uncovered | noAllow):
		return p.Document
	case c == namedPrincipal:
		return s.Principal
	}
	lines, _ := tests(s)
	for _, one := range lines {
		if one.kindOf(r.Caller, r.Network) == c {
			return value.OfText(one.written, one.keyAt)
		}
	}
	return value.Value{}
}

// May reports whether one of some causes is possible.
func (c cause) May(possible cause) bool { return c&possible != 0 }
