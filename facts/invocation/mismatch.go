package invocation

import (
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// mismatch fills why the source ARN of a permission never matches a request.
func (a *attacher) mismatch(s *statement) {
	p := s.permission
	p.Mismatch = value.Unset(p.SourceARN.At)
	if p.SourceARN.IsAbsent() || p.Tainted {
		return
	}
	reason := wrongForm(s.pattern)
	if reason == "" {
		reason = a.wrongRoute(p, s.pattern)
	}
	if reason != "" {
		p.Mismatch = value.OfText(reason, p.SourceARN.At)
	}
}

// wrongForm says why a source ARN matches no request of any API; "" if it may.
func wrongForm(p arn.Pattern) string {
	if p.Kind == arn.Control {
		return "it is the control-plane ARN (arn:…:apigateway:…::/restapis/…); requests carry an execute-api ARN"
	}
	switch p.Ending() {
	case arn.AtID:
		return "it ends at the API's id; nothing follows it, while a request goes on with /STAGE/METHOD/path"
	case arn.AtSlash:
		return "it ends at the slash behind the API's id, while a request goes on with STAGE/METHOD/path"
	case arn.AtStage:
		return "it ends at the stage; nothing follows it, while a request goes on with /METHOD/path"
	case arn.Open:
	}
	return ""
}

// testStage is the stage that requests made in the console have.
const testStage = "test-invoke-stage"

// wrongRoute says why a source ARN matches no request to any route of the API
// that it names; "" if it may, or if the routes that call the function are not
// all in view.
func (a *attacher) wrongRoute(p *model.Permission, pattern arn.Pattern) string {
	api := pattern.API
	if api == nil || p.Function == nil || !api.RoutesSet.Complete {
		return ""
	}
	callers := a.callersOf(p.Function, api)
	stage, _, _ := pattern.Segments()
	if len(callers) == 0 || stage == testStage {
		return ""
	}
	if a.scope.Match(pattern, a.scope.AuthorizerRequest(api)) != arn.Never {
		return ""
	}
	noStage := a.scope.NamesNoStage(pattern, api)
	if !noStage && (a.matchesAny(pattern, callers, arn.Free{}) || a.matchesAny(pattern, api.Routes, arn.Free{})) {
		return ""
	}
	if a.matchesAny(pattern, callers, arn.Free{Stage: true}) || a.matchesAny(pattern, api.Routes, arn.Free{Stage: true}) {
		return "it names stage " + pattern.Show(stage) + ", but " + stagesOf(api)
	}
	return a.wrongCall(pattern, callers)
}

func stagesOf(api *model.API) string {
	var names []string
	for _, stage := range api.Stages {
		names = append(names, stage.Name.Show())
	}
	if len(names) == 1 {
		return "the API's only stage is " + names[0]
	}
	return "the API's stages are " + list(names)
}

// callersOf gives the routes of an API that call a function.
func (a *attacher) callersOf(f *model.Function, api *model.API) []*model.Route {
	var callers []*model.Route
	for _, route := range a.callers[f] {
		if route.API == api {
			callers = append(callers, route)
		}
	}
	return callers
}

func (a *attacher) matchesAny(p arn.Pattern, routes []*model.Route, free arn.Free) bool {
	for _, route := range routes {
		if a.scope.Match(p, a.scope.RouteRequest(route, free)) != arn.Never {
			return true
		}
	}
	return false
}

// wrongCall says what in the verb or the path of a pattern keeps it from matching
// the routes that call the function.
func (a *attacher) wrongCall(p arn.Pattern, callers []*model.Route) string {
	_, verb, _ := p.Segments()
	anyCall := arn.Free{Stage: true, Verb: true}
	for _, route := range callers {
		if a.scope.Match(p, a.scope.RouteRequest(route, anyCall)) != arn.Never && verb != "" {
			return "it names method " + p.Show(verb) + ", but the function is called by " + route.Label
		}
	}
	for _, route := range callers {
		if key, _ := route.Key.Text(); key == "$default" {
			return "the ARN of an HTTP API's $default route has two slashes only (API/STAGE/$default), so " +
				p.Show(p.Tail()) + " never matches it"
		}
	}
	called := "the function is called by " + labels(callers)
	if strings.HasSuffix(p.Tail(), "/") {
		return "it ends with a slash, which only requests to the root path do, while " + called
	}
	return "it allows " + p.Show(p.Tail()) + ", while " + called
}

// labels names routes, a few of them if there are many.
func labels(routes []*model.Route) string {
	const most = 4
	var names []string
	for i, route := range routes {
		if i == most {
			names = append(names, "others")
			break
		}
		names = append(names, route.Label)
	}
	return list(names)
}

// list joins names as people do.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
