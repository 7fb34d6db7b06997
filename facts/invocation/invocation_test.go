package invocation_test

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/invocation"
	"github.com/gatelint/gatelint/model"
)

func attach(m *model.Model) {
	index := function.NewIndex(m)
	backend.Attach(m, index)
	invocation.Attach(m, arn.NewScope(m), index)
}

// world is a REST API with GET /orders and POST /orders that both call f, GET
// /items that calls g, and another API.
type world struct {
	*model.Model

	api         *model.API
	f, g        *model.Function
	integration *model.Integration
}

func newWorld(uri string) world {
	m := &model.Model{}
	w := world{Model: m, f: build.Function(m, "f", "orders"), g: build.Function(m, "g", "items")}
	build.Alias(m, "live", "<f.name>", "live")
	build.Alias(m, "test", "<f.name>", "test")
	build.Alias(m, "version", "<f.name>", "<version.version>")
	w.api = build.API(m, "api", model.REST, "prod")
	w.integration = build.Integration(m, uri)
	build.Route(m, w.api, "GET /orders", w.integration)
	build.Route(m, w.api, "POST /orders", w.integration)
	build.Route(m, w.api, "GET /items", build.Integration(m, build.InvocationURI("<g.arn>")))
	build.Route(m, build.API(m, "other", model.REST), "GET /", nil)
	return w
}

// state gives an invocation's state in a word.
func state(i *model.Integration) string {
	switch text, known := i.Invocation.State.Text(); {
	case known:
		return text
	case i.Invocation.State.IsAbsent():
		return "absent"
	}
	return "unknown"
}

// api is how the ARNs of requests to the world's API begin.
var api = build.ExecutionARN("api")

