package model_test

import (
	"slices"
	"testing"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// A deployment waits for what its dependencies lead to, and is made anew where
// its triggers mention something.
func TestLinkTellsWhatADeploymentMisses(t *testing.T) {
	trigger := func(mentions ...string) func(m *model.Model) {
		return func(m *model.Model) {
			m.Types = map[string]string{mentions[0]: "aws_api_gateway_integration"}
			m.Deployments[0].Triggers = value.OfMap([]value.Entry{{Key: "x", Value: ref(mentions[0], "id")}}, false, nowhere)
			m.Deployments[0].Mentions = mentions
		}
	}
	waits := func(addresses ...string) func(m *model.Model) {
		return func(m *model.Model) { m.Dependencies["deployment"] = addresses }
	}
	all, needed := []string{"get", "mr", "integration", "ir"}, []string{"integration"}
	tests := map[string]struct {
		change                        func(m *model.Model)
		unawaited, awaited, untracked []string
	}{
		"it waits for the integration": {waits("integration"), []string{"mr", "ir"}, needed, all},
		"it waits for the method":      {waits("get"), []string{"mr", "integration", "ir"}, nil, all},
		"it waits for nothing":         {waits("api"), all, nil, all},
		"it waits for a circle":        {func(m *model.Model) { m.Dependencies["api"] = []string{"deployment"} }, nil, needed, all},
		"it is triggered by one part":  {trigger("integration", "api"), nil, needed, []string{"get", "mr", "ir"}},
		"it is triggered by all":       {trigger(all...), nil, needed, nil},
		"an import made the parts": {func(m *model.Model) {
			waits("api")(m)
			for _, e := range []*model.Entity{
				&m.Routes[0].Entity, &m.Integrations[0].Entity, &m.MethodResponses[0].Entity, &m.IntegrationResponses[0].Entity,
			} {
				e.Origin = "api"
			}
		}, nil, needed, all},
		"a part may not exist": {func(m *model.Model) {
			waits("api")(m)
			m.MethodResponses[0].Conditional = true
		}, []string{"get", "integration", "ir"}, nil, []string{"get", "integration", "ir"}},
		"the API has routes": {func(m *model.Model) {
			waits("get")(m)
			m.Routes[0].Resource = value.Unset(nowhere)
			m.Integrations = nil
		}, nil, []string{"get"}, []string{"get"}},
		"others serve requests as well": {func(m *model.Model) {
			m.Authorizers = []*model.Authorizer{{Entity: entity("authorizer"), Owner: ref("api", "id")}}
			m.GatewayResponses = []*model.GatewayResponse{{Entity: entity("gr"), Owner: ref("api", "id")}}
		}, nil, needed, append(slices.Clone(all), "authorizer", "gr")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := orders()
			test.change(m)
			m.Link()
			d := m.Deployments[0]
			expect(t, "unawaited", d.Unawaited, test.unawaited)
			expect(t, "awaited", d.Awaited, test.awaited)
			expect(t, "untracked", d.Untracked, test.untracked)
		})
	}
}

func expect(t *testing.T, what string, got []*model.Entity, want []string) {
	t.Helper()
	if got := addresses(got); !slices.Equal(got, want) {
		t.Errorf("%s are %v, want %v", what, got, want)
	}
}

// Who replaces a VPC link changes the integrations with it.
func TestLinkTellsUntrackedLinks(t *testing.T) {
	for mentioned, want := range map[string][]string{"api": {"link"}, "link": nil, "integration": nil, "other": nil} {
		m := orders()
		m.VPCLinks = []*model.VPCLink{{Entity: entity("link")}}
		m.Dependencies["link"] = nil
		other := *m.Integrations[0]
		other.Entity = entity("other")
		m.Integrations = append(m.Integrations, &other)
		for _, integration := range m.Integrations {
			integration.ConnectionID = ref("link", "id")
		}
		m.Deployments[0].Triggers = value.OfMap([]value.Entry{{Key: "x", Value: ref(mentioned, "id")}}, false, nowhere)
		m.Deployments[0].Mentions = []string{mentioned}
		m.Types = map[string]string{mentioned: "aws_api_gateway_vpc_link"}
		m.Link()
		expect(t, "untracked links where "+mentioned+" is mentioned", m.Deployments[0].UntrackedLinks, want)
	}
}

