package iam

import (
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Request is a kind of request, as a policy meets it.
type Request struct {
	API     *model.API
	Caller  Caller
	Network Network
	// Resource is what is called.
	Resource arn.Request
}

// match is what is known of how the elements of a statement meet a request.
type match struct{ action, resource, principal, condition Truth }

// all says whether the statement applies.
func (m match) all() Truth {
	return m.action.And(m.resource).And(m.principal).And(m.condition)
}

// matcher matches statements with requests. It remembers what does not depend on
// what is called.
type matcher struct {
	scope    *arn.Scope
	patterns map[*model.Statement][]arn.Pattern
	matches  map[sender]match
}

// sender is a statement and who sends the requests that it is matched with.
type sender struct {
	statement *model.Statement
	caller    Caller
	network   Network
}

func newMatcher(scope *arn.Scope) *matcher {
	return &matcher{scope: scope, patterns: map[*model.Statement][]arn.Pattern{}, matches: map[sender]match{}}
}

// match matches a statement. An element of an Allow with a fault of its own,
// of which a rule speaks, counts as not decided: one fault is one finding. The
// resource of a Deny that refuses nobody for certain is not looked at.
func (x *matcher) match(s *model.Statement, r Request) match {
	from := sender{s, r.Caller, r.Network}
	m, seen := x.matches[from]
	if !seen {
		m = match{
			action: action(s), resource: Undecided,
			principal: matchesPrincipal(s, r.Caller), condition: condition(s, r.Caller, r.Network),
		}
		x.matches[from] = m
	}
	if !known(s.Effect, "Deny") || m.all().May(Always) {
		m.resource = x.resource(s, r)
	}
	return m
}

// action says whether a statement is for invoking APIs.
func action(s *model.Statement) Truth {
	switch {
	case known(s.GrantsInvoke, "true"):
		return Always
	case known(s.GrantsInvoke, "false") && known(s.MissesInvoke, "false"):
		return Never
	}
	return Undecided
}

// resource says whether one of a statement's resources is what is called.
func (x *matcher) resource(s *model.Statement, r Request) Truth {
	if s.Resources.IsAbsent() || !s.NotResources.IsAbsent() {
		return Undecided
	}
	some := Never
	if !s.Resources.IsKnown() || s.Resources.Open() {
		some = Undecided
	}
	for i, pattern := range x.patternsOf(s, r.API) {
		one := Undecided
		switch {
		case !known(s.Effect, "Deny") && !known(s.Targets[i].Form, Other):
		default:
			one = truthOf(x.scope.Match(pattern, r.Resource))
		}
		some = some.Or(one)
	}
	return some
}

func (x *matcher) patternsOf(s *model.Statement, api *model.API) []arn.Pattern {
	list, ok := x.patterns[s]
	if !ok {
		for _, target := range s.Targets {
			list = append(list, x.scope.Pattern(spelledOut(target.Resource, api)))
		}
		x.patterns[s] = list
	}
	return list
}

func truthOf(answer arn.Answer) Truth {
	switch answer {
	case arn.Never:
		return Never
	case arn.Always:
		return Always
	case arn.Maybe:
	}
	return Undecided
}

// spelledOut gives a resource with the ARN of the API in place of the short form
// that resource policies may begin with.
func spelledOut(resource value.Value, api *model.API) value.Value {
	parts := resource.Parts()
	if len(parts) == 0 {
		return resource
	}
	rest, is := strings.CutPrefix(parts[0].Literal, short)
	if !is {
		return resource
	}
	arn := []value.Part{{Ref: value.Ref{Address: api.Address, Attr: "execution_arn"}}, {Literal: rest}}
	return value.OfParts(append(arn, parts[1:]...), resource.At)
}

// short is what a resource of the API's own policy may begin with.
const short = "execute-api:"
