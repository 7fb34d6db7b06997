package invocation

import (
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/iam"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// judge says whether a statement lets API Gateway invoke what an integration
// calls for a route, and why it never does.
func (a *attacher) judge(s *statement, i *model.Integration, route *model.Route, request arn.Request) (arn.Answer, string) {
	p := s.permission
	if p.Tainted {
		return arn.Maybe, ""
	}
	principal := forGateway(p.Principal)
	action := forInvoke(p.Action)
	qualifier := sameQualifier(s.qualifier, i.Backend.Qualifier)
	switch {
	case principal == arn.Never:
		return arn.Never, "its principal is " + p.Principal.Show()
	case action == arn.Never:
		return arn.Never, "its action is " + p.Action.Show()
	case qualifier == arn.Never && s.qualifier.IsAbsent():
		return arn.Never, "it is for no qualifier, while " + i.Backend.Qualifier.Show() + " is called"
	case qualifier == arn.Never:
		return arn.Never, "it is for qualifier " + s.qualifier.Show()
	}
	source, reason := a.source(s, route, request)
	if source == arn.Never {
		return arn.Never, reason
	}
	if p.Conditional || s.target.Literal || !p.SourceAccount.IsAbsent() ||
		principal != arn.Always || action != arn.Always || qualifier != arn.Always {
		return arn.Maybe, ""
	}
	return source, ""
}

// source says whether the source ARN of a statement matches the requests to a
// route.
func (a *attacher) source(s *statement, route *model.Route, request arn.Request) (arn.Answer, string) {
	if other := s.pattern.API; other != nil && a.scope.Different(other, route.API) {
		return arn.Never, "its source ARN names another API"
	}
	answer := a.scope.Match(s.pattern, request)
	if a.scope.NamesNoStage(s.pattern, route.API) {
		answer = arn.Never
	}
	if answer != arn.Never {
		return answer, ""
	}
	if mismatch, known := s.permission.Mismatch.Text(); known {
		return arn.Never, "its source ARN never matches: " + mismatch
	}
	if s.pattern.Kind != arn.Execution {
		return arn.Never, "its source ARN is " + s.pattern.Show(s.pattern.Whole())
	}
	return arn.Never, "its source ARN allows " + allowed(s.pattern) + " only"
}

// allowed shows what a source ARN allows, for people.
func allowed(p arn.Pattern) string {
	stage, verb, rest := p.Segments()
	if verb == "" {
		return p.Show(p.Tail())
	}
	shown := p.Show(verb)
	if rest != "" || strings.HasSuffix(p.Tail(), "/") {
		shown += " " + p.Show("/"+rest)
	}
	if verb == "*" {
		shown = "any method" + strings.TrimPrefix(shown, "*")
	}
	if stage != "*" {
		shown += " in stage " + p.Show(stage)
	}
	return shown
}

// gateway is the principal that API Gateway invokes functions as.
const gateway = "apigateway.amazonaws.com"

// forGateway says whether a principal includes API Gateway. Whether the names
// that other partitions use are accepted is not known.
func forGateway(principal value.Value) arn.Answer {
	name, known := principal.Text()
	switch {
	case !known:
		return arn.Maybe
	case name == "*", strings.EqualFold(name, gateway):
		return arn.Always
	case strings.HasPrefix(strings.ToLower(name), gateway+"."):
		return arn.Maybe
	}
	return arn.Never
}

// forInvoke says whether an action includes lambda:InvokeFunction.
func forInvoke(action value.Value) arn.Answer {
	name, known := action.Text()
	if !known {
		return arn.Maybe
	}
	if iam.Includes(name, "lambda:InvokeFunction") {
		return arn.Always
	}
	return arn.Never
}

// sameQualifier says whether two qualifiers are the same.
func sameQualifier(a, b value.Value) arn.Answer {
	if a.IsAbsent() && b.IsAbsent() {
		return arn.Always
	}
	if a.IsAbsent() || b.IsAbsent() {
		if identified(a) && identified(b) {
			return arn.Never
		}
		return arn.Maybe
	}
	if value.Same(a, b) {
		return arn.Always
	}
	if a.IsKnown() && b.IsKnown() {
		return arn.Never
	}
	return arn.Maybe
}

// identified reports whether a qualifier certainly is absent, a text, or the
// name of an alias or version; only these are never $LATEST.
func identified(v value.Value) bool {
	_, isRef := v.Ref()
	return v.IsAbsent() || v.IsKnown() || isRef
}