// A plan tells what changes while a deployment stays as it is.
func TestLinkTellsWhatAPlanChanges(t *testing.T) {
	tests := map[string]struct {
		actions      map[string][]string
		parts, links []string
	}{
		"no plan":                         {nil, nil, nil},
		"nothing changes":                 {map[string][]string{"deployment": {"no-op"}, "get": {"no-op"}, "link": {"no-op"}}, nil, nil},
		"a method changes":                {map[string][]string{"deployment": {"no-op"}, "get": {"update"}}, []string{"get"}, nil},
		"a method is added":               {map[string][]string{"deployment": {"no-op"}, "get": {"create"}}, []string{"get"}, nil},
		"an integration is replaced":      {map[string][]string{"deployment": {"no-op"}, "integration": {"delete", "create"}}, []string{"integration"}, nil},
		"the description changes as well": {map[string][]string{"deployment": {"update"}, "ir": {"update"}}, []string{"ir"}, nil},
		"the authorizer changes":          {map[string][]string{"deployment": {"no-op"}, "authorizer": {"update"}}, []string{"authorizer"}, nil},
		"the deployment is new":           {map[string][]string{"deployment": {"create"}, "get": {"create"}, "link": {"delete", "create"}}, nil, nil},
		"the deployment is replaced":      {map[string][]string{"deployment": {"create", "delete"}, "get": {"update"}}, nil, nil},
		"the link is replaced": {
			map[string][]string{"deployment": {"no-op"}, "link": {"create", "delete"}, "integration": {"update"}, "get": {"update"}},
			[]string{"get"},
			[]string{"link"},
		},
		"the link is renamed": {map[string][]string{"deployment": {"no-op"}, "link": {"update"}}, nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := orders()
			m.Authorizers = []*model.Authorizer{{Entity: entity("authorizer"), Owner: ref("api", "id")}}
			m.VPCLinks = []*model.VPCLink{{Entity: entity("link")}}
			m.Dependencies["link"] = nil
			m.Integrations[0].ConnectionID = ref("link", "id")
			m.Actions = test.actions
			m.Link()
			expect(t, "changed", m.Deployments[0].Planned, test.parts)
			expect(t, "links", m.Deployments[0].PlannedLinks, test.links)
		})
	}
}

func TestLinkNamesSomeParts(t *testing.T) {
	m := orders()
	m.Dependencies["deployment"] = []string{"api"}
	m.Link()
	d := m.Deployments[0]
	if got, want := d.UnawaitedNames.Show(), "GET /orders/{id}, mr, the integration of GET /orders/{id} and 1 more"; got != want {
		t.Errorf("names are %q, want %q", got, want)
	}
	m = orders()
	m.Partial = true
	m.Link()
	if got := m.Deployments[0].UnawaitedNames; !got.IsUnknown() {
		t.Errorf("names of an open set are %s", got.Show())
	}
}

// A trigger follows what it mentions, if that may not follow anything else.
func TestLinkTellsWhatTriggersFollow(t *testing.T) {
	for kind, narrow := range map[string]bool{
		"aws_api_gateway_integration": true, "aws_lambda_function": true,
		"null_resource": false, "aws_s3_object": false, "": false,
	} {
		m := orders()
		m.Types = map[string]string{"x": kind}
		m.Deployments[0].Triggers = value.OfMap([]value.Entry{{Key: "x", Value: ref("x", "id")}}, false, nowhere)
		m.Link()
		if got := m.Deployments[0].UntrackedSet.Complete; got != narrow {
			t.Errorf("%q: complete is %v, want %v", kind, got, narrow)
		}
	}
}