func TestState(t *testing.T) {
	tests := []struct {
		name, want string
		change     func(w world)
	}{
		{"blanket permission", "covered", func(world) {}},
		{"no permission", "uncovered", func(w world) { w.Permissions = nil }},
		{"no source ARN", "covered", func(w world) { w.Permissions[0].SourceARN = build.Value("-") }},
		{"unknown source ARN", "unknown", func(w world) { w.Permissions[0].SourceARN = build.Value("<?>") }},
		{"one route only", "uncovered", func(w world) { w.Permissions[0].SourceARN = build.Value(api + "/*/GET/orders") }},
		{"another API", "uncovered", func(w world) { w.Permissions[0].SourceARN = build.Value(build.ExecutionARN("other") + "/*/*") }},
		{"literal API", "unknown", func(w world) {
			w.Permissions[0].SourceARN = build.Value("arn:aws:execute-api:eu-west-1:123456789012:abc/*/*")
		}},
		{"stage not there", "uncovered", func(w world) { w.Permissions[0].SourceARN = build.Value(api + "/dev/*/orders") }},
		{"stage not there among two", "uncovered", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/dev/*/orders")
			w.api.Stages = append(w.api.Stages, &model.Stage{Name: build.Value("test")})
		}},
		{"one stage of two", "unknown", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/prod/*/orders")
			w.api.Stages = append(w.api.Stages, &model.Stage{Name: build.Value("test")})
		}},
		{"stage perhaps there", "unknown", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/dev/*/orders")
			w.api.StagesSet.Complete = false
		}},
		{"no stage in view", "unknown", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/dev/*/orders")
			w.api.Stages = nil
		}},
		{"stage of unknown name", "unknown", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/dev/*/orders")
			w.api.Stages[0].Name = build.Value("<?>")
		}},
		{"console's stage only", "uncovered", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/test-invoke-stage/*/orders")
		}},
		{"conditional permission", "unknown", func(w world) { w.Permissions[0].Conditional = true }},
		{"tainted permission", "unknown", func(w world) {
			w.Permissions[0].Tainted = true
			w.Permissions[0].Principal = build.Value("s3.amazonaws.com")
		}},
		{"open permissions", "unknown", func(w world) {
			w.Permissions = nil
			w.f.PermissionsSet = model.Set{Reason: "module.x could not be looked into"}
		}},
		{"permission of an unknown function", "unknown", func(w world) { w.Permissions[0].FunctionName = build.Value("<?>") }},
		{"permission of another function", "uncovered", func(w world) { w.Permissions[0].FunctionName = build.Value("<g.arn>") }},
		{"permission by name", "covered", func(w world) { w.Permissions[0].FunctionName = build.Value("orders") }},
		{"permission by literal ARN", "unknown", func(w world) {
			w.Permissions[0].FunctionName = build.Value("arn:aws:lambda:eu-west-1:123456789012:function:orders")
		}},
		{"another principal", "uncovered", func(w world) { w.Permissions[0].Principal = build.Value("lambda.amazonaws.com") }},
		{"any principal", "covered", func(w world) { w.Permissions[0].Principal = build.Value("*") }},
		{"principal of another partition", "unknown", func(w world) { w.Permissions[0].Principal = build.Value("apigateway.amazonaws.com.cn") }},
		{"unknown principal", "unknown", func(w world) { w.Permissions[0].Principal = build.Value("<?>.amazonaws.com") }},
		{"another action", "uncovered", func(w world) { w.Permissions[0].Action = build.Value("lambda:GetFunction") }},
		{"any action", "covered", func(w world) { w.Permissions[0].Action = build.Value("*") }},
		{"any action of Lambda", "covered", func(w world) { w.Permissions[0].Action = build.Value("lambda:*") }},
		{"action in another case", "covered", func(w world) { w.Permissions[0].Action = build.Value("lambda:invokefunction") }},
		{"unknown action", "unknown", func(w world) { w.Permissions[0].Action = build.Value("<?>") }},
		{"source account", "unknown", func(w world) { w.Permissions[0].SourceAccount = build.Value("123456789012") }},
		{"permission for an alias", "uncovered", func(w world) { w.Permissions[0].Qualifier = build.Value("live") }},
		{"permission for the alias' ARN", "uncovered", func(w world) { w.Permissions[0].FunctionName = build.Value("<live.arn>") }},
		{"permission for $LATEST", "covered", func(w world) { w.Permissions[0].Qualifier = build.Value("$LATEST") }},
		{"empty qualifier", "covered", func(w world) { w.Permissions[0].Qualifier = build.Value("") }},
		{"unknown qualifier", "unknown", func(w world) { w.Permissions[0].Qualifier = build.Value("<?>") }},
		{"credentials", "absent", func(w world) {
			w.Permissions = nil
			w.integration.Credentials = build.Value("<role.arn>")
		}},
		{"literal credentials", "absent", func(w world) { w.integration.Credentials = build.Value("arn:aws:iam::*:user/*") }},
		{"unknown credentials", "unknown", func(w world) {
			w.Permissions = nil
			w.integration.Credentials = build.Value("<?>")
		}},
		{"empty credentials", "unknown", func(w world) { w.integration.Credentials = build.Value("") }},
		{"unknown type", "unknown", func(w world) {
			w.Permissions = nil
			w.integration.Type = build.Value("<?>")
		}},
		{"no Lambda", "absent", func(w world) { w.integration.Type = build.Value("MOCK") }},
		{"no backend", "absent", func(w world) { w.integration.URI = build.Value("-") }},
		{"tainted integration", "unknown", func(w world) {
			w.Permissions = nil
			w.integration.Tainted = true
		}},
		{"no route", "unknown", func(w world) { w.integration.Routes = nil }},
		{"route without API", "unknown", func(w world) {
			w.Permissions = nil
			for _, route := range w.integration.Routes {
				route.API = nil
			}
		}},
		{"function elsewhere", "unknown", func(w world) {
			w.Permissions = nil
			w.integration.URI = build.Value(build.InvocationURI("<data.aws_lambda_function.x.arn>"))
		}},
		{"function by literal ARN", "unknown", func(w world) {
			w.Permissions = nil
			w.integration.URI = build.Value(build.InvocationURI("arn:aws:lambda:eu-west-1:123456789012:function:orders"))
		}},
		{"function by name", "uncovered", func(w world) {
			w.Permissions = nil
			w.integration.URI = build.Value(build.InvocationURI("arn:aws:lambda:<region>:<account>:function:orders"))
		}},
		{"second permission", "covered", func(w world) {
			w.Permissions[0].Principal = build.Value("s3.amazonaws.com")
			build.Permission(w.Model, "q", "<f.name>", api+"/*/*/orders")
		}},
		{"one permission for each route", "covered", func(w world) {
			w.Permissions[0].SourceARN = build.Value(api + "/*/GET/orders")
			build.Permission(w.Model, "q", "<f.name>", api+"/*/POST/orders")
		}},
		{"more statements than a policy holds", "unknown", func(w world) {
			w.Permissions = nil
			for range 300 {
				build.Permission(w.Model, "q", "<f.name>", build.ExecutionARN("other")+"/*")
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(build.InvocationURI("<f.arn>"))
			build.Permission(w.Model, "p", "<f.name>", api+"/*/*")
			test.change(w)
			attach(w.Model)
			if got := state(w.integration); got != test.want {
				t.Errorf("got %s, want %s (uncovered %v)", got, test.want, w.integration.Invocation.Uncovered)
			}
			if got := state(w.integration); (got == "uncovered") != (len(w.integration.Invocation.Uncovered) > 0) {
				t.Errorf("state %s, but uncovered are %v", got, w.integration.Invocation.Uncovered)
			}
		})
	}
}

