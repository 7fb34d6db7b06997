package rules

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/policies"
)

func at(line int) source.Range {
	return source.Range{
		File:  "main.tf",
		Start: source.Position{Line: line, Column: 5},
		End:   source.Position{Line: line, Column: 10},
	}
}

// lambdaModel has one integration that calls Lambda with the method.
func lambdaModel(method value.Value) *model.Model {
	return &model.Model{
		Dialect: resource.Terraform,
		Path:    "api",
		Integrations: []*model.Integration{{
			Entity:  model.Entity{ID: "i", Address: "aws_api_gateway_integration.i", Label: "GET /orders", At: at(1)},
			Type:    value.OfText("AWS_PROXY", at(2)),
			Method:  method,
			Subtype: value.Unset(at(1)),
			Backend: model.Backend{Service: value.OfText("lambda", at(3))},
		}},
	}
}

// engineOf gives an engine for one policy, whose rule is named r.
func engineOf(t *testing.T, policy string, change func(*Rule), options Options) *Engine {
	t.Helper()
	files := fstest.MapFS{"group/r/policy.rego": {Data: []byte(policy)}}
	for _, name := range []string{"lib/finding.rego", "lib/permission.rego", "lib/set.rego", "lib/value.rego"} {
		text, err := policies.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	rule := &Rule{
		ID: "TST001", Name: "r", Group: "group", Severity: Error,
		Package: "gatelint.rules.group.r", Path: "group/r",
	}
	if change != nil {
		change(rule)
	}
	engine, err := newEngine([]*Rule{rule}, &program{source: files}, options)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

const header = `package gatelint.rules.group.r
import data.gatelint.finding
import data.gatelint.set
import data.gatelint.value
`

func TestEvaluate(t *testing.T) {
	engine, err := New(Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	m := lambdaModel(value.OfText("GET", at(4)))
	m.When = []string{"condition IsProd is true"}
	m.Integrations[0].Conditional = true
	m.Integrations[0].Calls = []source.Range{at(40)}
	findings, problems := engine.Evaluate(t.Context(), m)
	if len(findings) != 1 || len(problems) != 0 {
		t.Fatalf("findings %v, problems %v", findings, problems)
	}
	got := findings[0]
	if got.Rule.ID != "INT001" || got.At != at(4) || got.Severity != Error ||
		got.Resource != "aws_api_gateway_integration.i" || got.Instances != 1 {
		t.Errorf("got %+v", got)
	}
	if !strings.HasPrefix(got.Message, "GET /orders calls Lambda with GET;") {
		t.Errorf("message %q", got.Message)
	}
	want := []string{"condition IsProd is true", "aws_api_gateway_integration.i is created"}
	if !slices.Equal(got.When, want) {
		t.Errorf("when %q, want %q", got.When, want)
	}
	if len(got.Related) != 1 || got.Related[0].At != at(40) {
		t.Errorf("related %v", got.Related)
	}
}

func TestFindingNamesTheDefaultsItRestsOn(t *testing.T) {
	engine, err := New(Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	m := lambdaModel(value.OfText("GET", at(4)).WithReason(value.Variable, "var.method"))
	findings, _ := engine.Evaluate(t.Context(), m)
	if len(findings) != 1 || !slices.Equal(findings[0].When, []string{"var.method keeps its default"}) {
		t.Errorf("got %+v", findings)
	}
}

func TestSensitiveValuesStayHidden(t *testing.T) {
	engine, err := New(Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	method := value.OfText("GET", at(4))
	method.Sensitive = true
	findings, _ := engine.Evaluate(t.Context(), lambdaModel(method))
	if len(findings) != 1 || !strings.Contains(findings[0].Message, "with (sensitive)") {
		t.Errorf("got %+v", findings)
	}
}

// Whatever a policy does, a finding that rests on something unknown is refused,
// and the refusal is not silent.
func TestGuardRefusesWhatIsNotKnown(t *testing.T) {
	tests := map[string]struct {
		body    string
		absence bool
		passes  bool
	}{
		"negation on the subject": {
			body: `findings contains finding.at(i.method, "m", []) if {
				some i in input.integrations
				not value.is(i.method, "POST")
			}`,
		},
		"argument": {
			body: `findings contains finding.at(i, "m %s", [i.method]) if some i in input.integrations`,
		},
		"evidence": {
			body: `findings contains finding.detailed(i, "m", [], {"evidence": [i.uri]}) if some i in input.integrations`,
		},
		"incomplete set": {
			body: `findings contains finding.detailed(i, "m", [], {"evidence": [i.responses]}) if some i in input.integrations`,
		},
		"nothing behind the index": {
			body: `findings contains object.union(finding.at(i, "m", []), {"at": 99999}) if some i in input.integrations`,
		},
		"absence without grounds": {
			body:    `findings contains finding.at(i, "m", []) if some i in input.integrations`,
			absence: true,
		},
		"absent value as ground": {
			body:    `findings contains finding.detailed(i, "m", [], {"evidence": [i.subtype]}) if some i in input.integrations`,
			absence: true, passes: true,
		},
		"partly known subject": {
			body:   `findings contains finding.detailed(i.uri, "m %s", [i.uri], {"evidence": [i.backend.service]}) if some i in input.integrations`,
			passes: true,
		},
		"holes without arguments": {
			body: `findings contains finding.at(i, "m %s", []) if some i in input.integrations`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			engine := engineOf(t, header+test.body, func(r *Rule) { r.Absence = test.absence }, Options{})
			m := lambdaModel(value.NotKnown(value.Variable, "var.m", at(4)))
			if test.passes {
				m.Integrations[0].URI = value.OfRef(value.Ref{Address: "aws_lambda_function.f", Attr: "arn"}, at(5))
			}
			findings, problems := engine.Evaluate(t.Context(), m)
			if passed := len(findings) == 1 && len(problems) == 0; passed != test.passes {
				t.Errorf("findings %v, problems %v", findings, problems)
			}
			if !test.passes && (len(problems) != 1 || problems[0].Kind != source.Internal) {
				t.Errorf("problems %v", problems)
			}
		})
	}
}

// A rule that runs away or fails is stopped, and the others are not touched.
func TestRulesFailAlone(t *testing.T) {
	endless := header + `findings contains finding.at(i, "m", []) if {
		some i in input.integrations
		count([1 | some a in numbers; some b in numbers; some c in numbers; some d in numbers; a + b + c + d < 0]) == 0
	}
	numbers := [n | some a in digits; some b in digits; some c in digits; n := a + b + c]
	digits := [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]`
	engine := engineOf(t, endless, nil, Options{Deadline: 50 * time.Millisecond})
	healthy := Find("INT001")
	engine.rules = append(engine.rules, healthy)
	files := engine.program.source.(fstest.MapFS)
	text, err := policies.FS.ReadFile(healthy.Path + "/policy.rego")
	if err != nil {
		t.Fatal(err)
	}
	files[healthy.Path+"/policy.rego"] = &fstest.MapFile{Data: text}
	findings, problems := engine.Evaluate(t.Context(), lambdaModel(value.OfText("GET", at(4))))
	if len(findings) != 1 || findings[0].Rule != healthy {
		t.Errorf("findings %v", findings)
	}
	if len(problems) != 1 || problems[0].Kind != source.Limit || !strings.Contains(problems[0].Message, "TST001") {
		t.Errorf("problems %v", problems)
	}
}

func TestBrokenPolicyIsAProblem(t *testing.T) {
	for name, policy := range map[string]string{
		"syntax":            header + "findings contains",
		"undefined name":    header + `findings contains finding.at(x, "m", []) if true`,
		"network":           header + `findings contains http.send({"url": "http://localhost", "method": "GET"}) if true`,
		"environment":       header + `findings contains opa.runtime() if true`,
		"clock":             header + `findings contains time.now_ns() if true`,
		"chance":            header + `findings contains rand.intn("x", 3) if true`,
		"newer negation":    "package gatelint.rules.group.r\nimport future.keywords.not\nfindings contains 1 if true",
		"newer language":    "package gatelint.rules.group.r\nimport rego.v2\nfindings contains 1 if true",
		"not made of lists": header + `findings := {"a": 1}`,
	} {
		t.Run(name, func(t *testing.T) {
			engine := engineOf(t, policy, nil, Options{})
			findings, problems := engine.Evaluate(t.Context(), lambdaModel(value.OfText("GET", at(4))))
			if len(findings) != 0 || len(problems) != 1 || problems[0].Kind != source.Internal {
				t.Errorf("findings %v, problems %v", findings, problems)
			}
		})
	}
}

// Only what a model can need is compiled, and nothing twice.
func TestPoliciesAreCompiledAsNeeded(t *testing.T) {
	engine, err := New(Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	if findings, problems := engine.Evaluate(t.Context(), &model.Model{}); findings != nil || problems != nil {
		t.Errorf("findings %v, problems %v", findings, problems)
	}
	if len(engine.program.loaded) != 0 {
		t.Errorf("an empty model loads %d policies", len(engine.program.loaded))
	}
	m := lambdaModel(value.OfText("GET", at(4)))
	if err := engine.Prepare(context.Background(), m, m); err != nil {
		t.Fatal(err)
	}
	before := engine.program.queries
	engine.Evaluate(t.Context(), m)
	if len(before) == 0 || len(engine.program.queries) != len(before) {
		t.Errorf("prepared %d queries, then %d", len(before), len(engine.program.queries))
	}
}
