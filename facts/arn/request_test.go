package arn_test

import (
	"slices"
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

func TestAnyRequest(t *testing.T) {
	m := &model.Model{}
	api := build.API(m, "api", model.REST, "prod")
	build.API(m, "other", model.REST, "prod")
	for tail, want := range map[string]arn.Answer{
		"*": arn.Always, "/*": arn.Always, "/*/*": arn.Always, "/*/*/*": arn.Always,
		"/prod/*": arn.Maybe, "/*/GET/*": arn.Maybe, "/*/*/*/*": arn.Maybe, "/prod/GET/": arn.Maybe,
		"": arn.Never, "/": arn.Never, "/prod": arn.Never,
	} {
		scope := arn.NewScope(m)
		for name, expected := range map[string]arn.Answer{"api": want, "other": arn.Never} {
			if got := scope.Match(scope.Pattern(build.Value(build.ExecutionARN(name)+tail)), scope.AnyRequest(api)); got != expected {
				t.Errorf("%s%s: got %d, want %d", name, tail, got, expected)
			}
		}
	}
}

// Each stage has requests of its own, unless a stage is not known.
func TestStageRequests(t *testing.T) {
	m := &model.Model{}
	api := build.API(m, "api", model.REST, "prod", "dev")
	route := build.Route(m, api, "GET /orders", nil)
	scope := arn.NewScope(m)
	answers := func(tail string) []arn.Answer {
		var list []arn.Answer
		for _, request := range scope.StageRequests(route) {
			list = append(list, scope.Match(scope.Pattern(build.Value(build.ExecutionARN("api")+tail)), request))
		}
		return list
	}
	check := func(tail string, want ...arn.Answer) {
		t.Helper()
		if got := answers(tail); !slices.Equal(got, want) {
			t.Errorf("%s: got %d, want %d", tail, got, want)
		}
	}
	check("/dev/*", arn.Never, arn.Always)
	check("/*/GET/orders", arn.Always, arn.Always)
	api.Stages[1].Name = build.Value("<?>")
	check("/dev/*", arn.Maybe)
	api.Stages[1].Name = build.Value("dev")
	api.StagesSet.Open("test")
	check("/prod/*", arn.Maybe)
}