func TestQualifiers(t *testing.T) {
	tests := []struct{ called, permission, qualifier, want string }{
		{"<live.arn>", "<live.arn>", "-", "covered"},
		{"<live.arn>", "<f.name>", "live", "covered"},
		{"<live.arn>", "<f.name>", "<live.name>", "covered"},
		{"<live.arn>", "<f.arn>:live", "-", "covered"},
		{"<live.arn>", "<f.name>", "-", "uncovered"},
		{"<live.arn>", "<f.name>", "test", "uncovered"},
		{"<live.arn>", "<test.arn>", "-", "uncovered"},
		{"<live.arn>", "<f.name>", "<?>", "unknown"},
		{"<live.arn>", "<f.arn>:<?>", "-", "unknown"},
		{"<version.arn>", "<version.arn>", "-", "covered"},
		{"<version.arn>", "<f.name>", "-", "uncovered"},
		{"<version.arn>", "<f.name>", "7", "unknown"},
		{"<f.qualified_arn>", "<f.name>", "-", "unknown"},
		{"<f.qualified_arn>", "<f.name>", "<f.version>", "unknown"},
		{"<f.arn>:${stageVariables.v}", "<f.name>", "-", "unknown"},
		{"<f.arn>", "<f.qualified_arn>", "-", "unknown"},
	}
	for _, test := range tests {
		w := newWorld(build.InvocationURI(test.called))
		p := build.Permission(w.Model, "p", test.permission, "-")
		p.Qualifier = build.Value(test.qualifier)
		attach(w.Model)
		if got := state(w.integration); got != test.want {
			t.Errorf("%s called, %s with qualifier %s allowed: got %s, want %s",
				test.called, test.permission, test.qualifier, got, test.want)
		}
	}
}

