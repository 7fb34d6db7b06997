package facts_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// worlds gives models with as many states of facts as can be.
func worlds() []*model.Model {
	sources := []string{
		"-", "<?>", "<api.arn>", "<api.execution_arn>", "/", "/prod", "/*/*", "/*/*/", "/*/GET/orders", "/*/ANY/orders",
		"/*/POST/orders", "/dev/GET/orders", "/*/GET/nothing", "/authorizers/*", "/*/GET/orders/{id}", "*",
	}
	uris := []string{
		build.InvocationURI("<f.arn>"), build.InvocationURI("<live.arn>"), "<f.arn>", "<f.arn>:live",
		build.InvocationURI("arn:aws:lambda:<region>:<account>:function:orders"),
		build.InvocationURI("arn:aws:lambda:eu-west-1:1:function:orders"),
	}
	var all []*model.Model
	for _, source := range sources {
		for _, protocol := range []string{model.REST, model.HTTP, model.WebSocket} {
			all = append(all, world(protocol, uris[0], source))
		}
	}
	for _, uri := range uris[1:] {
		all = append(all, world(model.REST, uri, "/*/*"), world(model.HTTP, uri, "/*/POST/orders"))
	}
	return all
}

func world(protocol, uri, source string) *model.Model {
	m := &model.Model{}
	build.Function(m, "f", "orders")
	build.Function(m, "g", "items")
	build.Alias(m, "live", "<f.name>", "live")
	api := build.API(m, "api", protocol, "prod")
	other := build.API(m, "other", model.REST, "dev")
	build.Route(m, api, "GET /orders", build.Integration(m, uri))
	build.Route(m, api, "ANY /orders/{id}", build.Integration(m, build.InvocationURI("<g.arn>")))
	mock := build.Integration(m, "-")
	mock.Type, mock.RequestTemplates = build.Value("MOCK"), build.Map("application/json", `{"statusCode": "200"}`)
	build.Route(m, other, "OPTIONS /", mock)
	withRole := build.Integration(m, build.InvocationURI("<f.arn>"))
	withRole.Credentials = build.Value("<role.arn>")
	build.Route(m, other, "GET /", withRole)
	service := build.Integration(m, build.InvocationURI("<f.arn>"))
	service.Subtype = build.Value("SQS-SendMessage")
	build.Route(m, api, "POST /queue", service)
	if len(source) > 0 && source[0] == '/' {
		source = build.ExecutionARN("api") + source
	}
	build.Permission(m, "p", "<f.name>", source)
	build.Permission(m, "q", "orders:live", build.ExecutionARN("other")+"/*/*")
	build.Permission(m, "r", "items", build.ExecutionARN("api")+"/*/*/orders/*")
	build.Permission(m, "s", "elsewhere", "-").Principal = build.Value("s3.amazonaws.com")
	unset := build.Value("-")
	statement := func(effect string, resources ...string) *model.Statement {
		return &model.Statement{
			Effect: build.Value(effect), Actions: build.List("execute-api:Invoke"), NotActions: unset,
			Resources: build.List(resources...), NotResources: unset,
		}
	}
	m.Policies = []*model.Policy{{
		Entity: build.Entity("policy"), Carrier: model.OnAPI, API: api, StatementsSet: model.Set{Complete: true},
		Statements: []*model.Statement{
			statement("Allow", build.ExecutionARN("api"), "<api.arn>", "execute-api:/"),
			statement("Deny", build.ExecutionARN("api")+"/*"),
		},
	}}
	m.Domains = []*model.Domain{{Entity: build.Entity("domain"), Name: build.Value("api.example.com")}}
	m.Records = []*model.Record{{Entity: build.Entity("record"), Targets: []*model.Target{
		{Value: build.Value("<api.id>.execute-api.<region>.amazonaws.com")}, {Value: build.Value("api.example.com")},
	}}}
	addEdge(m, api)
	return m
}

