package preflight_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/preflight"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func TestRefuses(t *testing.T) {
	header := build.List("method.request.header.Authorization")
	for name, test := range map[string]struct {
		kind    string
		ttl     string
		sources value.Value
		want    bool
	}{
		"a token":                    {"TOKEN", "0", header, true},
		"a token under another name": {"TOKEN", "300", build.List("method.request.header.X-Auth-Token"), true},
		"a request, kept":            {"REQUEST", "300", header, true},
		"one of several":             {"REQUEST", "300", build.List("method.request.querystring.a", "$request.header.cookie"), true},
		"a request, not kept":        {"REQUEST", "0", header, false},
		"ttl not known":              {"REQUEST", "<?>", header, false},
		"no ttl":                     {"REQUEST", "-", header, false},
		"kind not known":             {"<?>", "300", header, false},
		"another kind":               {"COGNITO_USER_POOLS", "300", header, false},
		"what browsers send":         {"TOKEN", "300", build.List("method.request.header.Origin"), false},
		"what a network may add":     {"TOKEN", "300", build.List("method.request.header.X-Origin-Verify"), false},
		"no header":                  {"REQUEST", "300", build.List("method.request.querystring.token"), false},
		"source not known":           {"TOKEN", "300", build.List("<?>"), false},
		"sources not known":          {"TOKEN", "300", build.Value("<?>"), false},
		"no sources":                 {"REQUEST", "300", build.Value("-"), false},
	} {
		a := &model.Authorizer{Kind: build.Value(test.kind), TTLSeconds: build.Value(test.ttl), IdentitySources: test.sources}
		preflight.Attach(&model.Model{Authorizers: []*model.Authorizer{a}})
		text, known := a.RefusesPreflight.Text()
		if got := known && text == "true"; got != test.want || !got && !a.RefusesPreflight.IsUnknown() {
			t.Errorf("%s: %s, want %t", name, a.RefusesPreflight.Show(), test.want)
		}
	}
}
