// Package iam tells what policies say: whether their statements let callers
// invoke an API, whether their resources are the ARNs of requests, whom they
// name, and which requests to an API they refuse.
package iam

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The forms of a statement's resource.
const (
	ControlPlane = "control-plane"
	WithoutPath  = "api-without-path"
	BareSlash    = "api-bare-slash"
	Other        = "other"
)

// Attach fills the statements of all policies.
func Attach(m *model.Model, scope *arn.Scope) {
	for _, policy := range slices.Concat(m.Policies, m.IdentityPolicies) {
		for _, s := range policy.Statements {
			s.GrantsInvoke, s.GrantsManagement = grantsInvoke(s), grantsManagement(s)
			s.MissesInvoke = missesInvoke(s, scope)
			s.Targets = targets(policy, s, scope)
			s.Principals, _ = principals(s)
			s.PrincipalEmpty = isEmpty(s)
		}
		cover(policy)
	}
	x := newMatcher(scope)
	for _, policy := range m.Policies {
		policy.Refusals = x.refusals(policy)
	}
}

// targets gives the resources of a statement with their forms.
func targets(p *model.Policy, s *model.Statement, scope *arn.Scope) []*model.PolicyTarget {
	var list []*model.PolicyTarget
	for _, item := range value.AsList(s.Resources).Items() {
		resource := value.AsText(item)
		target := &model.PolicyTarget{Resource: resource, Form: Form(resource, scope)}
		if _, is := shorthand(resource); is && p.Carrier == model.OnIdentity {
			// Only a resource policy may begin so; it is no form of an ARN.
			target.Form = value.NotKnown(value.Unsupported, "", resource.At)
		}
		list = append(list, target)
	}
	return list
}

// Form gives the form of a resource.
func Form(resource value.Value, scope *arn.Scope) value.Value {
	form := func(name string) value.Value { return value.OfText(name, resource.At) }
	if resource.IsAbsent() {
		return value.Unset(resource.At)
	}
	if short, ok := shorthand(resource); ok {
		switch short {
		case "":
			return form(WithoutPath)
		case "/":
			return form(BareSlash)
		}
		if literalIn(strings.TrimPrefix(short, "/")) {
			return form(Other)
		}
		return value.NotKnown(value.Computed, "", resource.At)
	}
	pattern := scope.Pattern(resource)
	switch pattern.Ending() {
	case arn.AtID:
		return form(WithoutPath)
	case arn.AtSlash:
		return form(BareSlash)
	case arn.AtStage:
		return form(Other)
	case arn.Open:
	}
	switch {
	case pattern.Kind == arn.Control:
		return form(ControlPlane)
	case pattern.Kind == arn.Other,
		pattern.Kind == arn.Execution && literalIn(strings.TrimPrefix(pattern.Tail(), "/")):
		return form(Other)
	}
	return value.NotKnown(value.Computed, "", resource.At)
}

// shorthand gives what follows "execute-api:", which a resource policy may begin
// with in place of the API's ARN.
func shorthand(resource value.Value) (string, bool) {
	text, ok := symbolic.Of(resource)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(text.String, short)
}

// literalIn reports whether some of a text is known.
func literalIn(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !symbolic.IsSymbol(r) })
}

// cover tells of each resource of a policy whether another one, of this or
// another statement, may grant what it was meant to.
func cover(policy *model.Policy) {
	grants := 0
	for _, s := range policy.Statements {
		if !mayAllow(s) {
			continue
		}
		if s.Resources.IsUnknown() || s.Resources.Open() || !s.NotResources.IsAbsent() {
			grants++
		}
		for _, target := range s.Targets {
			if mayGrant(target) {
				grants++
			}
		}
	}
	for _, s := range policy.Statements {
		for _, target := range s.Targets {
			others := grants
			if mayAllow(s) && mayGrant(target) {
				others--
			}
			target.CoveredElsewhere = others > 0 || !policy.StatementsSet.Complete
		}
	}
}

// mayAllow reports whether a statement may let callers invoke.
func mayAllow(s *model.Statement) bool {
	effect, known := s.Effect.Text()
	grants, certain := s.GrantsInvoke.Text()
	return (!known || effect == "Allow") && (!certain || grants == "true")
}

// mayGrant reports whether a resource may be that of a request.
func mayGrant(target *model.PolicyTarget) bool {
	form, known := target.Form.Text()
	return !known || form == Other
}
