package model_test

import (
	"slices"
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
		Deployments: []*model.Deployment{{
			Entity: entity("deployment"), Owner: ref("api", "id"), StageName: unset, Triggers: unset,
		}},
		Stages: []*model.Stage{{
			Entity: entity("stage"), Owner: ref("api", "id"), Name: text("live"), DeploymentID: ref("deployment", "id"),
		}},
		Domains:        []*model.Domain{{Entity: entity("domain"), Name: text("orders.example.com")}},
		UsagePlans:     []*model.UsagePlan{{Entity: entity("plan")}},
		APIKeys:        []*model.APIKey{{Entity: entity("key")}},
		SecurityGroups: []*model.SecurityGroup{{Entity: entity("group")}},
		Endpoints:      []*model.Endpoint{{Entity: entity("endpoint"), GroupIDs: value.OfList([]value.Value{ref("group", "id")}, false, nowhere)}},
		Dependencies: map[string][]string{
			"api": nil, "deployment": {"integration", "ir", "mr"}, "integration": {"get"}, "get": {"api"}, "mr": {"get"}, "ir": {"get"},
		},
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
		"routes":            m.APIs[0].RoutesSet,
		"stages":            m.APIs[0].StagesSet,
		"deployments":       m.APIs[0].DeploymentsSet,
		"policies":          m.APIs[0].PoliciesSet,
		"authorizers":       m.APIs[0].AuthorizersSet,
		"gateway responses": m.APIs[0].GatewayResponsesSet,
		"mappings":          m.APIs[0].MappingsSet,
		"integration":       m.Routes[0].IntegrationSet,
		"method responses":  m.Routes[0].MethodResponsesSet,
		"responses":         m.Integrations[0].ResponsesSet,
		"permissions":       m.Functions[0].PermissionsSet,
		"unawaited":         m.Deployments[0].UnawaitedSet,
		"untracked":         m.Deployments[0].UntrackedSet,
		"planned":           m.Deployments[0].PlannedSet,
		"served":            m.Stages[0].DeploymentsSet,
		"plans":             m.Stages[0].PlansSet,
		"keys":              m.UsagePlans[0].KeysSet,
		"plans of the key":  m.APIKeys[0].PlansSet,
		"domain":            m.Domains[0].MappingsSet,
		"ingress":           m.SecurityGroups[0].IngressSet,
		"egress":            m.SecurityGroups[0].EgressSet,
		"groups":            m.Endpoints[0].GroupsSet,
	}
}

