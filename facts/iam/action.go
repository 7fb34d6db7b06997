package iam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// invoke is the action by which an API is called.
const invoke = "execute-api:Invoke"

// grantsInvoke says whether an action of a statement's list includes invoking an
// API. It is unknown where the actions are given by exception.
func grantsInvoke(s *model.Statement) value.Value {
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
		case Includes(action, invoke):
			return value.OfBool(true, item.At)
		}
	}
	if !complete {
		return value.NotKnown(value.Computed, "", s.Actions.At)
	}
	return value.OfBool(false, s.Actions.At)
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
