package rules

import (
	"cmp"
	"slices"
	"strings"
)

// InputChoice is a set of inputs and how many undecided checks wait for nothing
// but these. Setting them settles so many at most: a value may lead to something
// else that is not known.
type InputChoice struct {
	Inputs  []Input
	Decides int
}

// maxChoices bounds how many steps BestInputs takes.
const maxChoices = 5

// BestInputs proposes few inputs that decide many checks: each choice holds the
// inputs of the one before it and those that add the most checks for each of
// them.
func BestInputs(list []Undecided) []InputChoice {
	needs := needsOf(list)
	var choices []InputChoice
	var chosen []Input
	for range maxChoices {
		added := bestStep(needs, chosen)
		if len(added) == 0 {
			break
		}
		chosen = slices.Concat(chosen, added)
		choices = append(choices, InputChoice{chosen, decides(needs, chosen)})
	}
	return choices
}

// inputNeed is a set of inputs, and how many checks wait for exactly these.
type inputNeed struct {
	inputs []Input
	checks int
}

func needsOf(list []Undecided) []inputNeed {
	index := map[string]int{}
	var needs []inputNeed
	for i := range list {
		inputs, only := list[i].Inputs()
		if !only {
			continue
		}
		slices.SortFunc(inputs, compareInputs)
		key := keyOfInputs(inputs)
		at, ok := index[key]
		if !ok {
			at = len(needs)
			index[key] = at
			needs = append(needs, inputNeed{inputs: inputs})
		}
		needs[at].checks++
	}
	return needs
}

// bestStep gives the inputs that one need lacks and that decide the most checks
// for each of them, nil if no need is left.
func bestStep(needs []inputNeed, chosen []Input) []Input {
	var best []Input
	var bestGain int
	before := decides(needs, chosen)
	for _, need := range needs {
		added := slices.DeleteFunc(slices.Clone(need.inputs), func(i Input) bool { return slices.Contains(chosen, i) })
		if len(added) == 0 {
			continue
		}
		gain := decides(needs, slices.Concat(chosen, added)) - before
		better := cmp.Or(
			cmp.Compare(gain*max(len(best), 1), bestGain*len(added)),
			cmp.Compare(len(best), len(added)),
			strings.Compare(keyOfInputs(best), keyOfInputs(added)),
		)
		if len(best) == 0 || better > 0 {
			best, bestGain = added, gain
		}
	}
	return best
}

// decides counts the checks that wait for no other inputs than these.
func decides(needs []inputNeed, chosen []Input) int {
	count := 0
	for _, need := range needs {
		if !slices.ContainsFunc(need.inputs, func(i Input) bool { return !slices.Contains(chosen, i) }) {
			count += need.checks
		}
	}
	return count
}

func compareInputs(a, b Input) int {
	return cmp.Or(strings.Compare(a.Flag, b.Flag), strings.Compare(a.Name, b.Name))
}

func keyOfInputs(inputs []Input) string {
	var key strings.Builder
	for _, input := range inputs {
		key.WriteString(input.Flag + "\x00" + input.Name + "\x00")
	}
	return key.String()
}
