package invocation_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

func TestMismatch(t *testing.T) {
	const (
		control = "it is the control-plane ARN (arn:…:apigateway:…::/restapis/…); requests carry an execute-api ARN"
		atID    = "it ends at the API's id; nothing follows it, while a request goes on with /STAGE/METHOD/path"
		atSlash = "it ends at the slash behind the API's id, while a request goes on with STAGE/METHOD/path"
		atStage = "it ends at the stage; nothing follows it, while a request goes on with /METHOD/path"
	)
	orders := "GET /orders and POST /orders"
	tests := []struct{ name, source, want string }{
		{"none", "-", ""},
		{"unknown", "<?>", ""},
		{"all", api + "/*/*", ""},
		{"all without slash", api + "*", ""},
		{"route", api + "/*/GET/orders", ""},
		{"other function's route", api + "/*/GET/items", ""},
		{"a: API", "<api.arn>", control},
		{"a: stage", "<api-stage-prod.arn>", control},
		{"a: literal", "arn:aws:apigateway:eu-west-1::/restapis/<api.id>/*/*", control},
		{"b: API", api, atID},
		{"b: attribute", "<api.execution_arn>", atID},
		{"b: slash", api + "/", atSlash},
		{"b: stage", api + "/prod", atStage},
		{"b: stage's attribute", "<api-stage-prod.execution_arn>", atStage},
		{"b: literal id", "arn:aws:execute-api:eu-west-1:123456789012:abc", atID},
		{"b: unknown end", api + "<?>", ""},
		{"b: unknown stage", api + "/<?>", ""},
		{"d: trailing slash", api + "/*/*/", "it ends with a slash, which only requests to the root path do, while the function is called by " + orders},
		{"e: method", api + "/*/PUT/orders", "it names method PUT, but the function is called by GET /orders"},
		{"e: lower case", api + "/*/get/orders", "it names method get, but the function is called by GET /orders"},
		{"e: path", api + "/*/GET/order", "it allows /*/GET/order, while the function is called by " + orders},
		{"e: literal ANY", api + "/*/ANY/orders", ""},
		{"f: stage", api + "/dev/GET/orders", "it names stage dev, but the API's only stage is prod"},
		{"f: stage wildcard", api + "/de?/GET/orders", "it names stage de?, but the API's only stage is prod"},
		{"console's stage", api + "/test-invoke-stage/GET/orders", ""},
		{"authorizer", api + "/authorizers/*", ""},
		{"authorizer and more", api + "/*/abc", ""},
		{"unknown API", "arn:aws:execute-api:<region>:<account>:<?>/*/PUT/orders", ""},
		{"literal API", "arn:aws:execute-api:eu-west-1:123456789012:abc/*/PUT/orders", ""},
		{"API without a route that calls it", build.ExecutionARN("other") + "/*/PUT/x", ""},
		{"API without a route that calls it, at its id", build.ExecutionARN("other"), atID},
		{"bucket", "arn:aws:s3:::bucket", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(build.InvocationURI("<f.arn>"))
			p := build.Permission(w.Model, "p", "<f.name>", test.source)
			attach(w.Model)
			got, known := p.Mismatch.Text()
			if got != test.want || known != (test.want != "") {
				t.Errorf("got %q, want %q", p.Mismatch.Show(), test.want)
			}
		})
	}
}

// A path that a permission does not name is no mismatch where not all is in view.
func TestMismatchNeedsAllInView(t *testing.T) {
	tests := map[string]func(w world, p *model.Permission){
		"open routes":         func(w world, _ *model.Permission) { w.api.RoutesSet.Complete = false },
		"unknown function":    func(_ world, p *model.Permission) { p.FunctionName = build.Value("<?>") },
		"tainted":             func(_ world, p *model.Permission) { p.Tainted = true },
		"undecided path":      func(w world, _ *model.Permission) { w.Routes[2].Path = build.Value("<?>") },
		"undecided method":    func(w world, _ *model.Permission) { w.Routes[0].Method = build.Value("<?>") },
		"undecided protocol":  func(w world, _ *model.Permission) { w.Routes[0].Protocol = build.Value("<?>") },
		"function not called": func(w world, _ *model.Permission) { w.integration.URI = build.Value("<?>") },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(build.InvocationURI("<f.arn>"))
			p := build.Permission(w.Model, "p", "<f.name>", api+"/*/PUT/orders")
			if name == "undecided path" {
				p.SourceARN = build.Value(api + "/*/GET/things")
			}
			attach(w.Model)
			if !p.Mismatch.IsKnown() {
				t.Fatal("with all in view it is no mismatch either")
			}
			change(w, p)
			attach(w.Model)
			if !p.Mismatch.IsAbsent() {
				t.Errorf("it is a mismatch: %s", p.Mismatch.Show())
			}
		})
	}
}

func TestMismatchHTTP(t *testing.T) {
	tests := map[string]string{
		"/*/*":          "",
		"/*/$default":   "",
		"/*/*/*":        "the ARN of an HTTP API's $default route has two slashes only (API/STAGE/$default), so /*/*/* never matches it",
		"/*/*/$default": "the ARN of an HTTP API's $default route has two slashes only (API/STAGE/$default), so /*/*/$default never matches it",
		"/v1/$default":  "it names stage v1, but the API's stages are $default and dev",
	}
	for tail, want := range tests {
		m := &model.Model{}
		build.Function(m, "f", "orders")
		http := build.API(m, "http", model.HTTP, "$default", "dev")
		build.Route(m, http, "$default", build.Integration(m, build.InvocationURI("<f.arn>")))
		p := build.Permission(m, "p", "<f.name>", build.ExecutionARN("http")+tail)
		attach(m)
		if got, _ := p.Mismatch.Text(); got != want {
			t.Errorf("%s: got %q, want %q", tail, got, want)
		}
	}
}
