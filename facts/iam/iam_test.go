package iam_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/iam"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// statement gives a statement with actions and resources.
func statement(effect string, actions, resources value.Value) *model.Statement {
	unset := build.Value("-")
	return &model.Statement{
		Effect: build.Value(effect), Actions: actions, NotActions: unset, Resources: resources, NotResources: unset,
	}
}

// attach puts statements into a policy of an API and fills them.
func attach(statements ...*model.Statement) *model.Policy {
	m := &model.Model{}
	api := build.API(m, "api", model.REST)
	policy := &model.Policy{
		Entity: build.Entity("policy"), Carrier: model.OnAPI, API: api, Statements: statements,
		StatementsSet: model.Set{Complete: true},
	}
	m.Policies = append(m.Policies, policy)
	iam.Attach(m, arn.NewScope(m))
	return policy
}

func TestGrantsInvoke(t *testing.T) {
	open := value.OfList(build.List("s3:GetObject").Items(), true, source.Range{})
	tests := []struct {
		name    string
		actions value.Value
		want    string
	}{
		{"exact", build.List("execute-api:Invoke"), "true"},
		{"another case", build.List("execute-api:invoke"), "true"},
		{"text", build.Value("execute-api:Invoke"), "true"},
		{"all of the service", build.List("execute-api:*"), "true"},
		{"all", build.List("*"), "true"},
		{"pattern", build.List("execute-api:In*e"), "true"},
		{"question mark", build.List("execute-api:Invok?"), "true"},
		{"second", build.List("execute-api:ManageConnections", "execute-api:Invoke"), "true"},
		{"beside an unknown one", build.List("<?>", "execute-api:Invoke"), "true"},
		{"control plane", build.List("apigateway:Invoke", "apigateway:*"), "false"},
		{"cache", build.List("execute-api:InvalidateCache"), "false"},
		{"prefix", build.List("execute-api:Invoke2", "execute-api:Invok"), "false"},
		{"empty", build.List(), "false"},
		{"absent", build.Value("-"), "false"},
		{"unknown", build.Value("<?>"), "(unknown)"},
		{"unknown item", build.List("<?>"), "(unknown)"},
		{"unknown end", build.List("execute-api:<?>"), "(unknown)"},
		{"open", open, "(unknown)"},
	}
	for _, test := range tests {
		s := statement("Allow", test.actions, build.List("*"))
		attach(s)
		if got := s.GrantsInvoke.Show(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
	s := statement("Allow", build.Value("-"), build.List("*"))
	s.NotActions = build.List("s3:*")
	attach(s)
	if !s.GrantsInvoke.IsUnknown() {
		t.Errorf("actions by exception: got %s, want unknown", s.GrantsInvoke.Show())
	}
}

func TestForm(t *testing.T) {
	api := build.ExecutionARN("api")
	tests := map[string]string{
		api:                                    iam.WithoutPath,
		"<api.execution_arn>":                  iam.WithoutPath,
		"arn:aws:execute-api:eu-west-1:1:abc1": iam.WithoutPath,
		"execute-api:":                         iam.WithoutPath,
		api + "/":                              iam.BareSlash,
		"execute-api:/":                        iam.BareSlash,
		"arn:aws:execute-api:*:*:abc1/":        iam.BareSlash,
		"<api.arn>":                            iam.ControlPlane,
		"<api.arn>/*/*/*":                      iam.ControlPlane,
		"arn:aws:apigateway:eu-west-1::/restapis/abc/*": iam.ControlPlane,
		"arn:<?>:apigateway:<?>::/restapis/<?>":         iam.ControlPlane,
		api + "*":                                       iam.Other,
		api + "/*":                                      iam.Other,
		api + "/prod":                                   iam.Other,
		api + "/<?>/GET/orders":                         iam.Other,
		"execute-api:/*":                                iam.Other,
		"execute-api:*":                                 iam.Other,
		"execute-api:/<?>/GET/*":                        iam.Other,
		"*":                                             iam.Other,
		"arn:aws:execute-api:*:*:*":                     iam.Other,
		"arn:aws:s3:::bucket":                           iam.Other,
		"https://example.com":                           iam.Other,
		"<?>":                                           "(unknown)",
		"<?>/*":                                         "(unknown)",
		api + "<?>":                                     "(unknown)",
		api + "/<?>":                                    "(unknown)",
		"execute-api:/<?>":                              "(unknown)",
		"execute-api:<?>":                               "(unknown)",
		"arn:aws:execute-api:a:1:<?>":                   "(unknown)",
		"-":                                             "(not set)",
	}
	for text, want := range tests {
		m := &model.Model{}
		build.API(m, "api", model.REST)
		got := iam.Form(build.Value(text), arn.NewScope(m))
		if name, known := got.Text(); known && name != want || !known && got.IsAbsent() != (want == "(not set)") || !known && want[0] != '(' {
			t.Errorf("%s: got %s, want %s", text, got.Show(), want)
		}
	}
}

func TestCoveredElsewhere(t *testing.T) {
	api := build.ExecutionARN("api")
	invoke := build.List("execute-api:Invoke")
	faulty := func() *model.Statement { return statement("Allow", invoke, build.List(api)) }
	byException := statement("Allow", invoke, build.Value("-"))
	byException.NotResources = build.List("<?>")
	tests := []struct {
		name  string
		other *model.Statement
		want  bool
	}{
		{"alone", nil, false},
		{"right one", statement("Allow", invoke, build.List(api+"/*")), true},
		{"another faulty one", faulty(), false},
		{"control plane", statement("Allow", invoke, build.List("<api.arn>")), false},
		{"deny", statement("Deny", invoke, build.List(api+"/*")), false},
		{"unknown effect", statement("<?>", invoke, build.List(api+"/*")), true},
		{"other action", statement("Allow", build.List("s3:*"), build.List(api+"/*")), false},
		{"unknown action", statement("Allow", build.List("<?>"), build.List(api+"/*")), true},
		{"unknown resource", statement("Allow", invoke, build.List("<?>")), true},
		{"unknown resources", statement("Allow", invoke, build.Value("<?>")), true},
		{"by exception", byException, true},
	}
	for _, test := range tests {
		statements := []*model.Statement{faulty()}
		if test.other != nil {
			statements = append(statements, test.other)
		}
		policy := attach(statements...)
		if got := policy.Statements[0].Targets[0].CoveredElsewhere; got != test.want {
			t.Errorf("%s: got %t, want %t", test.name, got, test.want)
		}
	}
	// Within one statement, the right resource covers the faulty one, but
	// nothing covers itself.
	policy := attach(statement("Allow", invoke, build.List(api, api+"/*")))
	if targets := policy.Statements[0].Targets; !targets[0].CoveredElsewhere || targets[1].CoveredElsewhere {
		t.Errorf("in one statement: %t and %t", targets[0].CoveredElsewhere, targets[1].CoveredElsewhere)
	}
}

func TestCoveredElsewhereWhereStatementsAreOpen(t *testing.T) {
	m := &model.Model{}
	s := statement("Allow", build.List("*"), build.List("execute-api:"))
	m.Policies = []*model.Policy{{Entity: build.Entity("policy"), Statements: []*model.Statement{s}}}
	iam.Attach(m, arn.NewScope(m))
	if !s.Targets[0].CoveredElsewhere {
		t.Error("a statement that is not in view may cover it")
	}
}

func TestIncludes(t *testing.T) {
	tests := map[string]bool{
		"a:b": true, "A:B": true, "*": true, "a:*": true, "*b": true, "?:?": true, "**": true, "a*b*": true,
		"": false, "a": false, "a:": false, "a:b?": false, "*c": false, "b*": false, "[a]:b": false,
	}
	for pattern, want := range tests {
		if iam.Includes(pattern, "a:b") != want {
			t.Errorf("%q: want %t", pattern, want)
		}
	}
}

func TestGrantsManagement(t *testing.T) {
	for actions, want := range map[string]string{
		`"apigateway:GET"`: "true", `"ApiGateway:*"`: "true", `"*"`: "true", `"api*:Get"`: "true",
		`["execute-api:Invoke", "apigateway:POST"]`: "true", `["<?>", "apigateway:POST"]`: "true",
		`"execute-api:*"`: "false", `"s3:apigateway"`: "false", `"-"`: "false",
		`"<?>"`: "(unknown)", `["execute-api:Invoke", "<?>"]`: "(unknown)",
	} {
		s := build.Statement(`{"Effect": "Allow", "Action": ` + actions + `, "Resource": "*"}`)
		attach(s)
		if got := s.GrantsManagement.Show(); got != want {
			t.Errorf("%s: got %s, want %s", actions, got, want)
		}
	}
}

func TestMissesInvoke(t *testing.T) {
	tests := []struct{ elements, want string }{
		{`"Action": "apigateway:Invoke", "Resource": "execute-api:/*"`, "true"},
		{`"Action": "execute-api:Call", "Resource": "arn:aws:execute-api:eu-west-1:1:abc1/*"`, "true"},
		{`"Action": ["s3:*", "apigateway:GET"], "Resource": ["arn:aws:s3:::b", "<api.execution_arn>/*"]`, "true"},
		{`"Action": "apigateway:GET", "Resource": ["<?>", "execute-api:/*"]`, "true"},
		{`"Action": "execute-api:invoke", "Resource": "execute-api:/*"`, "false"},
		{`"Action": ["<?>", "execute-api:InvalidateCache"], "Resource": "execute-api:/*"`, "false"},
		{`"Action": "execute-api:ManageConnections", "Resource": "execute-api:/*"`, "false"},
		{`"Action": "*", "Resource": "execute-api:/*"`, "false"},
		{`"Action": "apigateway:GET", "Resource": "*"`, "false"},
		{`"Action": "apigateway:GET", "Resource": "<api.arn>"`, "false"},
		{`"Action": "s3:GetObject", "Resource": ["arn:aws:s3:::b"]`, "false"},
		{`"Action": "apigateway:GET"`, "false"},
		{`"Action": "<?>", "Resource": "*"`, "false"},
		{`"Action": "<?>", "Resource": "execute-api:/*"`, "(unknown)"},
		{`"Action": ["apigateway:GET", "<?>"], "Resource": "execute-api:/*"`, "(unknown)"},
		{`"Action": "apigateway:GET", "Resource": "<?>"`, "(unknown)"},
		{`"Action": "apigateway:GET", "Resource": ["*", "<stack.outputs>/*"]`, "(unknown)"},
		{`"Action": "apigateway:GET", "NotResource": "execute-api:/*"`, "(unknown)"},
		{`"NotAction": "apigateway:GET", "Resource": "execute-api:/*"`, "(unknown)"},
		{`"Resource": "execute-api:/*"`, "(unknown)"},
	}
	for _, test := range tests {
		s := build.Statement(`{"Effect": "Allow", ` + test.elements + `}`)
		attach(s)
		if got := s.MissesInvoke.Show(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.elements, got, test.want)
		}
	}
}

// The short form is none of an identity policy.
func TestIdentityPolicies(t *testing.T) {
	m := &model.Model{}
	build.API(m, "api", model.REST)
	p := &model.Policy{Carrier: model.OnIdentity, StatementsSet: model.Set{Complete: true}, Statements: []*model.Statement{
		build.Statement(`{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": ["execute-api:/", "<api.execution_arn>"]}`),
	}}
	m.IdentityPolicies = append(m.IdentityPolicies, p)
	iam.Attach(m, arn.NewScope(m))
	targets := p.Statements[0].Targets
	if got := targets[0].Form; !got.IsUnknown() {
		t.Errorf("the short form: got %s", got.Show())
	}
	if got := targets[1].Form.Show(); got != iam.WithoutPath {
		t.Errorf("the ARN: got %s", got)
	}
	if p.Refusals != nil {
		t.Error("an identity policy refuses something")
	}
}
