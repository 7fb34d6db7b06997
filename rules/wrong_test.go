package rules_test

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/policies"
	"github.com/gatelint/gatelint/rules"
)

// wrong are ways to write INT001, "Lambda is called with POST", that take what
// is not known for something else than POST. The first one is what everybody
// writes who is used to other languages.
var wrong = map[string]string{
	"misplaced not":      `not value.is(integration.method, "POST")`,
	"not of a field":     `not integration.method.known == "POST"`,
	"default of a field": `object.get(integration.method, "known", "") != "POST"`,
	"empty list":         `[] == [1 | value.is(integration.method, "POST")]`,
	"count of a list":    `count([1 | integration.method.known == "POST"]) == 0`,
	"count of a set":     `count({i.id | some i in input.integrations; value.is(i.method, "POST")}) < count(input.integrations)`,
	"function of a not":  `differs(integration.method, "POST")`,
}

// wrongRule gives a rule with that condition, whose findings point at what is
// given. The policy's linter would refuse it; here it is the others' turn.
func wrongRule(t *testing.T, condition, subject string) (*rules.Rule, fs.FS) {
	t.Helper()
	files := fstest.MapFS{"group/wrong/policy.rego": {Data: []byte(`package gatelint.rules.group.wrong
import data.gatelint.finding
import data.gatelint.value
findings contains finding.at(` + subject + `, "m", []) if {
	some integration in input.integrations
	value.is(integration.backend.service, "lambda")
	` + condition + `
}
differs(v, expected) if not value.is(v, expected)
`)}}
	library, err := fs.Glob(policies.FS, "lib/*.rego")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range library {
		text, err := policies.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	return &rules.Rule{ID: "TST001", Package: "gatelint.rules.group.wrong", Path: "group/wrong"}, files
}

// specimenOf gives the good example of INT001 with a rule of ours.
func specimenOf(t *testing.T, rule *rules.Rule, files fs.FS) *specimen {
	t.Helper()
	all := examples(t)
	i := slices.IndexFunc(all, func(c *exampleCase) bool { return c.rule.ID == "INT001" && c.name == "good/terraform" })
	s := newSpecimen(t, all[i], run(t, all[i].files, lint.Options{}).Models[0])
	engine, err := rules.EngineFor(rule, files)
	if err != nil {
		t.Fatal(err)
	}
	s.engine, s.rule = engine, rule
	if findings := s.check(t, "in full view"); len(findings) > 0 {
		t.Fatalf("the good example has findings: %v", findings)
	}
	return s
}

// hideMethod hides the value that the rules judge, the only one that matters.
func (s *specimen) hideMethod() {
	for _, integration := range s.model.Integrations {
		integration.Method = integration.Method.Masked()
	}
	facts.Attach(s.model)
}

// Masking finds each of them out, although their findings point at the header of
// the integration, so that the guard has nothing to object to.
func TestMaskingCatchesAMisplacedNot(t *testing.T) {
	for name, condition := range wrong {
		t.Run(name, func(t *testing.T) {
			rule, files := wrongRule(t, condition, "integration")
			s := specimenOf(t, rule, files)
			caught := 0
			for i, v := range s.fields.values {
				*v = s.values[i].Masked()
				caught += len(s.unexpected(s.evaluate(t, name)))
			}
			if caught != 1 {
				t.Errorf("masking each value found %d faults, want 1", caught)
			}
		})
	}
	tally.Count(t, "T60", "wrong rules caught", len(wrong))
}

// So does partial evaluation.
func TestPartialEvaluationCatchesAMisplacedNot(t *testing.T) {
	for name, condition := range wrong {
		t.Run(name, func(t *testing.T) {
			rule, files := wrongRule(t, condition, "integration")
			s := specimenOf(t, rule, files)
			s.hideMethod()
			if certain, doubted := s.doubts(t, newOracle(t, rule, files)); certain != 0 || doubted != 1 {
				t.Errorf("%d findings are certain and %d depend on what is hidden, want 0 and 1", certain, doubted)
			}
		})
	}
	tally.Count(t, "T61", "wrong rules caught", len(wrong))
}

// doubts gives how many findings of the model are certain, and how many vanish
// when what is hidden is filled in.
func (s *specimen) doubts(t *testing.T, o *oracle) (certain, doubted int) {
	t.Helper()
	at, q := s.ask(t, o)
	v, err := q.judge(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for index := range at {
		if v.certain[index] {
			certain++
			continue
		}
		if q.vanishes(t, index, 1, 500) {
			doubted++
		}
	}
	return certain, doubted
}

// The guard refuses each of them where the finding points at the value that it
// judges, as those of all rules do, and says so.
func TestGuardCatchesAMisplacedNot(t *testing.T) {
	for name, condition := range wrong {
		t.Run(name, func(t *testing.T) {
			rule, files := wrongRule(t, condition, "integration.method")
			s := specimenOf(t, rule, files)
			s.hideMethod()
			findings, problems := s.engine.Evaluate(t.Context(), s.model)
			if len(findings) != 0 || len(problems) != 1 || problems[0].Kind != source.Internal {
				t.Errorf("findings %v, problems %v", findings, problems)
			}
		})
	}
}
