package origin_test

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts/host"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/origin"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

const (
	fine    = "(not set)"
	unknown = "(unknown)"
)

// world is a distribution in front of a REST API with one stage, or of the custom
// domain that is mapped to it.
type world struct {
	model    *model.Model
	api      *model.API
	domain   *model.Domain
	origin   *model.Origin
	behavior *model.Behavior
}

func (w *world) to(class, owner string) {
	w.origin.Host = model.Host{Class: build.Value(class), OwnerID: owner, Bare: value.OfBool(true, w.origin.At)}
}

func newWorld() *world {
	m := &model.Model{}
	unset := build.Value("-")
	w := &world{model: m, api: build.API(m, "api", model.REST, "prod")}
	build.Route(m, w.api, "GET /orders/{id}", nil)
	w.domain = &model.Domain{
		Entity: build.Entity("domain"), Name: build.Value("api.example.com"), SecurityPolicy: unset,
		MappingsSet: model.Set{Complete: true},
		Mappings: []*model.Mapping{{
			Entity: build.Entity("mapping"), Kind: model.APIMapping, Path: build.Value("v1"), API: w.api, StageName: build.Value("prod"),
		}},
	}
	m.Domains = []*model.Domain{w.domain}
	w.origin = &model.Origin{
		Entity: build.Entity("origin"), Path: build.Value(""), ProtocolPolicy: build.Value("https-only"),
		SSLProtocols: build.List("TLSv1.2"),
	}
	w.behavior = &model.Behavior{
		Entity: build.Entity("behavior"), PathPattern: build.Value("/api/*"), Origin: w.origin, FunctionsSet: model.Set{Complete: true},
	}
	w.origin.Behaviors = []*model.Behavior{w.behavior}
	w.to(host.Stage, "api")
	m.Distributions = []*model.Distribution{{
		Entity: build.Entity("distribution"), Aliases: unset, BehaviorsSet: model.Set{Complete: true},
		Origins: []*model.Origin{w.origin}, Behaviors: []*model.Behavior{w.behavior},
	}}
	return w
}

func path(path, pattern string) func(*world) {
	return func(w *world) { w.origin.Path, w.behavior.PathPattern = build.Value(path), build.Value(pattern) }
}

func protocol(name string, stages ...string) func(*world) {
	return func(w *world) {
		w.api.Protocol, w.api.Stages = build.Value(name), nil
		for _, stage := range stages {
			w.api.Stages = append(w.api.Stages, &model.Stage{Entity: build.Entity(stage), Name: build.Value(stage)})
		}
	}
}

// custom leads to the custom domain, with an origin path and mappings' paths.
func custom(class, path string, mapped ...string) func(*world) {
	return func(w *world) {
		w.to(class, "domain")
		w.origin.Path = build.Value(path)
		one := w.domain.Mappings[0]
		w.domain.Mappings = nil
		for _, path := range mapped {
			mapping := *one
			mapping.Path = build.Value(path)
			w.domain.Mappings = append(w.domain.Mappings, &mapping)
		}
	}
}

func function(event string) func(*world) {
	return func(w *world) { w.behavior.Functions = []*model.EdgeFunction{{Event: build.Value(event)}} }
}