// addEdge puts a distribution, a certificate and stage variables around an API.
func addEdge(m *model.Model, api *model.API) {
	unset := build.Value("-")
	stage := api.Stages[0]
	stage.Variables = build.Map("fn", "orders", "alias", "live")
	build.Route(m, api, "GET /stage", build.Integration(m, build.InvocationURI("arn:<partition>:lambda:<region>:<account>:function:${stageVariables.fn}")))
	build.Route(m, api, "GET /missing", build.Integration(m, build.InvocationURI("<f.arn>:${stageVariables.none}")))
	m.Certificates = []*model.Certificate{
		{Entity: build.Entity("cert"), Region: build.Value("eu-west-1"), Names: build.List("example.com", "*.example.org")},
	}
	edge := &model.Domain{
		Entity: build.Entity("edge"), Name: build.Value("edge.example.com"), Region: build.Value("eu-west-1"),
		EndpointType: build.Value("EDGE"), EdgeCertificate: build.Value("<cert.arn>"), RegionalCertificate: unset,
		OwnershipCertificate: build.Value("<cert.arn>"), SecurityPolicy: build.Value("TLS_1_2"), MappingsSet: model.Set{Complete: true},
		Mappings: []*model.Mapping{{Entity: build.Entity("mapping"), API: api, Path: build.Value("v1"), StageName: build.Value("prod")}},
	}
	m.Domains = append(m.Domains, edge)
	m.Mappings = edge.Mappings
	distribution := &model.Distribution{
		Entity: build.Entity("distribution"), Aliases: build.List("api.example.com", "www.example.com"),
		BehaviorsSet: model.Set{Complete: true}, OriginsSet: model.Set{Complete: true},
	}
	for name, path := range map[string]string{"<api.id>.execute-api.<region>.amazonaws.com": "", "edge.example.com": "/prod"} {
		origin := &model.Origin{
			Entity: build.Entity("origin " + name), Name: build.Value(name), DomainName: build.Value(name), Path: build.Value(path),
			ProtocolPolicy: build.Value("https-only"), SSLProtocols: build.List("SSLv3", "TLSv1.1"), HeadersSet: model.Set{Complete: true},
		}
		behavior := &model.Behavior{
			Entity: build.Entity("behavior " + name), Origin: origin, PathPattern: build.Value("/api/*"),
			CachePolicyID: unset, OriginRequestPolicyID: build.Value("216adef6-5c7f-47e4-b989-5492eafa07d3"),
			ForwardedHeaders: unset, ForwardedQuery: unset, ForwardedCookies: unset, FunctionsSet: model.Set{Complete: true},
		}
		origin.Behaviors = []*model.Behavior{behavior}
		distribution.Origins = append(distribution.Origins, origin)
		distribution.Behaviors = append(distribution.Behaviors, behavior)
	}
	m.Distributions = []*model.Distribution{distribution}
}

// raw collects the values that were read from a definition.
type raw struct{ values []*value.Value }

func (r *raw) Value(_ string, v *value.Value)                      { r.values = append(r.values, v) }
func (*raw) Fact(string, *value.Value)                             {}
func (*raw) Text(string, string)                                   {}
func (*raw) Flag(string, bool)                                     {}
func (r *raw) Set(_ string, _ *model.Set, items []model.Describer) { r.List("", items) }
func (r *raw) Object(_ string, d model.Describer)                  { d.Describe(r) }
func (r *raw) List(_ string, items []model.Describer) {
	for _, item := range items {
		item.Describe(r)
	}
}

// rawOf gives all raw values of a model, and those that only serve joins.
func rawOf(m *model.Model) []*value.Value {
	r := &raw{}
	m.Describe(r)
	for _, alias := range m.Aliases {
		r.values = append(r.values, &alias.FunctionName, &alias.Name)
	}
	return r.values
}

// faults lists the facts on which a rule may claim a fault.
func faults(m *model.Model) map[string]bool {
	found := map[string]bool{}
	note := func(v value.Value, where string, harmless ...string) {
		if text, known := v.Text(); known && !slices.Contains(harmless, text) {
			found[where] = true
		}
	}
	for i, integration := range m.Integrations {
		note(integration.Invocation.State, fmt.Sprintf("integration %d", i), "covered")
		note(integration.Backend.Service, fmt.Sprintf("service %d %s", i, integration.Backend.Service.Show()))
		note(integration.Backend.Form, fmt.Sprintf("form %d %s", i, integration.Backend.Form.Show()))
		note(integration.MockStatus, fmt.Sprintf("mock %d %s", i, integration.MockStatus.Show()))
		for _, route := range integration.Invocation.Uncovered {
			found[fmt.Sprintf("integration %d, %s", i, route)] = true
		}
	}
	for _, p := range m.Permissions {
		note(p.Mismatch, "mismatch of "+p.Address)
	}
	for i, s := range m.Policies[0].Statements {
		for j, target := range s.Targets {
			note(target.Form, fmt.Sprintf("target %d.%d %s", i, j, target.Form.Show()), "other")
			if !target.CoveredElsewhere {
				found[fmt.Sprintf("target %d.%d not covered", i, j)] = true
			}
		}
		note(s.GrantsInvoke, fmt.Sprintf("statement %d grants %s", i, s.GrantsInvoke.Show()))
	}
	noteEdge(m, note, found)
	for i, target := range m.Records[0].Targets {
		note(target.Host.Class, fmt.Sprintf("host %d %s", i, target.Host.Class.Show()))
	}
	return found
}

