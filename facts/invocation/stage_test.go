package invocation_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// A function that a stage's variable names is called in that stage only.
func TestStageCalls(t *testing.T) {
	const byName = "arn:<partition>:lambda:<region>:<account>:function:${stageVariables.fn}"
	tests := map[string]struct {
		uri       string
		variables value.Value
		source    string // behind the execution ARN; "none" for no permission
		qualifier string
		want      string
	}{
		"no permission":            {byName, build.Map("fn", "orders"), "none", "-", "f uncovered"},
		"one for all":              {byName, build.Map("fn", "orders"), "/*/*", "-", "f covered"},
		"one for the stage":        {byName, build.Map("fn", "orders"), "/live/GET/orders", "-", "f covered"},
		"one for another stage":    {byName, build.Map("fn", "orders"), "/test/GET/orders", "-", "f uncovered"},
		"one for another method":   {byName, build.Map("fn", "orders"), "/*/POST/orders", "-", "f uncovered"},
		"by reference":             {byName, build.Map("fn", "<f.name>"), "none", "-", "f uncovered"},
		"with an alias":            {byName, build.Map("fn", "orders:live"), "/*/*", "live", "f covered"},
		"another alias":            {byName, build.Map("fn", "orders:live"), "/*/*", "test", "f uncovered"},
		"the alias is a variable":  {"<f.arn>:${stageVariables.alias}", build.Map("alias", "live"), "/*/*", "live", "f covered"},
		"and is for no alias":      {"<f.arn>:${stageVariables.alias}", build.Map("alias", "live"), "/*/*", "-", "f uncovered"},
		"a function elsewhere":     {byName, build.Map("fn", "other"), "none", "-", ""},
		"a name that is not known": {byName, build.Map("fn", "<?>"), "none", "-", ""},
		"no name":                  {byName, build.Map("x", "y"), "none", "-", ""},
		"a literal account":        {"arn:aws:lambda:eu-west-1:111122223333:function:${stageVariables.fn}", build.Map("fn", "orders"), "none", "-", "f (unknown)"},
		"no variable":              {"<f.arn>", build.Map("fn", "orders"), "none", "-", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := &model.Model{}
			build.Function(m, "f", "orders")
			api := build.API(m, "api", model.REST, "live", "test")
			build.Route(m, api, "GET /orders", build.Integration(m, build.InvocationURI(test.uri)))
			stage := api.Stages[0]
			stage.Variables, api.Stages[1].Variables = test.variables, build.Value("-")
			if test.source != "none" {
				build.Permission(m, "p", "<f.name>", build.ExecutionARN("api")+test.source).Qualifier = build.Value(test.qualifier)
			}
			attach(m)
			got := ""
			if len(stage.Calls) > 0 {
				got = stage.Calls[0].Function.Address + " " + stage.Calls[0].Invocation.State.Show()
			}
			if got != test.want {
				t.Errorf("the stage calls %q, want %q", got, test.want)
			}
			if calls := api.Stages[1].Calls; len(calls) > 0 {
				t.Errorf("the stage without variables calls %s", calls[0].Function.Address)
			}
		})
	}
}

// Where the integration is judged without the variables, the stages are not.
func TestStageCallsOnlyWhereTheyDecide(t *testing.T) {
	m := &model.Model{}
	build.Function(m, "f", "orders")
	api := build.API(m, "api", model.REST, "live")
	build.Route(m, api, "GET /orders", build.Integration(m, build.InvocationURI("<f.arn>:${stageVariables.alias}")))
	api.Stages[0].Variables = build.Map("alias", "live")
	build.Permission(m, "p", "<f.name>", build.ExecutionARN("api")+"/*/*").Principal = build.Value("s3.amazonaws.com")
	attach(m)
	if state := m.Integrations[0].Invocation.State.Show(); state != "uncovered" || len(api.Stages[0].Calls) > 0 {
		t.Errorf("the integration is %s, the stage has %d calls", state, len(api.Stages[0].Calls))
	}
}
