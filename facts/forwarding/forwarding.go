// Package forwarding tells what CloudFront sends on of a viewer's request: the
// Host header above all, by which API Gateway chooses the API.
package forwarding

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills what the behaviors of all distributions send on.
func Attach(m *model.Model) {
	for _, distribution := range m.Distributions {
		for _, behavior := range distribution.Behaviors {
			behavior.Forwarding = Of(behavior)
		}
	}
}

// Of gives what a behavior sends on: all that its cache policy, its origin request
// policy or its older settings do.
func Of(b *model.Behavior) model.Forwarding {
	unknown := unclear(b)
	if Rewritten(b) {
		return model.Forwarding{Host: unknown, Authorization: unknown, Queries: unknown}
	}
	s := sources{
		{b.OriginRequestPolicyID, ofPolicy(model.OriginRequestPolicy, b.OriginRequestPolicyID, b.OriginRequestPolicy)},
		{b.CachePolicyID, ofPolicy(model.CachePolicy, b.CachePolicyID, b.CachePolicy)},
		{b.ForwardedHeaders, legacy(b)},
	}
	return model.Forwarding{
		Host:          s.header(unknown, func(c contents) header { return c.host }),
		Authorization: s.header(unknown, func(c contents) header { return c.authorization }),
		Queries:       s.queries(unknown),
	}
}

// unclear says why it cannot be told what a behavior sends on.
func unclear(b *model.Behavior) value.Value {
	causes := []value.Value{b.OriginRequestPolicyID, b.CachePolicyID, b.ForwardedHeaders, b.ForwardedQuery, b.FunctionsSet.Cause}
	for _, function := range b.Functions {
		causes = append(causes, function.Event)
	}
	for _, policy := range []*model.ForwardingPolicy{b.OriginRequestPolicy, b.CachePolicy} {
		if policy != nil {
			causes = append(causes, policy.Name, policy.HeaderBehavior, policy.Headers)
		}
	}
	return value.Because(b.At, causes...)
}

// Rewritten reports whether a function may change the requests of a behavior
// before they reach the origin.
func Rewritten(b *model.Behavior) bool {
	if !b.FunctionsSet.Complete {
		return true
	}
	for _, function := range b.Functions {
		switch event, known := function.Event.Text(); {
		case !known, event == "viewer-request", event == "origin-request":
			return true
		}
	}
	return false
}

// sources are what sends pieces of requests on: the origin request policy, which
// alone may also keep a header back, and the others.
type sources []source

// source is one of them, and where it is written.
type source struct {
	written  value.Value
	contents contents
}

// header tells whether a header is sent on, at the source that does it. Whether
// one that the cache policy sends and the origin request policy removes arrives is
// not documented.
func (s sources) header(unknown value.Value, of func(contents) header) value.Value {
	request, others := s[0], s[1:]
	switch of(request.contents) {
	case sent:
		return value.OfBool(true, request.written.At)
	case undecided:
		return unknown
	case kept, removed:
	}
	certain := true
	for _, other := range others {
		switch of(other.contents) {
		case sent:
			if of(request.contents) == removed {
				return unknown
			}
			return value.OfBool(true, other.written.At)
		case undecided:
			certain = false
		case kept, removed:
		}
	}
	if !certain {
		return unknown
	}
	return value.OfBool(false, unknown.At)
}

var words = map[queries]string{none: "none", some: "some", all: "all"}

// queries tells which query parameters are sent on, at the source that sends most
// of them.
func (s sources) queries(unknown value.Value) value.Value {
	most, at, certain := none, unknown.At, true
	for _, source := range s {
		sent := source.contents.queries
		certain = certain && sent != unsure
		if sent > most {
			most, at = sent, source.written.At
		}
	}
	if !certain && most != all {
		return unknown
	}
	return value.OfText(words[most], at)
}
