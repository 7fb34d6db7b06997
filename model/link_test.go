package model_test

import (
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

var nowhere source.Range

func text(s string) value.Value { return value.OfText(s, nowhere) }

func ref(address, attr string) value.Value {
	return value.OfRef(value.Ref{Address: address, Attr: attr}, nowhere)
}

func entity(address string) model.Entity {
	return model.Entity{Address: address, ID: address, Label: address}
}

// orders gives a REST API with GET /orders/{id}, its integration and both kinds
// of responses, each as a resource of its own.
func orders() *model.Model {
	unset := value.Unset(nowhere)
	return &model.Model{
		APIs: []*model.API{{Entity: entity("api"), Protocol: text(model.REST), Body: unset, Target: unset}},
		PathNodes: []*model.PathNode{
			{Entity: entity("orders"), Owner: ref("api", "id"), Parent: ref("api", "root_resource_id"), PathPart: text("orders")},
			{Entity: entity("order"), Owner: ref("api", "id"), Parent: ref("orders", "id"), PathPart: text("{id}")},
		},
		Routes: []*model.Route{{
			Entity: entity("get"), Owner: ref("api", "id"), Resource: ref("order", "id"), Method: text("GET"),
			Target: unset, Key: unset,
		}},
		Integrations: []*model.Integration{{
			Entity: entity("integration"), Owner: ref("api", "id"), Resource: ref("order", "id"), RouteMethod: text("GET"),
		}},
		MethodResponses: []*model.MethodResponse{{
			Entity: entity("mr"), Owner: ref("api", "id"), Resource: ref("order", "id"), Method: text("GET"),
		}},
		IntegrationResponses: []*model.IntegrationResponse{{
			Entity: entity("ir"), Owner: ref("api", "id"), Resource: ref("order", "id"), Method: text("GET"),
		}},
		Functions: []*model.Function{{Entity: entity("f"), Name: text("orders-reader")}},
	}
}

func TestLinkJoinsAMethodWithItsParts(t *testing.T) {
	m := orders()
	m.Link()
	route := m.Routes[0]
	if route.API != m.APIs[0] || route.Integration != m.Integrations[0] {
		t.Fatalf("route joined to API %v and integration %v", route.API, route.Integration)
	}
	if route.Label != "GET /orders/{id}" {
		t.Errorf("label is %q", route.Label)
	}
	if len(route.MethodResponses) != 1 || len(route.Integration.Responses) != 1 {
		t.Errorf("%d method responses, %d integration responses; want 1 of each",
			len(route.MethodResponses), len(route.Integration.Responses))
	}
	for name, set := range setsOf(m) {
		if !set.Complete {
			t.Errorf("%s is open: %s", name, set.Reason)
		}
	}
}

func setsOf(m *model.Model) map[string]model.Set {
	return map[string]model.Set{
		"routes":           m.APIs[0].RoutesSet,
		"stages":           m.APIs[0].StagesSet,
		"deployments":      m.APIs[0].DeploymentsSet,
		"policies":         m.APIs[0].PoliciesSet,
		"integration":      m.Routes[0].IntegrationSet,
		"method responses": m.Routes[0].MethodResponsesSet,
		"responses":        m.Integrations[0].ResponsesSet,
		"permissions":      m.Functions[0].PermissionsSet,
	}
}

// What is not known, or out of sight, opens exactly the sets that it may belong
// to.
func TestLinkOpensWhatMayBeOutOfSight(t *testing.T) {
	unknown := value.NotKnown(value.Variable, "var.x", nowhere)
	args := func(v value.Value) []resource.Unresolved {
		return []resource.Unresolved{{Name: "module.x", Args: value.OfMap([]value.Entry{{Key: "a", Value: v}}, false, nowhere)}}
	}
	ofAPI := []string{"routes", "stages", "deployments", "policies", "integration", "method responses", "responses"}
	tests := map[string]struct {
		change func(m *model.Model)
		open   []string
	}{
		"a method of an unknown API": {func(m *model.Model) { m.Routes[0].Owner = unknown }, []string{"routes"}},
		"a stage of an unknown API":  {func(m *model.Model) { m.Stages = []*model.Stage{{Owner: unknown}} }, []string{"stages"}},
		"a policy of a data source": {func(m *model.Model) {
			m.Policies = []*model.Policy{{Carrier: model.OnAPI, Owner: ref("data.api", "id")}}
		}, []string{"policies"}},
		"an integration of any verb":           {func(m *model.Model) { m.Integrations[0].RouteMethod = unknown }, []string{"integration", "responses"}},
		"a method response of any verb":        {func(m *model.Model) { m.MethodResponses[0].Method = unknown }, []string{"method responses"}},
		"a response of a looked-up node":       {func(m *model.Model) { m.IntegrationResponses[0].Resource = ref("data.node", "id") }, []string{"responses"}},
		"an imported document":                 {func(m *model.Model) { m.APIs[0].Body = unknown }, []string{"routes", "policies"}},
		"a module that is handed the API":      {func(m *model.Model) { m.Unresolved = args(ref("api", "id")) }, ofAPI},
		"a module that is handed a node":       {func(m *model.Model) { m.Unresolved = args(ref("order", "id")) }, ofAPI},
		"a module that is handed the function": {func(m *model.Model) { m.Unresolved = args(ref("f", "arn")) }, []string{"permissions"}},
		"a module that is told the name":       {func(m *model.Model) { m.Unresolved = args(text("orders-reader")) }, []string{"permissions"}},
		"a module of its own":                  {func(m *model.Model) { m.Unresolved = args(text("10.0.0.0/16")) }, nil},
		"an exported function":                 {func(m *model.Model) { m.HandedOut = []value.Value{ref("f", "name")} }, []string{"permissions"}},
		"the text of a function's name":        {func(m *model.Model) { m.HandedOut = []value.Value{text("orders-reader")} }, []string{"permissions"}},
		"a name that is known in part": {func(m *model.Model) {
			name := value.OfParts([]value.Part{{Reason: value.Variable}, {Literal: "-orders"}}, nowhere)
			m.Functions[0].Name, m.HandedOut = name, []value.Value{name}
		}, []string{"permissions"}},
		"a name of which nothing is known": {func(m *model.Model) {
			m.Functions[0].Name, m.Unresolved = unknown, args(unknown)
		}, []string{"permissions"}},
		"a macro over everything": {func(m *model.Model) { m.Unresolved = []resource.Unresolved{{Everything: true}} }, append(ofAPI, "permissions")},
		"an unreadable file":      {func(m *model.Model) { m.Partial = true }, append(ofAPI, "permissions")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := orders()
			test.change(m)
			m.Link()
			want := map[string]bool{}
			for _, set := range test.open {
				want[set] = true
			}
			for set, got := range setsOf(m) {
				if got.Complete == want[set] {
					t.Errorf("%s: complete = %v (%s), want %v", set, got.Complete, got.Reason, !want[set])
				}
			}
		})
	}
}

