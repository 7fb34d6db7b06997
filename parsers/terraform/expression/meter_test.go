package expression

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A loop that is refused must not go on to cost what leads up to it, once for
// each round of the loops around it.
func TestRefusedLoopsCostNothing(t *testing.T) {
	b := newBench(usual)
	collection := make([]cty.Value, 1024)
	for i := range collection {
		collection[i] = cty.NumberIntVal(int64(i))
	}
	calls := 0
	b.Functions["many"] = function.New(&function.Spec{
		Type: function.StaticReturnType(cty.List(cty.Number)),
		Impl: func([]cty.Value, cty.Type) (cty.Value, error) {
			calls++
			return cty.ListVal(collection), nil
		},
	})
	b.eval(t, "[for a in range(300) : [for b in range(300) : [for c in many() : c]]]")
	if want := b.Meter.Limits.Rounds/len(collection) + 1; calls > want {
		t.Errorf("the innermost collection was made %d times, want at most %d", calls, want)
	}
	if !strings.Contains(strings.Join(b.problems, "\n"), "rounds of for") {
		t.Errorf("problems: %v", b.problems)
	}
}

// What functions make is paid for, so that making it over and over ends.
func TestResultsOfFunctionsArePaidFor(t *testing.T) {
	b := newBench(usual)
	b.eval(t, "[for a in range(1000) : [for b in range(90) : range(1024) == a]]")
	if len(b.problems) != 1 || !strings.Contains(b.problems[0], "steps") {
		t.Errorf("problems: %v", b.problems)
	}
}
