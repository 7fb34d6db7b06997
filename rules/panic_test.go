package rules

import (
	"context"
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/internal/value"
)

// A rule that panics is reported, and the others find what they would without
// it: for each rule that applies.
func TestPanicStaysWithItsRule(t *testing.T) {
	m := lambdaModel(value.OfText("GET", at(4)))
	engine, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, problems := engine.Evaluate(context.Background(), m)
	if len(all) == 0 || len(problems) > 0 {
		t.Fatalf("findings %v, problems %v", all, problems)
	}
	wanted := applicable(engine.rules, m)
	for _, rule := range wanted {
		query := engine.program.queries[rule]
		engine.program.queries[rule] = rego.PreparedEvalQuery{} // dereferences nil
		got, problems := engine.Evaluate(context.Background(), m)
		engine.program.queries[rule] = query

		want := slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return f.Rule == rule })
		if len(got) != len(want) {
			t.Errorf("%s: %d findings, want %d", rule.ID, len(got), len(want))
		}
		if len(problems) != 1 || problems[0].Kind != source.Internal || !problems[0].Incomplete() {
			t.Errorf("%s: problems %v", rule.ID, problems)
		}
	}
	tally.Count(t, "T09", "panics", len(wanted))
}