// Two methods, or two integrations, of one verb and path exclude each other, so
// that a response belongs to whichever is made.
func TestLinkJoinsTwinsAlike(t *testing.T) {
	m := orders()
	route, integration := *m.Routes[0], *m.Integrations[0]
	m.Routes, m.Integrations = append(m.Routes, &route), append(m.Integrations, &integration)
	m.Link()
	for i := range m.Routes {
		if len(m.Routes[i].MethodResponses) != 1 || len(m.Integrations[i].Responses) != 1 || len(m.Integrations[i].Routes) != 2 {
			t.Errorf("twin %d: %d method responses, %d integration responses, %d routes; want 1, 1 and 2", i,
				len(m.Routes[i].MethodResponses), len(m.Integrations[i].Responses), len(m.Integrations[i].Routes))
		}
	}
}

func TestLinkSurvivesACycleOfPathNodes(t *testing.T) {
	m := orders()
	m.PathNodes[0].Parent = ref("order", "id")
	m.Link()
	if !m.Routes[0].Path.IsUnknown() {
		t.Errorf("path is %s, want unknown", m.Routes[0].Path.Show())
	}
}

func TestLinkSurvivesACycleOfAliases(t *testing.T) {
	m := orders()
	m.Aliases = []*model.Alias{
		{Entity: entity("a"), FunctionName: ref("b", "arn")},
		{Entity: entity("b"), FunctionName: ref("a", "arn")},
		{Entity: entity("c"), FunctionName: ref("f", "arn")},
	}
	m.HandedOut = []value.Value{ref("a", "arn"), ref("c", "arn")}
	m.Link()
	if m.Functions[0].PermissionsSet.Complete {
		t.Error("the function behind an alias that is handed out is closed")
	}
}
