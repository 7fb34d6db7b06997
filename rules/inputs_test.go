package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/rules"
)

var (
	stage   = rules.Input{Flag: "parameter", Name: "Stage"}
	method  = rules.Input{Flag: "var", Name: "method"}
	region  = rules.Input{Flag: "region"}
	account = rules.Input{Flag: "account"}
)

// waiting gives checks, each of which waits for its inputs; the zero Input
// stands for something that no input decides.
func waiting(inputs ...[]rules.Input) []rules.Undecided {
	list := make([]rules.Undecided, len(inputs))
	for i := range inputs {
		for _, input := range inputs[i] {
			list[i].Reasons = append(list[i].Reasons, rules.Reason{Input: input})
		}
	}
	return list
}

func TestBestInputs(t *testing.T) {
	for name, test := range map[string]struct {
		list []rules.Undecided
		want []rules.InputChoice
	}{
		"nothing is undecided": {nil, nil},
		"no input decides":     {waiting([]rules.Input{{}}, []rules.Input{method, {}}), nil},
		"the one with the most": {waiting([]rules.Input{stage}, []rules.Input{method}, []rules.Input{method}), []rules.InputChoice{
			{Inputs: []rules.Input{method}, Decides: 2},
			{Inputs: []rules.Input{method, stage}, Decides: 3},
		}},
		"two that go together": {
			waiting([]rules.Input{region, account}, []rules.Input{region, account}, []rules.Input{region, account}, []rules.Input{stage}),
			[]rules.InputChoice{
				{Inputs: []rules.Input{account, region}, Decides: 3},
				{Inputs: []rules.Input{account, region, stage}, Decides: 4},
			},
		},
		"one that many others need beside": {waiting([]rules.Input{region}, []rules.Input{region, stage}, []rules.Input{region, method}), []rules.InputChoice{
			{Inputs: []rules.Input{region}, Decides: 1},
			{Inputs: []rules.Input{region, stage}, Decides: 2},
			{Inputs: []rules.Input{region, stage, method}, Decides: 3},
		}},
		"an input counts once": {waiting([]rules.Input{method, method}), []rules.InputChoice{{Inputs: []rules.Input{method}, Decides: 1}}},
	} {
		if diff := cmp.Diff(test.want, rules.BestInputs(test.list)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