// What is not known, or out of sight, opens exactly the sets that it may belong
// to.
func TestLinkOpensWhatMayBeOutOfSight(t *testing.T) {
	unknown := value.NotKnown(value.Variable, "var.x", nowhere)
	args := func(v value.Value) []resource.Unresolved {
		return []resource.Unresolved{{Name: "module.x", Args: value.OfMap([]value.Entry{{Key: "a", Value: v}}, false, nowhere)}}
	}
	ofAPI := []string{
		"routes", "stages", "deployments", "policies", "authorizers", "gateway responses", "mappings",
		"integration", "method responses", "responses", "served", "plans", "untracked", "planned",
	}
	everything := slices.Concat(ofAPI, []string{"permissions", "keys", "plans of the key", "domain", "ingress", "egress", "groups", "unawaited"})
	tests := map[string]struct {
		change func(m *model.Model)
		open   []string
	}{
		"a method of an unknown API": {func(m *model.Model) { m.Routes[0].Owner = unknown }, []string{"routes"}},
		"a stage of an unknown API":  {func(m *model.Model) { m.Stages = append(m.Stages, &model.Stage{Owner: unknown}) }, []string{"stages"}},
		"a policy of a data source": {func(m *model.Model) {
			m.Policies = []*model.Policy{{Carrier: model.OnAPI, Owner: ref("data.api", "id")}}
		}, []string{"policies"}},
		"an integration of any verb":           {func(m *model.Model) { m.Integrations[0].RouteMethod = unknown }, []string{"integration", "responses"}},
		"a method response of any verb":        {func(m *model.Model) { m.MethodResponses[0].Method = unknown }, []string{"method responses"}},
		"a response of a looked-up node":       {func(m *model.Model) { m.IntegrationResponses[0].Resource = ref("data.node", "id") }, []string{"responses"}},
		"an imported document":                 {func(m *model.Model) { m.APIs[0].Body = unknown }, []string{"routes", "policies", "authorizers", "gateway responses"}},
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
		"a macro over everything": {func(m *model.Model) { m.Unresolved = []resource.Unresolved{{Everything: true}} }, everything},
		"an unreadable file":      {func(m *model.Model) { m.Partial = true }, everything},

		"an authorizer of an unknown API": {func(m *model.Model) { m.Authorizers = []*model.Authorizer{{Owner: unknown}} }, []string{"authorizers"}},
		"a deployment of an unknown API": {func(m *model.Model) {
			m.Deployments = append(m.Deployments, &model.Deployment{Owner: unknown})
		}, []string{"deployments", "served", "untracked", "planned"}},
		"a deployment to an unknown stage": {func(m *model.Model) {
			m.Deployments = append(m.Deployments, &model.Deployment{Owner: ref("api", "id"), StageName: unknown})
		}, []string{"served"}},
		"a deployment to another stage": {func(m *model.Model) {
			m.Deployments = append(m.Deployments, &model.Deployment{Owner: ref("api", "id"), StageName: text("other")})
		}, nil},
		"a stage of an unknown deployment": {func(m *model.Model) { m.Stages[0].DeploymentID = unknown }, []string{"served"}},
		"a mapping of an unknown domain": {func(m *model.Model) {
			m.Mappings = []*model.Mapping{{Owner: ref("api", "id"), DomainName: unknown}}
		}, []string{"domain"}},
		"a mapping of another domain": {func(m *model.Model) {
			m.Mappings = []*model.Mapping{{Owner: ref("api", "id"), DomainName: text("other.example.com")}}
		}, nil},
		"a mapping to an unknown API": {func(m *model.Model) {
			m.Mappings = []*model.Mapping{{Owner: unknown, DomainName: ref("domain", "id")}}
		}, []string{"mappings"}},
		"the text of a domain's name":        {func(m *model.Model) { m.HandedOut = []value.Value{text("orders.example.com")} }, []string{"domain"}},
		"a module that is handed the domain": {func(m *model.Model) { m.Unresolved = args(ref("domain", "arn")) }, []string{"domain"}},
		"a module that is handed the group":  {func(m *model.Model) { m.Unresolved = args(ref("group", "id")) }, []string{"ingress", "egress"}},
		"a module that is handed the plan":   {func(m *model.Model) { m.Unresolved = args(ref("plan", "id")) }, []string{"keys"}},
		"a module that is handed the key":    {func(m *model.Model) { m.Unresolved = args(ref("key", "id")) }, []string{"plans of the key"}},
		"a rule of an unknown group":         {func(m *model.Model) { m.SecurityRules = []*model.SecurityRule{{GroupID: unknown}} }, []string{"ingress", "egress"}},
		"a rule of another group":            {func(m *model.Model) { m.SecurityRules = []*model.SecurityRule{{GroupID: text("sg-1")}} }, nil},
		"a group of an unknown endpoint":     {func(m *model.Model) { m.GroupAssociations = []*model.GroupAssociation{{EndpointID: unknown}} }, []string{"groups"}},
		"an endpoint with a looked-up group": {func(m *model.Model) { m.Endpoints[0].GroupIDs = value.OfList([]value.Value{unknown}, false, nowhere) }, []string{"groups"}},
		"a key of an unknown plan": {func(m *model.Model) {
			m.PlanKeys = []*model.PlanKey{{PlanID: unknown, KeyID: ref("key", "id")}}
		}, []string{"keys", "plans of the key"}},
		"an unknown key of a plan": {func(m *model.Model) {
			m.PlanKeys = []*model.PlanKey{{PlanID: ref("plan", "id"), KeyID: unknown}}
		}, []string{"plans of the key"}},
		"a plan for an unknown stage": {func(m *model.Model) {
			m.UsagePlans[0].Stages = []*model.PlanStage{{Owner: ref("api", "id"), StageName: unknown}}
		}, []string{"plans"}},
		"a plan whose stages are not known":                {func(m *model.Model) { m.UsagePlans[0].StagesSet.Open("dynamic") }, []string{"plans"}},
		"a deployment that is triggered by something else": {func(m *model.Model) { m.Deployments[0].OtherTriggers = true }, []string{"untracked"}},
		"a deployment whose triggers are not known":        {func(m *model.Model) { m.Deployments[0].Triggers = unknown }, []string{"untracked"}},
		"a deployment that is triggered by a file": {func(m *model.Model) {
			m.Deployments[0].Triggers = value.OfMap([]value.Entry{{Key: "file", Value: text("da39a3ee")}}, false, nowhere)
		}, []string{"untracked"}},
		"a deployment that waits for very much": {func(m *model.Model) {
			m.Dependencies["get"] = slices.Repeat([]string{"api"}, resource.MaxMentioned)
		}, []string{"unawaited"}},
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

func addresses(entities []*model.Entity) []string {
	var list []string
	for _, e := range entities {
		list = append(list, e.Address)
	}
	return list
}

// A domain is named by reference, by name or by ARN, a stage by reference or by
// name.
func TestLinkJoinsMappings(t *testing.T) {
	tests := map[string]struct {
		domain, stage value.Value
		joined        bool
	}{
		"by reference":        {ref("domain", "name"), ref("stage", "name"), true},
		"by name":             {text("orders.example.com"), text("live"), true},
		"by the name's owner": {text("orders.example.com").WithRefs(value.Ref{Address: "domain", Attr: "name"}), text("live"), true},
		"by ARN":              {text("arn:aws:apigateway:eu-west-1::/domainnames/orders.example.com"), text("live"), true},
		"by ARN with an id":   {text("arn:aws:apigateway:eu-west-1::/domainnames/orders.example.com+abc"), text("live"), true},
		"by other names":      {text("example.com"), text("test"), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := orders()
			m.Mappings = []*model.Mapping{{Entity: entity("m"), Owner: ref("api", "id"), DomainName: test.domain, StageName: test.stage}}
			m.Link()
			mapping := m.Mappings[0]
			if got := mapping.Domain != nil; got != test.joined {
				t.Errorf("joined with a domain: %v, want %v", got, test.joined)
			}
			if got := mapping.Stage != nil; got != test.joined {
				t.Errorf("joined with a stage: %v, want %v", got, test.joined)
			}
		})
	}
}

// A link that the definition declares, and does not make as things stand, is
// told from one of which nothing is known.
func TestLinkTellsExcludedVPCLinks(t *testing.T) {
	for address, excluded := range map[string]bool{"link": false, "gone": true} {
		m := orders()
		m.VPCLinks = []*model.VPCLink{{Entity: entity("link")}}
		m.Dependencies["link"] = nil
		m.Integrations[0].ConnectionID = ref(address, "id")
		m.Link()
		if got := m.Integrations[0]; got.LinkExcluded != excluded || (got.Link == nil) != excluded {
			t.Errorf("%s: excluded is %v, joined is %v", address, got.LinkExcluded, got.Link != nil)
		}
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
