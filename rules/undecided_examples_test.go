package rules_test

import (
	"slices"
	"testing"

	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// set gives options with some value for each input.
func set(inputs []rules.Input) lint.Options {
	options := lint.Options{Undecided: true, Variables: map[string]string{}, Parameters: map[string]string{}}
	for _, input := range inputs {
		switch input.Flag {
		case "var":
			options.Variables[input.Name] = "1"
		case "parameter":
			options.Parameters[input.Name] = "1"
		case "region":
			options.Region = "eu-west-1"
		case "account":
			options.Account = "111122223333"
		}
	}
	return options
}

// Once the inputs that are proposed are set, no check waits for any of them, and
// those that waited for nothing else are settled or wait for something else.
func TestProposedInputsSettleWhatTheySay(t *testing.T) {
	proposed := 0
	for _, c := range examples(t) {
		if c.kind() != "unknown" || c.dialect() == "plan" {
			continue
		}
		choices := rules.BestInputs(run(t, c.files, lint.Options{Undecided: true}).Undecided)
		if len(choices) == 0 {
			continue
		}
		proposed++
		inputs := choices[len(choices)-1].Inputs
		after := run(t, c.files, set(inputs)).Undecided
		for i := range after {
			left, _ := after[i].Inputs()
			for _, input := range left {
				if slices.Contains(inputs, input) {
					t.Errorf("%s %s: %s is set, and %s of %s still waits for it", c.rule.ID, c.name, input, after[i].Rule.ID, after[i].Resource)
				}
			}
		}
	}
	if proposed == 0 {
		t.Error("no example had an input to propose")
	}
	t.Logf("%d examples had inputs to propose", proposed)
}

// unasked are the rules of which no example of the unknown shows up: they do not
// get to ask, see gaps.
var unasked = map[string]string{
	"DEP001": "of a set of which nothing is seen nobody speaks",
	"POL005": "the targets of a statement are read from its resources",
	"POL016": "who is refused is told of a policy as a whole",
	"POL017": "who is refused is told of a policy as a whole",
	"POL018": "who is refused is told of a policy as a whole",
	"POL022": "the API that a policy is for is what is not known",
	"POL023": "who is refused is told of a policy as a whole",
	"POL024": "who is refused is told of a policy as a whole",
	"PRM002": "PRM001 is undecided instead",
	"PRM003": "PRM001 is undecided instead",
}

// What the examples of the unknown leave open is undecided for the rule that
// they are examples of.
func TestUnknownExamplesAreUndecided(t *testing.T) {
	listed := map[string]int{}
	for _, c := range examples(t) {
		if c.kind() != "unknown" || c.dialect() == "plan" {
			continue
		}
		options := lint.Options{Undecided: true, Select: []string{c.rule.ID}}
		listed[c.rule.ID] += len(run(t, c.files, options).Undecided)
	}
	for id, n := range listed {
		switch why, isUnasked := unasked[id]; {
		case n == 0 && !isUnasked:
			t.Errorf("%s is undecided in no example of the unknown", id)
		case n > 0 && isUnasked:
			t.Errorf("%s is undecided now, although %s", id, why)
		}
	}
}
