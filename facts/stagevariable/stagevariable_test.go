package stagevariable_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/stagevariable"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func TestNames(t *testing.T) {
	for text, want := range map[string]string{
		"arn:aws:lambda:::function:${stageVariables.fn}":           "fn",
		"<f.arn>:${stageVariables.alias}/x/${stageVariables.fn_2}": "alias fn_2",
		"${stageVariables.fn}${stageVariables.fn}":                 "fn",
		"https://example.com/{proxy}":                              "",
		"$stageVariables.fn":                                       "",
		"${stageVariables.<?>}":                                    "",
		"${stagevariables.fn}":                                     "",
		"-":                                                        "",
		"<?>":                                                      "",
		"<?>${stageVariables.fn}":                                  "fn",
	} {
		if got := strings.Join(stagevariable.Names(build.Value(text)), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func stage(m *model.Model, api *model.API, name string, variables value.Value) *model.Stage {
	s := &model.Stage{Entity: build.Entity(name), API: api, Name: build.Value(name), Variables: variables}
	m.Stages, api.Stages = append(m.Stages, s), append(api.Stages, s)
	return s
}

func TestFill(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"a text":             {"x:${stageVariables.fn}:y", "x:orders:y"},
		"a reference":        {"x:${stageVariables.ref}", "x:${f.name}"},
		"two":                {"${stageVariables.fn}:${stageVariables.alias}", "orders:live"},
		"among references":   {"<a.arn>${stageVariables.fn}<b.arn>", "${a.arn}orders${b.arn}"},
		"none":               {"plain", "plain"},
		"one not set":        {"x:${stageVariables.other}", "x:(unknown)"},
		"one not known":      {"x:${stageVariables.hole}", "x:(unknown)"},
		"nothing is known":   {"<?>", "(unknown)"},
		"nothing is written": {"-", "(not set)"},
	}
	m := &model.Model{}
	s := stage(m, build.API(m, "api", model.REST), "prod", build.Map("fn", "orders", "alias", "live", "ref", "<f.name>", "hole", "<?>"))
	for name, test := range tests {
		if got := stagevariable.Fill(build.Value(test.text), s).Show(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// What a variable's text was made of is not forgotten.
func TestFillKeepsReferences(t *testing.T) {
	f, region := value.Ref{Address: "f", Attr: "name"}, value.Ref{Attr: "region"}
	name := build.Value("orders").WithRefs(f)
	variables := value.OfMap([]value.Entry{{Key: "fn", Value: name}}, false, name.At)
	m := &model.Model{}
	s := stage(m, build.API(m, "api", model.REST), "prod", variables)
	refs := stagevariable.Fill(build.Value("${stageVariables.fn}").WithRefs(region), s).Refs()
	if !slices.Contains(refs, f) || !slices.Contains(refs, region) {
		t.Errorf("the references are %v", refs)
	}
}

func TestLookup(t *testing.T) {
	tests := map[string]struct {
		change func(m *model.Model, s *model.Stage)
		want   string
	}{
		"not set":                    {func(*model.Model, *model.Stage) {}, "(not set)"},
		"no variables at all":        {func(_ *model.Model, s *model.Stage) { s.Variables = build.Value("-") }, "(not set)"},
		"variables not known":        {func(_ *model.Model, s *model.Stage) { s.Variables = build.Value("<?>") }, "(unknown)"},
		"perhaps more variables":     {func(_ *model.Model, s *model.Stage) { s.Variables = value.OfMap(nil, true, s.At) }, "(unknown)"},
		"set":                        {func(_ *model.Model, s *model.Stage) { s.Variables = build.Map("fn", "orders") }, "orders"},
		"part could not be read":     {func(_ *model.Model, s *model.Stage) { s.Tainted = true }, "(unknown)"},
		"set in another stage":       {func(m *model.Model, s *model.Stage) { stage(m, s.API, "dev", build.Map("fn", "orders")) }, "(not set)"},
		"set where it is made twice": {func(m *model.Model, s *model.Stage) { stage(m, s.API, "prod", build.Map("fn", "orders")) }, "(unknown)"},
		"perhaps set there":          {func(m *model.Model, s *model.Stage) { stage(m, s.API, "<?>", build.Map("fn", "orders")) }, "(unknown)"},
		"not set there either":       {func(m *model.Model, s *model.Stage) { stage(m, s.API, "<?>", build.Map("other", "x")) }, "(not set)"},
	}
	for name, test := range tests {
		m := &model.Model{}
		s := stage(m, build.API(m, "api", model.REST), "prod", build.Map("other", "x"))
		test.change(m, s)
		if got := stagevariable.Lookup(s, "fn").Show(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// show gives the variables that a stage uses with the texts that use them.
func show(s *model.Stage) string {
	var all []string
	for _, variable := range s.UsedVariables {
		uses := make([]string, len(variable.Uses))
		for i, use := range variable.Uses {
			uses[i] = use.Label
		}
		all = append(all, variable.Name+" "+variable.Text.Show()+" by "+strings.Join(uses, ", "))
	}
	return strings.Join(all, "; ")
}

func TestAttach(t *testing.T) {
	m := &model.Model{}
	api, other := build.API(m, "api", model.REST), build.API(m, "other", model.REST)
	s, made := stage(m, api, "prod", build.Map("fn", "orders")), stage(m, api, "Stage", build.Value("-"))
	made.Origin, made.ID = "Shop", "deployment#stage"
	integration := func(uri, label string) *model.Integration {
		i := build.Integration(m, uri)
		i.Label, i.ConnectionID, i.API = label, build.Value("-"), api
		return i
	}
	first := integration("x:${stageVariables.fn}", "first")
	second := integration("x:${stageVariables.fn}${stageVariables.alias}", "second")
	second.Credentials, second.ConnectionID = build.Value("${stageVariables.role}"), build.Value("${stageVariables.link}")
	mock, odd, lost := integration("${stageVariables.m}", "mock"), integration("${stageVariables.o}", "odd"), integration("${stageVariables.l}", "lost")
	mock.Type, odd.Type = build.Value("Mock"), build.Value("<?>")
	for key, i := range map[string]*model.Integration{"GET /1": first, "GET /2": second, "GET /3": mock, "GET /4": odd} {
		build.Route(m, api, key, i)
	}
	build.Route(m, other, "GET /", integration("${stageVariables.elsewhere}", "elsewhere"))
	_ = lost // no route leads to it
	perhaps, rare := integration("${stageVariables.p}", "perhaps"), integration("${stageVariables.r}", "rare")
	perhaps.Conditional = true
	build.Route(m, api, "GET /5", perhaps)
	build.Route(m, api, "GET /6", rare).Conditional = true
	guard := &model.Authorizer{Entity: build.Entity("guard"), API: api, URI: build.Value("${stageVariables.guard}"), Credentials: build.Value("${stageVariables.guardRole}")}
	idle := &model.Authorizer{Entity: build.Entity("idle"), API: api, URI: build.Value("${stageVariables.idle}"), Credentials: build.Value("-")}
	seldom := &model.Authorizer{Entity: build.Entity("seldom"), API: api, URI: build.Value("${stageVariables.seldom}"), Credentials: build.Value("-")}
	seldom.Conditional = true
	m.Authorizers = []*model.Authorizer{guard, idle, seldom}
	api.Routes[0].Authorizer, api.Routes[1].Authorizer = guard, seldom
	m.Routes[len(m.Routes)-1].Authorizer = idle // the route may not exist

	stagevariable.Attach(m)
	const want = "fn orders by first, second; alias (not set) by second; role (not set) by second; " +
		"link (not set) by second; guard (not set) by guard; guardRole (not set) by guard"
	if got := show(s); got != want {
		t.Errorf("used are %s", got)
	}
	if got := show(made); got != "" {
		t.Errorf("the stage that nobody calls uses %s", got)
	}
}
