package iam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// invoke is the action by which an API is called.
const invoke = "execute-api:Invoke"

// called are the actions that callers of an API need.
var called = []string{invoke, "execute-api:InvalidateCache", "execute-api:ManageConnections"}

// grants says whether an action of a statement's list meets a condition. It is
// unknown where the actions are given by exception.
func grants(s *model.Statement, meets func(action string) bool) value.Value {
	if s.Actions.IsAbsent() {
		if s.NotActions.IsAbsent() {
			return value.OfBool(false, s.Actions.At)
		}
		return value.NotKnown(value.Unsupported, "", s.NotActions.At)
	}
	actions := value.AsList(s.Actions)
	complete := actions.IsKnown() && !actions.Open()
	for _, item := range actions.Items() {
		action, known := item.Text()
		switch {
		case !known:
			complete = false
		case meets(action):
			return value.OfBool(true, item.At)
		}
	}
	if !complete {
		return value.NotKnown(value.Computed, "", s.Actions.At)
	}
	return value.OfBool(false, s.Actions.At)
}

// grantsInvoke says whether an action includes invoking an API.
func grantsInvoke(s *model.Statement) value.Value {
	return grants(s, func(action string) bool { return Includes(action, invoke) })
}

// grantsManagement says whether an action is for managing APIs.
func grantsManagement(s *model.Statement) value.Value {
	return grants(s, func(action string) bool {
		service, _, _ := strings.Cut(strings.ToLower(action), ":")
		return glob(service, "apigateway")
	})
}

// missesInvoke says whether a statement has the resource of calls and none of
// the actions that callers need.
func missesInvoke(s *model.Statement, scope *arn.Scope) value.Value {
	useful := grants(s, func(action string) bool {
		return slices.ContainsFunc(called, func(needed string) bool { return Includes(action, needed) })
	})
	ofCalls := namesCalls(s, scope)
	no := func(v value.Value) bool { return known(v, "false") }
	switch {
	case known(useful, "true") || no(ofCalls):
		return value.OfBool(false, s.Actions.At)
	case no(useful) && known(ofCalls, "true") && !s.Actions.IsAbsent():
		return value.OfBool(true, s.Actions.At)
	}
	return value.NotKnown(value.Computed, "", s.Actions.At)
}

// namesCalls says whether a resource of a statement certainly is the ARN of
// calls, or the short form of one.
func namesCalls(s *model.Statement, scope *arn.Scope) value.Value {
	if !s.NotResources.IsAbsent() {
		return value.NotKnown(value.Unsupported, "", s.NotResources.At)
	}
	resources := value.AsList(s.Resources)
	complete := resources.IsAbsent() || resources.IsKnown() && !resources.Open()
	for _, item := range resources.Items() {
		text, readable := symbolic.Of(item)
		pattern := scope.Pattern(item)
		switch {
		case readable && strings.HasPrefix(text.String, short), pattern.Kind == arn.Execution:
			return value.OfBool(true, item.At)
		case pattern.Kind != arn.Control && pattern.Kind != arn.Other:
			complete = false
		}
	}
	if !complete {
		return value.NotKnown(value.Computed, "", s.Resources.At)
	}
	return value.OfBool(false, s.Resources.At)
}

// Includes reports whether an action as policies write it, with wildcards and in
// any case, includes another.
func Includes(pattern, action string) bool {
	return glob(strings.ToLower(pattern), strings.ToLower(action))
}

// glob matches a text with a pattern in which * is any text and ? any one
// character. It goes back to the last * only, so that its cost is bounded by
// the product of the lengths.
func glob(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
