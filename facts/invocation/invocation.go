// Package invocation tells whether API Gateway may invoke the Lambda functions
// behind integrations, and why a permission never matches a request.
package invocation

import (
	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The states of an invocation that are certain.
const (
	Covered   = "covered"
	Uncovered = "uncovered"
)

// attacher fills one model.
type attacher struct {
	model *model.Model
	scope *arn.Scope
	index *function.Index
	// all are the permissions with what was read from them, statements the same
	// by the function that they stand on.
	all        []*statement
	statements map[*model.Function][]*statement
	// callers are the routes that call a function.
	callers map[*model.Function][]*model.Route
}

// statement is a permission and what its texts mean.
type statement struct {
	permission *model.Permission
	// target is what its function name names, qualifier what it is for.
	target    function.Target
	qualifier value.Value
	pattern   arn.Pattern
}

// Attach fills the permissions, the permissions of functions, and the
// invocations of integrations, whose backends must be filled.
func Attach(m *model.Model, scope *arn.Scope, index *function.Index) {
	a := &attacher{
		model: m, scope: scope, index: index,
		statements: map[*model.Function][]*statement{},
		callers:    map[*model.Function][]*model.Route{},
	}
	a.reset()
	a.join()
	for _, integration := range m.Integrations {
		if f := integration.Backend.Function; f != nil {
			a.callers[f] = append(a.callers[f], integration.Routes...)
		}
	}
	for _, s := range a.all {
		a.mismatch(s)
	}
	for _, integration := range m.Integrations {
		integration.Invocation = a.invocation(call{integration: integration})
	}
	a.stageCalls()
}

// call is an integration that calls its backend in one stage of the API, or, if
// the stage is nil, in any.
type call struct {
	integration *model.Integration
	stage       *model.Stage
}

// request gives the requests to a route that lead to the call.
func (a *attacher) request(c call, route *model.Route) arn.Request {
	if c.stage == nil {
		return a.scope.RouteRequest(route, arn.Free{})
	}
	return a.scope.StageRequest(route, c.stage)
}

// unidentified is why this package opens the permissions of a function.
const unidentified = "a permission of this definition may stand on any function"

func (a *attacher) reset() {
	for _, f := range a.model.Functions {
		f.Permissions = nil
		if f.PermissionsSet.Reason == unidentified {
			f.PermissionsSet = model.Set{Complete: true}
		}
	}
}

// join puts permissions on their functions. One that cannot be put on any opens
// the permissions of all functions that it may stand on.
func (a *attacher) join() {
	opened := map[string]bool{}
	for _, p := range a.model.Permissions {
		s := a.statement(p)
		a.all = append(a.all, s)
		p.Function, p.API = s.target.Function, s.pattern.API
		if f := p.Function; f != nil {
			f.Permissions = append(f.Permissions, p)
			a.statements[f] = append(a.statements[f], s)
			continue
		}
		if s.target.Elsewhere {
			continue
		}
		for _, group := range a.index.Candidates(p.FunctionName) {
			if opened[group.Key] {
				continue
			}
			opened[group.Key] = true
			for _, f := range group.Functions {
				openSet(f, p)
			}
		}
	}
}

func (a *attacher) statement(p *model.Permission) *statement {
	s := &statement{
		permission: p,
		target:     a.index.Resolve(p.FunctionName),
		pattern:    a.scope.Pattern(p.SourceARN),
	}
	s.qualifier = s.target.Qualifier
	if text, known := p.Qualifier.Text(); !p.Qualifier.IsAbsent() && (!known || text != "") {
		s.qualifier = a.index.Qualifier(p.Qualifier)
	}
	return s
}

// openSet opens a function's permissions. Why they were open before stays.
func openSet(f *model.Function, stray *model.Permission) {
	if f.PermissionsSet.Complete {
		f.PermissionsSet.OpenFor(unidentified, stray.FunctionName)
	}
}

// invocation tells whether API Gateway may invoke what an integration calls.
func (a *attacher) invocation(c call) model.Invocation {
	i := c.integration
	service := i.Backend.Service
	unknown := model.Invocation{State: value.Because(i.URI.At, service, i.Credentials)}
	if name, known := service.Text(); service.IsAbsent() || known && name != backend.Lambda {
		return model.Invocation{State: value.Unset(service.At)}
	}
	switch needed, certain := needsPermission(i); {
	case service.IsUnknown(), !certain:
		return unknown
	case !needed:
		return model.Invocation{State: value.Unset(i.Credentials.At)}
	}
	f := i.Backend.Function
	if f == nil || i.Tainted || len(i.Routes) == 0 {
		return unknown
	}
	return a.routes(c, f)
}

// needsPermission reports whether a permission is what lets API Gateway invoke,
// rather than a role, and whether that is certain.
func needsPermission(i *model.Integration) (needed, certain bool) {
	credentials := i.Credentials
	if credentials.IsAbsent() {
		return true, true
	}
	text, known := credentials.Text()
	if known {
		return false, text != ""
	}
	for _, part := range credentials.Parts() {
		if part.IsLiteral() || part.IsRef() {
			return false, true
		}
	}
	return false, false
}

// routes tells of each route of an integration whether a statement covers it.
func (a *attacher) routes(c call, f *model.Function) model.Invocation {
	i := c.integration
	result := model.Invocation{State: value.OfText(Covered, i.URI.At)}
	var missing []*model.Route
	for _, route := range i.Routes {
		switch answer := a.covers(c, f, route); {
		case answer == arn.Always:
		case answer == arn.Never && a.certain(i, f):
			missing = append(missing, route)
		default:
			result.State = a.unclear(c, f)
		}
	}
	if len(missing) == 0 {
		return result
	}
	result.State = value.OfText(Uncovered, i.URI.At)
	for _, route := range missing {
		result.Uncovered = append(result.Uncovered, route.Label)
	}
	result.Examined = a.examined(c, f, missing[0])
	return result
}

// unclear gives the state of a call of which the statements do not tell.
func (a *attacher) unclear(c call, f *model.Function) value.Value {
	causes := []value.Value{f.PermissionsSet.Cause}
	for _, s := range a.statements[f] {
		p := s.permission
		causes = append(causes, p.Principal, p.Action, p.SourceARN, p.Qualifier)
	}
	for _, route := range c.integration.Routes {
		causes = append(causes, route.Protocol, route.Method, route.Path, route.Key)
	}
	if c.stage != nil {
		causes = append(causes, c.stage.Name)
	}
	return value.Because(c.integration.URI.At, causes...)
}

// certain reports whether no statement that could cover an integration can be
// out of sight.
func (a *attacher) certain(i *model.Integration, f *model.Function) bool {
	if !f.PermissionsSet.Complete || len(a.statements[f]) > maxStatements {
		return false
	}
	name, ok := backend.Named(i.URI)
	return ok && !a.index.Resolve(name).Literal
}

// maxStatements bounds the work on one function. A resource policy of Lambda is
// limited to 20 KiB, so that one with more statements cannot be deployed.
const maxStatements = 256

// covers says whether some statement lets API Gateway invoke a function for a
// route.
func (a *attacher) covers(c call, f *model.Function, route *model.Route) arn.Answer {
	if route.API == nil || len(a.statements[f]) > maxStatements {
		return arn.Maybe
	}
	result := arn.Never
	request := a.request(c, route)
	for _, s := range a.statements[f] {
		switch answer, _ := a.judge(s, c.integration, route, request); answer {
		case arn.Always:
			return arn.Always
		case arn.Maybe:
			result = arn.Maybe
		case arn.Never:
		}
	}
	return result
}

// maxExamined bounds what is said of one integration.
const maxExamined = 16

// examined gives the statements on a function with the reason why each does not
// cover a route.
func (a *attacher) examined(c call, f *model.Function, route *model.Route) []*model.Examined {
	var list []*model.Examined
	request := a.request(c, route)
	for _, s := range a.statements[f] {
		if len(list) == maxExamined {
			break
		}
		if answer, reason := a.judge(s, c.integration, route, request); answer == arn.Never {
			list = append(list, &model.Examined{Permission: s.permission, Reason: reason})
		}
	}
	return list
}