func TestPathFaults(t *testing.T) {
	openStages := func(w *world) { w.api.StagesSet.Open("test") }
	tests := map[string]struct {
		changes []func(*world)
		want    string
	}{
		"no stage anywhere":               {nil, model.NoStage},
		"the viewers' paths are sent on":  {[]func(*world){path("", "-")}, model.ViewersNameStage},
		"so they are by an asterisk":      {[]func(*world){path("", "*")}, model.ViewersNameStage},
		"and by one behind a slash":       {[]func(*world){path("", "/*")}, model.ViewersNameStage},
		"the pattern begins with a stage": {[]func(*world){path("", "/prod/*")}, fine},
		"without a slash":                 {[]func(*world){path("", "prod/*")}, fine},
		"a pattern with holes":            {[]func(*world){path("", "/pr*/x")}, unknown},
		"with a question mark":            {[]func(*world){path("", "/pro?/x")}, unknown},
		"a pattern that is not known":     {[]func(*world){path("", "<?>")}, unknown},
		"stages out of sight":             {[]func(*world){openStages}, unknown},
		"a stage whose name is not known": {[]func(*world){protocol(model.REST, "<?>")}, unknown},
		"no stage at all":                 {[]func(*world){protocol(model.REST)}, unknown},
		"a WebSocket API":                 {[]func(*world){protocol(model.WebSocket, "live")}, model.NoStage},
		"an HTTP API":                     {[]func(*world){protocol(model.HTTP, "live")}, model.NoStage},
		"with a default stage":            {[]func(*world){protocol(model.HTTP, "live", "$default")}, unknown},
		"with stages out of sight":        {[]func(*world){protocol(model.HTTP, "live"), openStages}, unknown},
		"HTTP, the viewers' paths":        {[]func(*world){protocol(model.HTTP, "live"), openStages, path("", "-")}, unknown},
		"REST, the viewers' paths":        {[]func(*world){openStages, path("", "-")}, model.ViewersNameStage},
		"a protocol that is not known":    {[]func(*world){protocol("<?>", "live")}, unknown},
		"an API that is not ours":         {[]func(*world){func(w *world) { w.to(host.Stage, "") }}, unknown},
		"another kind of host":            {[]func(*world){func(w *world) { w.to(host.Other, "") }}, unknown},
		"a host that is not known":        {[]func(*world){func(w *world) { w.to("<?>", "api") }}, unknown},

		"the stage in the path":     {[]func(*world){path("/prod", "/api/*")}, fine},
		"and more behind it":        {[]func(*world){path("/prod/v1", "/api/*")}, fine},
		"another stage":             {[]func(*world){path("/dev", "/api/*")}, model.OtherStage},
		"another, the rest unseen":  {[]func(*world){path("/dev", "/api/*"), openStages}, unknown},
		"HTTP, another":             {[]func(*world){path("/dev", "/api/*"), protocol(model.HTTP, "live")}, model.OtherStage},
		"HTTP with a default stage": {[]func(*world){path("/dev", "/api/*"), protocol(model.HTTP, "$default")}, unknown},
		"a path that is not known":  {[]func(*world){path("<?>", "/api/*")}, unknown},

		"a function may add it":       {[]func(*world){function("viewer-request")}, unknown},
		"in front of the origin":      {[]func(*world){function("origin-request")}, unknown},
		"on answers it cannot":        {[]func(*world){function("viewer-response")}, model.NoStage},
		"an origin that nothing uses": {[]func(*world){func(w *world) { w.origin.Behaviors = nil }}, unknown},

		"a mapped path":            {[]func(*world){custom(host.CustomDomain, "/v1", "v2", "v1")}, fine},
		"with more behind it":      {[]func(*world){custom(host.CustomDomain, "/v1/orders", "v1")}, fine},
		"the beginning of one":     {[]func(*world){custom(host.CustomDomain, "/v1", "v1/shop")}, fine},
		"one that begins the same": {[]func(*world){custom(host.CustomDomain, "/v1", "v10")}, model.NotMapped},
		"the stage":                {[]func(*world){custom(host.CustomDomain, "/prod", "v1")}, model.NotMapped},
		"at the target":            {[]func(*world){custom(host.Regional, "/prod", "v1")}, model.NotMapped},
		"no path":                  {[]func(*world){custom(host.CustomDomain, "", "v1")}, unknown},
		"no mapping":               {[]func(*world){custom(host.CustomDomain, "/prod")}, unknown},
		"a mapping not known":      {[]func(*world){custom(host.CustomDomain, "/prod", "<?>")}, unknown},
		"mappings out of sight":    {[]func(*world){custom(host.CustomDomain, "/prod", "v1"), func(w *world) { w.domain.MappingsSet.Open("test") }}, unknown},
		"the root, no such route":  {[]func(*world){custom(host.CustomDomain, "/prod", "")}, model.NotMapped},
		"the root, a route":        {[]func(*world){custom(host.CustomDomain, "/orders", "")}, unknown},
		"the root, a variable":     {[]func(*world){custom(host.CustomDomain, "/orders/7", "")}, unknown},
		"the root, too long":       {[]func(*world){custom(host.CustomDomain, "/orders/7/items", "")}, model.NotMapped},
		"the root, all paths": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) {
			build.Route(w.model, w.api, "ANY /{proxy+}", nil)
		}}, unknown},
		"the root, a path not known": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) {
			w.api.Routes[0].Path = build.Value("<?>")
		}}, unknown},
		"the root, routes unseen": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) {
			w.api.RoutesSet.Open("test")
		}}, unknown},
		"the root, no routes": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) { w.api.Routes = nil }}, unknown},
		"the root without a stage": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) {
			w.domain.Mappings[0].StageName = build.Value("-")
		}}, unknown},
		"the root of another API": {[]func(*world){custom(host.CustomDomain, "/prod", ""), func(w *world) {
			w.domain.Mappings[0].API = nil
		}}, unknown},
	}
	for name, test := range tests {
		w := newWorld()
		for _, change := range test.changes {
			change(w)
		}
		origin.Attach(w.model)
		if got := w.origin.PathFault.Show(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// One behavior's fault is the origin's, unless it is the viewers' to name a stage.
func TestPathFaultsOfSeveralBehaviors(t *testing.T) {
	tests := map[string]struct {
		patterns []string
		want, of string
	}{
		"one without a stage":        {[]string{"/prod/*", "/api/*", "-"}, model.NoStage, "/api/*"},
		"one not known":              {[]string{"<?>", "/api/*"}, model.NoStage, "/api/*"},
		"all are the viewers'":       {[]string{"/*", "-"}, model.ViewersNameStage, "/* (not set)"},
		"the viewers name the stage": {[]string{"/prod/*", "-"}, unknown, ""},
		"perhaps they do":            {[]string{"<?>", "-"}, unknown, ""},
		"all name a stage":           {[]string{"/prod/*", "/prod/x"}, fine, ""},
	}
	for name, test := range tests {
		w := newWorld()
		w.origin.Behaviors = nil
		for _, pattern := range test.patterns {
			behavior := *w.behavior
			behavior.PathPattern = build.Value(pattern)
			w.origin.Behaviors = append(w.origin.Behaviors, &behavior)
		}
		origin.Attach(w.model)
		var of []string
		for _, behavior := range w.origin.PathFaultOf {
			of = append(of, behavior.PathPattern.Show())
		}
		if got := w.origin.PathFault.Show(); got != test.want || strings.Join(of, " ") != test.of {
			t.Errorf("%s: %s of %v, want %s of %s", name, got, of, test.want, test.of)
		}
	}
	w := newWorld()
	path("", "-")(w)
	w.model.Distributions[0].BehaviorsSet.Open("test")
	if origin.Attach(w.model); !w.origin.PathFault.IsUnknown() {
		t.Errorf("with behaviors out of sight: %s", w.origin.PathFault.Show())
	}
}

func TestTLSFaults(t *testing.T) {
	httpAPI := protocol(model.HTTP, "$default")
	versions := func(list ...string) func(*world) {
		return func(w *world) { w.origin.SSLProtocols = build.List(list...) }
	}
	reached := func(policy string) func(*world) {
		return func(w *world) { w.origin.ProtocolPolicy = build.Value(policy) }
	}
	secured := func(policy, kind string) func(*world) {
		return func(w *world) {
			w.to(host.CustomDomain, "domain")
			w.domain.SecurityPolicy, w.domain.Type = build.Value(policy), kind
		}
	}
	tests := map[string]struct {
		changes []func(*world)
		want    string
	}{
		"TLS 1.2":                      {nil, fine},
		"older, too":                   {[]func(*world){versions("TLSv1.1", "TLSv1.2")}, fine},
		"SSL 3, too":                   {[]func(*world){versions("SSLv3", "TLSv1.2")}, model.TLSObsolete},
		"older only":                   {[]func(*world){versions("TLSv1")}, unknown},
		"HTTP API, older only":         {[]func(*world){versions("TLSv1", "TLSv1.1"), httpAPI}, model.TLSRefused},
		"HTTP API, SSL 3 only":         {[]func(*world){versions("SSLv3"), httpAPI}, model.TLSRefused},
		"WebSocket API, older only":    {[]func(*world){versions("TLSv1"), protocol(model.WebSocket, "live")}, model.TLSRefused},
		"HTTP API, and 1.2":            {[]func(*world){versions("TLSv1", "TLSv1.2"), httpAPI}, fine},
		"HTTP API, one not known":      {[]func(*world){versions("TLSv1", "<?>"), httpAPI}, unknown},
		"SSL 3, one not known":         {[]func(*world){versions("SSLv3", "<?>"), httpAPI}, model.TLSObsolete},
		"protocol not known":           {[]func(*world){versions("TLSv1"), protocol("<?>")}, unknown},
		"a list that may hold more":    {[]func(*world){httpAPI, func(w *world) { w.origin.SSLProtocols = value.OfList(nil, true, w.origin.At) }}, unknown},
		"no list":                      {[]func(*world){httpAPI, func(w *world) { w.origin.SSLProtocols = build.Value("-") }}, fine},
		"a list that is not known":     {[]func(*world){httpAPI, func(w *world) { w.origin.SSLProtocols = build.Value("<?>") }}, unknown},
		"plain HTTP":                   {[]func(*world){versions("SSLv3"), httpAPI, reached("http-only")}, fine},
		"perhaps plain HTTP":           {[]func(*world){versions("SSLv3"), httpAPI, reached("<?>")}, unknown},
		"as the viewer":                {[]func(*world){versions("TLSv1"), httpAPI, reached("match-viewer")}, model.TLSRefused},
		"a domain with TLS 1.2":        {[]func(*world){versions("TLSv1"), secured("TLS_1_2", "")}, model.TLSRefused},
		"a domain with TLS 1.0":        {[]func(*world){versions("TLSv1"), secured("TLS_1_0", "")}, unknown},
		"a domain that says nothing":   {[]func(*world){versions("TLSv1"), secured("-", "aws_api_gateway_domain_name")}, unknown},
		"a domain of the second kind":  {[]func(*world){versions("TLSv1"), secured("<?>", "aws_apigatewayv2_domain_name")}, model.TLSRefused},
		"a domain that is not of ours": {[]func(*world){versions("TLSv1"), func(w *world) { w.to(host.Regional, "") }}, unknown},
	}
	for name, test := range tests {
		w := newWorld()
		for _, change := range test.changes {
			change(w)
		}
		origin.Attach(w.model)
		if got := w.origin.TLSFault.Show(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestForeignAliases(t *testing.T) {
	wildcard := func(w *world) { w.domain.Name = build.Value("*.example.com") }
	tests := map[string]struct {
		aliases value.Value
		change  func(*world)
		want    string
	}{
		"none":                         {build.Value("-"), nil, fine},
		"the domain":                   {build.List("API.example.com"), nil, fine},
		"another":                      {build.List("api.example.com", "www.example.com"), nil, "www.example.com"},
		"below a wildcard":             {build.List("www.example.com"), wildcard, fine},
		"far below a wildcard":         {build.List("a.b.example.com"), wildcard, "a.b.example.com"},
		"above a wildcard":             {build.List("example.com"), wildcard, "example.com"},
		"one that is not known":        {build.List("<?>"), nil, unknown},
		"one that is partly known":     {build.List("www.<?>"), nil, unknown},
		"not known, and another":       {build.List("<?>", "www.example.com"), nil, "www.example.com"},
		"a list that is not known":     {build.Value("<?>"), nil, unknown},
		"a list that may hold more":    {value.OfList([]value.Value{build.Value("api.example.com")}, true, newWorld().origin.At), nil, unknown},
		"a domain that is not known":   {build.List("www.example.com"), func(w *world) { w.domain.Name = build.Value("<?>") }, unknown},
		"the same reference":           {build.List("api.<zone.name>"), func(w *world) { w.domain.Name = build.Value("api.<zone.name>") }, fine},
		"a reference below a wildcard": {build.List("api.<zone.name>"), func(w *world) { w.domain.Name = build.Value("*.<zone.name>") }, fine},
		"references below a wildcard":  {build.List("<label.name>.<zone.name>"), func(w *world) { w.domain.Name = build.Value("*.<zone.name>") }, unknown},
	}
	for name, test := range tests {
		w := newWorld()
		if test.change != nil {
			test.change(w)
		}
		w.model.Distributions[0].Aliases = test.aliases
		origin.Attach(w.model)
		if got := w.model.Distributions[0].ForeignAlias.Show(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
