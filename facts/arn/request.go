package arn

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Request is the ARN of the requests to a route, in all its variants: path
// variables, the verbs of ANY, and a stage that is not known stand for any text.
type Request struct{ elements []element }

// Free says which pieces of a request may be any, whatever the route says; it
// serves to find out what keeps a pattern from matching.
type Free struct{ Stage, Verb bool }

// AuthorizerRequest gives the requests to an API's authorizers.
func (s *Scope) AuthorizerRequest(api *model.API) Request {
	return Request{slices.Concat(s.head(api), characters("/authorizers/"), atLeastOne(notSlash))}
}

// AnyRequest gives all requests to a REST API, by any stage, verb and path.
func (s *Scope) AnyRequest(api *model.API) Request {
	slash := characters("/")
	return Request{slices.Concat(s.head(api), slash, atLeastOne(notSlash), slash, atLeastOne(bounded), slash, []element{star})}
}

// RouteRequest gives the requests to a route, which must have an API.
func (s *Scope) RouteRequest(route *model.Route, free Free) Request {
	stage := s.stage(route.API)
	if free.Stage {
		stage = atLeastOne(notSlash)
	}
	return s.request(route, stage, free)
}

// StageRequest gives the requests to a route in one stage of its API.
func (s *Scope) StageRequest(route *model.Route, stage *model.Stage) Request {
	name, known := stage.Name.Text()
	if !known {
		return s.request(route, atLeastOne(notSlash), Free{})
	}
	return s.request(route, characters(name), Free{})
}

func (s *Scope) request(route *model.Route, stage []element, free Free) Request {
	return Request{slices.Concat(s.head(route.API), characters("/"), stage, characters("/"), s.call(route, free))}
}

// StageRequests gives the requests to a route for each stage, or one for all of
// them where the stages are not known.
func (s *Scope) StageRequests(route *model.Route) []Request {
	names, complete := stageNames(route.API)
	if !complete {
		return []Request{s.RouteRequest(route, Free{})}
	}
	list := make([]Request, len(names))
	for i, name := range names {
		list[i] = Request{slices.Concat(
			s.head(route.API), characters("/"), characters(name), characters("/"), s.call(route, Free{}),
		)}
	}
	return list
}

func (s *Scope) head(api *model.API) []element {
	if s.heads[api] == nil {
		text, _ := symbolic.OfParts(executionARN(api))
		s.heads[api] = s.elements(text, text.String, itself)
	}
	return s.heads[api]
}

// stage gives the stage's name if there certainly is one stage only.
func (s *Scope) stage(api *model.API) []element {
	names, complete := stageNames(api)
	if !complete || len(names) != 1 {
		return atLeastOne(notSlash)
	}
	return characters(names[0])
}

// stageNames gives the names of an API's stages and whether these are all.
func stageNames(api *model.API) (names []string, complete bool) {
	complete = api.StagesSet.Complete && len(api.Stages) > 0
	for _, stage := range api.Stages {
		name, known := stage.Name.Text()
		if !known {
			complete = false
			continue
		}
		names = append(names, name)
	}
	return names, complete
}

// call gives what follows the stage: the verb and the path, or the route's key.
func (s *Scope) call(route *model.Route, free Free) []element {
	anything := []element{star}
	switch protocol, _ := route.Protocol.Text(); protocol {
	case model.REST:
		return slices.Concat(s.verb(route.Method, free), s.path(route.Path))
	case model.WebSocket:
		if text, ok := symbolic.Of(route.Key); ok {
			return s.elements(text, text.String, itself)
		}
	case model.HTTP:
		if route.Method.IsKnown() {
			return slices.Concat(s.verb(route.Method, free), s.path(route.Path))
		}
		return s.key(route.Key, free)
	}
	return anything
}

// key gives what follows the stage from the key of an HTTP API's route.
func (s *Scope) key(key value.Value, free Free) []element {
	text, ok := symbolic.Of(key)
	if !ok {
		return []element{star}
	}
	verb, path, found := strings.Cut(text.String, " ")
	switch {
	case found:
		return slices.Concat(s.verb(text.Value(verb), free), s.path(text.Value(strings.TrimSpace(path))))
	case text.String == "$default":
		return characters(text.String)
	}
	return []element{star}
}

func (s *Scope) verb(method value.Value, free Free) []element {
	verb, known := method.Text()
	if !known || free.Verb || strings.EqualFold(verb, "ANY") || verb == "*" {
		return atLeastOne(bounded)
	}
	return characters(strings.ToUpper(verb))
}

// path gives the elements of a path. Variables and what is not known stand for
// any text.
func (s *Scope) path(path value.Value) []element {
	text, ok := symbolic.Of(path)
	if !ok {
		return append(characters("/"), star)
	}
	var elements []element
	if !strings.HasPrefix(text.String, "/") && symbolic.Plain(firstRune(text.String)) {
		elements = characters("/")
	}
	rest := text.String
	for {
		before, after, found := strings.Cut(rest, "{")
		elements = append(elements, s.elements(text, before, itself)...)
		if !found {
			return elements
		}
		var name string
		name, rest, _ = strings.Cut(after, "}")
		elements = append(elements, variableOf(name)...)
	}
}

// variableOf gives the elements of a path variable: one segment, or any number of
// them if it ends in a plus sign.
func variableOf(name string) []element {
	if symbolic.Plain(name) && !strings.HasSuffix(name, "+") {
		return atLeastOne(notSlash)
	}
	elements := atLeastOne(all)
	for i := range elements {
		elements[i].greedy = true
	}
	return elements
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// NamesNoStage reports whether a pattern that names the API certainly names a
// stage that the API does not have.
func (s *Scope) NamesNoStage(p Pattern, api *model.API) bool {
	names, complete := stageNames(api)
	stage, _, _ := p.Segments()
	return p.API == api && complete && Literal(stage) && !slices.Contains(names, stage)
}
