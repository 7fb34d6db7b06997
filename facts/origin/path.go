package origin

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/forwarding"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// pathFault tells what is wrong with the paths of the requests that an origin gets,
// and of the requests of which behaviors. That viewers have to name the stage is
// worth a word only if that is so for all of them.
func (j judge) pathFault(o *model.Origin, behaviors model.Set) (value.Value, []*model.Behavior) {
	nothing := j.unclear(o)
	byFault := map[string][]*model.Behavior{}
	for _, behavior := range o.Behaviors {
		fault := j.fault(o, behavior)
		byFault[fault] = append(byFault[fault], behavior)
	}
	for _, fault := range []string{model.NoStage, model.OtherStage, model.NotMapped} {
		if wrong := byFault[fault]; len(wrong) > 0 {
			return value.OfText(fault, o.Path.At), wrong
		}
	}
	if !behaviors.Complete || len(o.Behaviors) == 0 {
		return nothing, nil
	}
	switch len(o.Behaviors) {
	case len(byFault[model.ViewersNameStage]):
		return value.OfText(model.ViewersNameStage, o.Path.At), o.Behaviors
	case len(byFault[fine]):
		return value.Unset(o.Path.At), nil
	}
	return nothing, nil
}

// unclear says why it cannot be told how an origin's path is read.
func (j judge) unclear(o *model.Origin) value.Value {
	causes := []value.Value{o.Path, o.DomainName}
	if api := j.api(o); api != nil {
		causes = append(causes, api.Protocol, api.StagesSet.Cause)
		for _, stage := range api.Stages {
			causes = append(causes, stage.Name)
		}
	}
	if domain := j.domain(o); domain != nil {
		causes = append(causes, domain.MappingsSet.Cause)
		for _, mapping := range domain.Mappings {
			causes = append(causes, mapping.Path)
		}
	}
	for _, behavior := range o.Behaviors {
		causes = append(causes, behavior.PathPattern, behavior.FunctionsSet.Cause)
		for _, function := range behavior.Functions {
			causes = append(causes, function.Event)
		}
	}
	return value.Because(o.Path.At, causes...)
}

// What fault gives besides the faults.
const (
	fine      = "fine"
	undecided = ""
)

// fault judges the requests of one behavior of an origin.
func (j judge) fault(o *model.Origin, b *model.Behavior) string {
	path, known := o.Path.Text()
	if !known || forwarding.Rewritten(b) {
		return undecided
	}
	api, domain := j.api(o), j.domain(o)
	switch {
	case api != nil && path == "":
		return stageInPattern(api, b.PathPattern)
	case api != nil:
		return stageInPath(api, path)
	case domain != nil && path != "":
		return mapped(domain, path)
	}
	return undecided
}

// stagesOf are the names of an API's stages.
type stagesOf struct {
	names []string
	// all says that these are all there are.
	all bool
}

func namesOf(api *model.API) stagesOf {
	s := stagesOf{all: api.StagesSet.Complete && len(api.Stages) > 0}
	for _, stage := range api.Stages {
		name, known := stage.Name.Text()
		s.all = s.all && known
		s.names = append(s.names, name)
	}
	return s
}

// needed reports whether each request to an API's default endpoint certainly
// has to name a stage. Those to an HTTP API need not if there is a stage $default.
func (s stagesOf) needed(api *model.API) bool {
	switch protocol, _ := api.Protocol.Text(); protocol {
	case model.REST, model.WebSocket:
		return true
	case model.HTTP:
		return s.all && !slices.Contains(s.names, "$default")
	}
	return false
}

// stageInPattern judges requests to which the origin adds no path, so that a stage
// can only stand where the behavior's pattern begins.
func stageInPattern(api *model.API, pattern value.Value) string {
	stages := namesOf(api)
	if !stages.needed(api) {
		return undecided
	}
	text, known := pattern.Text()
	if pattern.IsAbsent() {
		text = "*"
	} else if !known {
		return undecided
	}
	segment := firstSegment(text)
	switch {
	case segment == "*":
		return model.ViewersNameStage
	case strings.ContainsAny(segment, "*?"):
		return undecided
	case slices.Contains(stages.names, segment):
		return fine
	case stages.all:
		return model.NoStage
	}
	return undecided
}

// stageInPath judges requests that begin with the origin's path.
func stageInPath(api *model.API, path string) string {
	stages := namesOf(api)
	switch {
	case slices.Contains(stages.names, firstSegment(path)):
		return fine
	case stages.all && stages.needed(api):
		return model.OtherStage
	}
	return undecided
}

func firstSegment(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// mapped judges requests to a custom domain that begin with the origin's path.
func mapped(domain *model.Domain, path string) string {
	if !domain.MappingsSet.Complete || len(domain.Mappings) == 0 {
		return undecided
	}
	sent := strings.Split(strings.Trim(path, "/"), "/")
	for _, mapping := range domain.Mappings {
		key, known := mapping.Path.Text()
		switch {
		case !known, key == "" && !refuses(mapping, sent):
			return undecided
		case key != "" && overlap(sent, strings.Split(key, "/")):
			return fine
		}
	}
	return model.NotMapped
}

// overlap reports whether one path is the beginning of the other, so that requests
// below the first may be below the second.
func overlap(a, b []string) bool {
	shorter := min(len(a), len(b))
	return slices.Equal(a[:shorter], b[:shorter])
}

// refuses reports whether the API behind a mapping of the root certainly has no
// route below a path. Where the mapping names no stage, the path does.
func refuses(mapping *model.Mapping, path []string) bool {
	api := mapping.API
	if api == nil || !api.RoutesSet.Complete || len(api.Routes) == 0 {
		return false
	}
	if stage, known := mapping.StageName.Text(); mapping.StageName.IsAbsent() || known && stage == "" {
		return false
	}
	return !slices.ContainsFunc(api.Routes, func(r *model.Route) bool { return mayServe(r, path) })
}

// mayServe reports whether a route may answer requests below a path.
func mayServe(route *model.Route, path []string) bool {
	text, known := route.Path.Text()
	if !known {
		return true // or it is $default
	}
	segments := strings.Split(strings.Trim(text, "/"), "/")
	for i, sent := range path {
		if i == len(segments) {
			return false
		}
		switch own := segments[i]; {
		case strings.HasSuffix(own, "+}"):
			return true
		case strings.HasPrefix(own, "{"), own == sent:
		default:
			return false
		}
	}
	return true
}
