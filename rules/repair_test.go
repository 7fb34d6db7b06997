package rules_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
)

// No rule has a fix that a machine can apply. The repaired twin of each bad
// example is the good example of the same rule and dialect that resembles it
// most, line by line: what a reader of the page compares it with. Going from the
// one to the other removes the finding and brings no other.
func TestRepairRemovesTheFinding(t *testing.T) {
	all := examples(t)
	repaired := 0
	for _, bad := range all {
		if bad.kind() != "bad" || bad.dialect() == "plan" { // a plan is made of the repaired configuration
			continue
		}
		good := twin(bad, all)
		if good == nil {
			t.Errorf("%s %s has no repaired twin", bad.rule.ID, bad.name)
			continue
		}
		t.Run(bad.rule.ID+"/"+bad.name, func(t *testing.T) {
			options := lint.Options{Select: together(bad.rule)}
			before, after := run(t, bad.files, options), run(t, good.files, options)
			if !slices.ContainsFunc(before.Findings, bad.own) {
				t.Error("there is nothing to repair")
			}
			for _, f := range after.Findings {
				t.Errorf("%s still has %s at %s: %s", good.name, f.Rule.ID, f.At, f.Message)
			}
			for _, problem := range after.Problems {
				if problem.Incomplete() {
					t.Errorf("%s is not read: %s", good.name, problem.Message)
				}
			}
		})
		repaired++
	}
	tally.Count(t, "T67", "repaired examples", repaired)
}

// twin gives the good example that differs least from a bad one, nil if there is
// none.
func twin(bad *exampleCase, all []*exampleCase) *exampleCase {
	var nearest *exampleCase
	least := math.MaxInt
	for _, c := range all {
		if c.rule != bad.rule || c.kind() != "good" || c.dialect() != bad.dialect() {
			continue
		}
		if d := distance(bad, c); d < least {
			nearest, least = c, d
		}
	}
	return nearest
}

// distance counts the lines that only one of two examples has.
func distance(a, b *exampleCase) int {
	lines := map[string]int{}
	for name, text := range a.files {
		for line := range strings.Lines(text) {
			lines[name+":"+strings.TrimSpace(line)]++
		}
	}
	for name, text := range b.files {
		for line := range strings.Lines(text) {
			lines[name+":"+strings.TrimSpace(line)]--
		}
	}
	sum := 0
	for _, n := range lines {
		sum += max(n, -n)
	}
	return sum
}
