package arn_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

// apis gives a REST API, an HTTP API, a WebSocket API and another REST API, each
// with routes that the tests name.
func apis() *model.Model {
	m := &model.Model{}
	rest := build.API(m, "rest", model.REST, "prod")
	for _, key := range []string{
		"GET /", "GET /orders", "POST /orders/{id}", "ANY /files/{proxy+}", "GET /a/<?>", "<?> /b", "GET <?>",
	} {
		build.Route(m, rest, key, nil)
	}
	http := build.API(m, "http", model.HTTP, "$default", "dev")
	for _, key := range []string{"$default", "GET /orders", "ANY /orders/{id}", "GET /"} {
		build.Route(m, http, key, nil)
	}
	socket := build.API(m, "socket", model.WebSocket, "live")
	for _, key := range []string{"$connect", "sendMessage"} {
		build.Route(m, socket, key, nil)
	}
	other := build.API(m, "other", model.REST)
	build.Route(m, other, "GET /orders", nil)
	for _, address := range []string{"twin[0]", "twin[1]"} {
		build.Route(m, build.API(m, address, model.REST, "prod"), "GET /orders", nil)
	}
	many := build.API(m, "many[*]", model.REST, "prod")
	build.Route(m, many, "GET /orders", nil)
	m.Stages = append(m.Stages, &model.Stage{Entity: build.Entity("stage"), API: rest, Name: build.Value("prod")})
	m.PathNodes = append(m.PathNodes, &model.PathNode{Entity: build.Entity("node"), Path: build.Value("/orders")})
	return m
}

func routeOf(m *model.Model, api, key string) *model.Route {
	for _, route := range m.Routes {
		if route.API.Address == api && route.Label == key {
			return route
		}
	}
	panic("no route " + api + " " + key)
}