func TestExamined(t *testing.T) {
	tests := []struct{ name, called, want string }{
		{"principal", "<f.arn>", "its principal is lambda.amazonaws.com"},
		{"action", "<f.arn>", "its action is lambda:GetFunction"},
		{"qualifier", "<f.arn>", "it is for qualifier live"},
		{"no qualifier", "<live.arn>", "it is for no qualifier, while live is called"},
		{"other API", "<f.arn>", "its source ARN names another API"},
		{"route", "<f.arn>", "its source ARN allows POST /orders only"},
		{"any method", "<f.arn>", "its source ARN allows any method /items in stage prod only"},
		{"bucket", "<f.arn>", "its source ARN is arn:aws:s3:::bucket"},
		{"mismatch", "<f.arn>", "its source ARN never matches: it ends at the API's id; " +
			"nothing follows it, while a request goes on with /STAGE/METHOD/path"},
		{"secret", "<f.arn>", "its source ARN allows (sensitive) (sensitive) in stage (sensitive) only"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(build.InvocationURI(test.called))
			p := build.Permission(w.Model, "p", "<f.name>", "-")
			switch test.name {
			case "principal":
				p.Principal = build.Value("lambda.amazonaws.com")
			case "action":
				p.Action = build.Value("lambda:GetFunction")
			case "qualifier":
				p.Qualifier = build.Value("live")
			case "other API":
				p.SourceARN = build.Value(build.ExecutionARN("other") + "/*/*")
			case "route":
				p.SourceARN = build.Value(api + "/*/POST/orders")
			case "any method":
				p.SourceARN = build.Value(api + "/prod/*/items")
			case "bucket":
				p.SourceARN = build.Value("arn:aws:s3:::bucket")
			case "mismatch":
				p.SourceARN = build.Value(api)
			case "secret":
				p.SourceARN = build.Value(api + "/prod/POST/orders")
				p.SourceARN.Sensitive = true
			}
			attach(w.Model)
			examined := w.integration.Invocation.Examined
			if len(examined) != 1 || examined[0].Permission != p || examined[0].Reason != test.want {
				t.Fatalf("examined %+v, want %q", examined, test.want)
			}
		})
	}
}

func TestUncoveredRoutes(t *testing.T) {
	w := newWorld(build.InvocationURI("<f.arn>"))
	build.Permission(w.Model, "p", "<f.name>", api+"/*/POST/orders")
	for range 20 {
		build.Permission(w.Model, "q", "<f.name>", api+"/*/POST/orders")
	}
	attach(w.Model)
	got := w.integration.Invocation
	if strings.Join(got.Uncovered, ", ") != "GET /orders" {
		t.Errorf("uncovered are %v, want GET /orders", got.Uncovered)
	}
	if len(got.Examined) != 16 {
		t.Errorf("%d statements are shown, want 16", len(got.Examined))
	}
}

// Attaching again after a change leaves nothing of the first time.
func TestAttachAgain(t *testing.T) {
	w := newWorld(build.InvocationURI("<f.arn>"))
	p := build.Permission(w.Model, "p", "<?>", api)
	w.g.PermissionsSet = model.Set{Reason: "module.x could not be looked into"}
	attach(w.Model)
	if w.f.PermissionsSet.Complete || w.g.PermissionsSet.Complete {
		t.Fatal("a permission of an unknown function leaves permissions complete")
	}
	p.FunctionName = build.Value("<f.name>")
	attach(w.Model)
	attach(w.Model)
	if !w.f.PermissionsSet.Complete || len(w.f.Permissions) != 1 || p.Function != w.f || !p.Mismatch.IsKnown() {
		t.Errorf("permissions of f: %v, %d of them; mismatch %s", w.f.PermissionsSet, len(w.f.Permissions), p.Mismatch.Show())
	}
	if w.g.PermissionsSet.Complete || w.g.PermissionsSet.Reason != "module.x could not be looked into" {
		t.Errorf("permissions of g, which are open for another reason: %v", w.g.PermissionsSet)
	}
	w.g.PermissionsSet = model.Set{}
	p.FunctionName = build.Value("<?>")
	attach(w.Model)
	p.FunctionName = build.Value("<f.name>")
	attach(w.Model)
	if w.g.PermissionsSet.Complete {
		t.Error("permissions that nobody said were complete are so now")
	}
	p.FunctionName, p.SourceARN = build.Value("<g.name>"), build.Value("-")
	attach(w.Model)
	if len(w.f.Permissions) != 0 || len(w.g.Permissions) != 1 || p.API != nil || !p.Mismatch.IsAbsent() {
		t.Errorf("what was found before is still there: %v", p)
	}
}