// noteEdge lists the faults around the API. Of a fault whose kind gives way to
// another one where less is known, only the place counts.
func noteEdge(m *model.Model, note func(value.Value, string, ...string), found map[string]bool) {
	for _, domain := range m.Domains {
		for i, use := range domain.CertificateUses {
			note(use.Fault, fmt.Sprintf("certificate %d of %s", i, domain.Address))
		}
	}
	for _, distribution := range m.Distributions {
		note(distribution.ForeignAlias, "foreign alias of "+distribution.Address)
		for _, origin := range distribution.Origins {
			note(origin.PathFault, "path of "+origin.Address)
			note(origin.TLSFault, "TLS of "+origin.Address)
		}
		for _, behavior := range distribution.Behaviors {
			note(behavior.Forwarding.Host, "Host by "+behavior.Address, "false")
		}
	}
	for _, stage := range m.Stages {
		for _, variable := range stage.UsedVariables {
			if variable.Text.IsAbsent() {
				found["variable "+variable.Name+" of "+stage.Address] = true
			}
		}
		for i, call := range stage.Calls {
			note(call.Invocation.State, fmt.Sprintf("call %d of %s", i, stage.Address), "covered")
		}
	}
}

// Knowing less never makes a fact that a rule may speak on.
func TestMaskingMakesNoFault(t *testing.T) {
	seen := 0
	for _, m := range worlds() {
		facts.Attach(m)
		before := faults(m)
		seen += len(before)
		for i, v := range rawOf(m) {
			kept := *v
			*v = v.Masked()
			facts.Attach(m)
			for fault := range faults(m) {
				if !before[fault] {
					t.Errorf("%s appears where value %d (%s) of %s is not known",
						fault, i, kept.Show(), m.Permissions[0].SourceARN.Show())
				}
			}
			*v = kept
		}
		facts.Attach(m)
		if after := faults(m); len(after) != len(before) {
			t.Errorf("after all is as before, %d faults are %d", len(before), len(after))
		}
	}
	if seen < 500 {
		t.Errorf("the worlds hold %d facts only", seen)
	}
}

// A set that is not complete makes no fact either.
func TestOpenSetsMakeNoFault(t *testing.T) {
	for _, m := range worlds() {
		facts.Attach(m)
		before := faults(m)
		sets := []*model.Set{&m.Policies[0].StatementsSet}
		for _, api := range m.APIs {
			sets = append(sets, &api.RoutesSet, &api.StagesSet)
		}
		for _, domain := range m.Domains {
			sets = append(sets, &domain.MappingsSet)
		}
		for _, distribution := range m.Distributions {
			sets = append(sets, &distribution.BehaviorsSet, &distribution.Behaviors[0].FunctionsSet)
		}
		for _, f := range m.Functions {
			sets = append(sets, &f.PermissionsSet)
		}
		for i, set := range sets {
			kept := *set
			set.Open("test")
			facts.Attach(m)
			for fault := range faults(m) {
				if !before[fault] {
					t.Errorf("%s appears where set %d is open", fault, i)
				}
			}
			*set = kept
		}
	}
}

// The facts stand where the values stand that they come from.
func TestPlaces(t *testing.T) {
	m := world(model.REST, build.InvocationURI("<f.arn>"), "<api.arn>")
	at := func(v *value.Value, file string) { v.At.File = file }
	at(&m.Integrations[0].URI, "uri.tf")
	at(&m.Permissions[0].SourceARN, "source.tf")
	at(&m.Records[0].Targets[0].Value, "target.tf")
	facts.Attach(m)
	for name, v := range map[string]value.Value{
		"uri.tf": m.Integrations[0].Invocation.State, "source.tf": m.Permissions[0].Mismatch,
		"target.tf": m.Records[0].Targets[0].Host.Class,
	} {
		if v.At.File != name || !v.IsKnown() {
			t.Errorf("%s stands at %q, want %s", v.Show(), v.At.File, name)
		}
	}
	if backend := m.Integrations[0].Backend; backend.Service.At.File != "uri.tf" || backend.Form.At.File != "uri.tf" {
		t.Errorf("the backend stands at %v and %v", backend.Service.At, backend.Form.At)
	}
}

// BenchmarkAttach measures functions with a route and a permission of their own,
// and one function behind all routes with one permission for all.
func BenchmarkAttach(b *testing.B) {
	for _, size := range []int{10, 100, 1000, 10000} {
		b.Run(fmt.Sprintf("own/%d", size), func(b *testing.B) { benchmark(b, size, true) })
		b.Run(fmt.Sprintf("shared/%d", size), func(b *testing.B) { benchmark(b, size, false) })
	}
}

func benchmark(b *testing.B, size int, own bool) {
	m := &model.Model{}
	api := build.API(m, "api", model.REST, "prod")
	for i := range size {
		f := fmt.Sprintf("f%d", i)
		path := fmt.Sprintf("GET /orders/%d/{id}", i)
		source := "/*/GET/orders/" + fmt.Sprint(i) + "/*"
		if !own {
			f, source = "f0", "/*/*"
		}
		if own || i == 0 {
			build.Function(m, f, f)
			build.Permission(m, "p "+f, "<"+f+".name>", build.ExecutionARN("api")+source)
		}
		build.Route(m, api, path, build.Integration(m, build.InvocationURI("<"+f+".arn>")))
	}
	for b.Loop() {
		facts.Attach(m)
	}
	if state, _ := m.Integrations[size-1].Invocation.State.Text(); state != "covered" {
		b.Fatalf("the last integration is %q", state)
	}
}