func TestMatch(t *testing.T) {
	m := apis()
	rest, http, socket := build.ExecutionARN("rest"), build.ExecutionARN("http"), build.ExecutionARN("socket")
	const literal = "arn:aws:execute-api:eu-west-1:123456789012:"
	tests := []struct {
		pattern, api, route string
		want                arn.Answer
	}{
		// A REST API has the method and the path; the root path leaves a slash.
		{rest + "/*/*", "rest", "GET /orders", arn.Always},
		{rest + "/*/*", "rest", "GET /", arn.Always},
		{rest + "/*/*/*", "rest", "GET /", arn.Always},
		{rest + "/*/*/*", "rest", "GET /orders", arn.Always},
		{rest + "/*/*/*/*", "rest", "GET /orders", arn.Never},
		{rest + "/*", "rest", "ANY /files/{proxy+}", arn.Always},
		{rest + "*", "rest", "GET /orders", arn.Always},
		{rest + "*/GET/orders", "rest", "GET /orders", arn.Always},
		{rest, "rest", "GET /orders", arn.Never},
		{rest + "/", "rest", "GET /", arn.Never},
		{rest + "/prod", "rest", "GET /", arn.Never},
		{rest + "/prod/GET/orders", "rest", "GET /orders", arn.Always},
		{rest + "/prod/GET/orders/", "rest", "GET /orders", arn.Never},
		{rest + "/*/*/", "rest", "GET /", arn.Always},
		{rest + "/*/*/", "rest", "GET /orders", arn.Never},
		{rest + "/dev/GET/orders", "rest", "GET /orders", arn.Never},
		{rest + "/*/POST/orders", "rest", "GET /orders", arn.Never},
		{rest + "/*/get/orders", "rest", "GET /orders", arn.Never},
		{rest + "/*/ANY/orders", "rest", "GET /orders", arn.Maybe},
		{rest + "/*/GET/items", "rest", "GET /orders", arn.Never},
		{rest + "/*/GET/order?", "rest", "GET /orders", arn.Always},
		{rest + "/*/GET/orders?", "rest", "GET /orders", arn.Never},
		{rest + "/*/GET<node.path>", "rest", "GET /orders", arn.Always},
		{rest + "/test-invoke-stage/*/*", "rest", "GET /orders", arn.Never},
		// Variables of a path are one segment, greedy ones are any text.
		{rest + "/*/POST/orders/*", "rest", "POST /orders/{id}", arn.Always},
		{rest + "/*/POST/orders/17", "rest", "POST /orders/{id}", arn.Maybe},
		{rest + "/*/POST/orders/{id}", "rest", "POST /orders/{id}", arn.Maybe},
		{rest + "/*/POST/orders/", "rest", "POST /orders/{id}", arn.Never},
		{rest + "/*/POST/orders", "rest", "POST /orders/{id}", arn.Never},
		{rest + "/*/GET/files/a/b", "rest", "ANY /files/{proxy+}", arn.Maybe},
		{rest + "/*/*/files/*", "rest", "ANY /files/{proxy+}", arn.Always},
		{rest + "/*/DELETE/files", "rest", "ANY /files/{proxy+}", arn.Never},
		{rest + "/*/GET/", "rest", "ANY /files/{proxy+}", arn.Never},
		{rest + "/*/*/", "rest", "ANY /files/{proxy+}", arn.Maybe},
		{rest + "/*/POST/orders/a/b", "rest", "POST /orders/{id}", arn.Never},
		// What is not known in a request may be anything.
		{rest + "/*/GET/a/b", "rest", "GET /a/<?>", arn.Maybe},
		{rest + "/*/POST/a/b", "rest", "GET /a/<?>", arn.Maybe},
		{rest + "/prod/GET/c", "rest", "GET /a/<?>", arn.Never},
		{rest + "/*/PUT/b", "rest", "<?> /b", arn.Maybe},
		{rest + "/*/PUT/c", "rest", "<?> /b", arn.Never},
		{rest + "/*/GET/c", "rest", "GET <?>", arn.Maybe},
		// What is not known in a pattern may be anything.
		{"<?>", "rest", "GET /orders", arn.Maybe},
		{"-", "rest", "GET /orders", arn.Always},
		{"*", "rest", "GET /orders", arn.Always},
		{"<?>/*/GET/orders", "rest", "GET /orders", arn.Maybe},
		{"<?>/*/GET/items", "rest", "GET /orders", arn.Never},
		{"<secret.arn>/*/*", "rest", "GET /orders", arn.Maybe},
		{rest + "<?>", "rest", "GET /orders", arn.Maybe},
		{rest + "/<?>/GET/orders", "rest", "GET /orders", arn.Maybe},
		{rest + "/<?>/PUT/orders", "rest", "GET /orders", arn.Never},
		// The API is known by reference; a literal id may be any API's.
		{build.ExecutionARN("other") + "/*/*", "rest", "GET /orders", arn.Never},
		{build.ExecutionARN("other") + "*", "rest", "GET /orders", arn.Never},
		{build.ExecutionARN("data.aws_api_gateway_rest_api.x") + "/*/*", "rest", "GET /orders", arn.Maybe},
		{literal + "abc123/*/*", "rest", "GET /orders", arn.Maybe},
		{literal + "abc:123/*/*", "rest", "GET /orders", arn.Never},
		{literal + "*/*/GET/orders", "rest", "GET /orders", arn.Maybe},
		{"arn:*:execute-api:*:*:*/*/GET/orders", "rest", "GET /orders", arn.Always},
		{build.ExecutionARN("many[*]") + "/*/*", "many[*]", "GET /orders", arn.Maybe},
		{build.ExecutionARN("many[0]") + "/*/*", "many[*]", "GET /orders", arn.Maybe},
		{build.ExecutionARN("twin[0]") + "/*/*", "twin[0]", "GET /orders", arn.Always},
		{build.ExecutionARN("twin[1]") + "/*/*", "twin[0]", "GET /orders", arn.Never},
		{"<rest.execution_arn>/*/*", "rest", "GET /orders", arn.Always},
		{"<rest.arn>/*/*", "rest", "GET /orders", arn.Never},
		{"<stage.execution_arn>/*", "rest", "GET /orders", arn.Always},
		{"<stage.execution_arn>", "rest", "GET /orders", arn.Never},
		{rest + "/<stage.stage_name>/GET/orders", "rest", "GET /orders", arn.Always},
		// Regions, accounts and partitions hold no colon and no slash.
		{"arn:aws:execute-api:<provider.aws.x.region>:<account>:<rest.id>/*/*", "rest", "GET /orders", arn.Maybe},
		{"arn:aws:execute-api:eu-west-1:1:2:<rest.id>/*/*", "rest", "GET /orders", arn.Never},
		{"arn:aws:lambda:<region>:<account>:<rest.id>/*/*", "rest", "GET /orders", arn.Never},
		// An HTTP API's default route has no method and no path.
		{http + "/*/*", "http", "$default", arn.Always},
		{http + "/*/$default", "http", "$default", arn.Always},
		{http + "/$default/*", "http", "$default", arn.Maybe},
		{http + "/*/*/*", "http", "$default", arn.Never},
		{http + "/*/*/$default", "http", "$default", arn.Never},
		{http + "/*/*/*", "http", "GET /orders", arn.Always},
		{http + "/*/*/orders", "http", "GET /orders", arn.Always},
		{http + "/$default/GET/orders", "http", "GET /orders", arn.Maybe},
		{http + "/*/*/orders/{id}", "http", "ANY /orders/{id}", arn.Maybe},
		{http + "/*/GET/", "http", "GET /", arn.Always},
		{http + "/*/GET", "http", "GET /", arn.Never},
		// A WebSocket API's request has the route's key.
		{socket + "/*/*", "socket", "$connect", arn.Always},
		{socket + "/*/$connect", "socket", "$connect", arn.Always},
		{socket + "/*/$connect", "socket", "sendMessage", arn.Never},
		{socket + "/*/*/*", "socket", "sendMessage", arn.Never},
	}
	for _, test := range tests {
		t.Run(test.pattern+" for "+test.api+" "+test.route, func(t *testing.T) {
			scope := arn.NewScope(m)
			request := scope.RouteRequest(routeOf(m, test.api, test.route), arn.Free{})
			if got := scope.Match(scope.Pattern(build.Value(test.pattern)), request); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestMatchAuthorizer(t *testing.T) {
	m := apis()
	tests := map[string]arn.Answer{
		"/*/*": arn.Always, "/*": arn.Always, "/authorizers/*": arn.Always, "/authorizers/abc": arn.Maybe,
		"/*/*/*": arn.Never, "/*/GET/*": arn.Never, "/prod/*/*": arn.Never,
	}
	for tail, want := range tests {
		scope := arn.NewScope(m)
		p := scope.Pattern(build.Value(build.ExecutionARN("rest") + tail))
		if got := scope.Match(p, scope.AuthorizerRequest(m.APIs[0])); got != want {
			t.Errorf("%s: got %d, want %d", tail, got, want)
		}
	}
}

func TestPattern(t *testing.T) {
	m := apis()
	rest := build.ExecutionARN("rest")
	control := "arn:<partition>:apigateway:<region>::/restapis/<rest.id>"
	tests := map[string]struct {
		kind   arn.Kind
		api    string
		ending arn.Ending
	}{
		"-":                              {arn.Any, "", arn.Open},
		"<?>":                            {arn.Undecided, "", arn.Open},
		"*":                              {arn.Other, "", arn.Open},
		rest:                             {arn.Execution, "rest", arn.AtID},
		rest + "/":                       {arn.Execution, "rest", arn.AtSlash},
		rest + "/prod":                   {arn.Execution, "rest", arn.AtStage},
		rest + "/<?>":                    {arn.Execution, "rest", arn.Open},
		rest + "*":                       {arn.Execution, "rest", arn.Open},
		rest + "/*/*":                    {arn.Execution, "rest", arn.Open},
		rest + "<?>":                     {arn.Execution, "", arn.Open},
		"<rest.execution_arn>":           {arn.Execution, "rest", arn.AtID},
		"<rest.arn>":                     {arn.Control, "rest", arn.Open},
		"<http.arn>/*":                   {arn.Control, "http", arn.Open},
		"<stage.arn>":                    {arn.Control, "rest", arn.Open},
		"<stage.execution_arn>":          {arn.Execution, "rest", arn.AtStage},
		control:                          {arn.Control, "rest", arn.Open},
		control + "/*/*":                 {arn.Control, "rest", arn.Open},
		"arn:aws:execute-api:a:1:<?>":    {arn.Execution, "", arn.Open},
		"arn:aws:execute-api:a:1:abc":    {arn.Execution, "", arn.AtID},
		"arn:aws:execute-api:a:1:*":      {arn.Execution, "", arn.Open},
		"arn:aws:execute-api:a:1:<x.id>": {arn.Execution, "", arn.Open},
		"arn:aws:execute-api:a:1:<data.aws_apigatewayv2_api.x.id>": {arn.Execution, "", arn.AtID},
		"arn:aws:apigateway:eu:lambda:path/x":                      {arn.Other, "", arn.Open},
		"arn:aws:s3:::bucket":                                      {arn.Other, "", arn.Open},
	}
	for text, want := range tests {
		p := arn.NewScope(m).Pattern(build.Value(text))
		api := ""
		if p.API != nil {
			api = p.API.Address
		}
		if p.Kind != want.kind || api != want.api || p.Ending() != want.ending {
			t.Errorf("%s: kind %d, API %q, ending %d; want %v", text, p.Kind, api, p.Ending(), want)
		}
	}
}

// glob is the oracle: * is any text, ? any one character.
func glob(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return glob(pattern[1:], text) || text != "" && glob(pattern, text[1:])
	case text == "":
		return false
	}
	return (pattern[0] == '?' || pattern[0] == text[0]) && glob(pattern[1:], text[1:])
}

// checkConcrete compares Match with the oracle for a pattern and a path that are
// known as a whole.
func checkConcrete(t *testing.T, tail, path string) {
	t.Helper()
	m := &model.Model{}
	api := build.API(m, "api", model.WebSocket, "s")
	route := build.Route(m, api, path, nil)
	scope := arn.NewScope(m)
	p := scope.Pattern(build.Value(build.ExecutionARN("api") + "/s/" + tail))
	want := arn.Never
	if glob(tail, path) {
		want = arn.Always
	}
	if got := scope.Match(p, scope.RouteRequest(route, arn.Free{})); got != want {
		t.Errorf("%q for %q: got %d, want %d", tail, path, got, want)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("*a?b", "aaab")
	f.Add("a*b*c", "abcbc")
	f.Add("**", "")
	f.Fuzz(func(t *testing.T, tail, path string) {
		if len(tail) > 12 || len(path) > 12 || strings.ContainsAny(tail+path, "<>-") || path == "" {
			t.Skip()
		}
		for _, r := range tail + path {
			if r < ' ' || r > '~' {
				t.Skip()
			}
		}
		if strings.Contains(strings.ToUpper(tail), "ANY") {
			t.Skip() // the verb that may match every verb
		}
		checkConcrete(t, tail, path)
	})
}

func TestMatchAgreesWithOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := func(alphabet string) string {
		text := make([]byte, random.IntN(7))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(text)
	}
	for range 20000 {
		checkConcrete(t, letters("ab/*?"), "x"+letters("ab/"))
		checkConcrete(t, "?"+letters("ab/*?"), "x"+letters("ab/"))
	}
}

// A pattern of many wildcards costs no more than its steps.
func TestHostilePatterns(t *testing.T) {
	m := &model.Model{}
	api := build.API(m, "api", model.REST)
	route := build.Route(m, api, "GET /"+strings.Repeat("a", 3000), nil)
	scope := arn.NewScope(m)
	request := scope.RouteRequest(route, arn.Free{})
	p := scope.Pattern(build.Value(strings.Repeat("*a", 1500) + "*b"))
	for range 1000 {
		if got := scope.Match(p, request); got != arn.Maybe {
			t.Fatalf("without enough steps the answer is %d, want Maybe", got)
		}
	}
	long := scope.Pattern(build.Value(strings.Repeat("x", 10000)))
	if got := arn.NewScope(m).Match(long, request); got != arn.Maybe {
		t.Errorf("beyond the limit the answer is %d, want Maybe", got)
	}
}
