package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/gatelint/gatelint/internal/resource"
)

// What is collapsed in parts, and then as a whole, is what is collapsed at once,
// whatever the order.
func TestCollapseInParts(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 5))
		findings := make([]Finding, 12)
		for i := range findings {
			f := sighting("INT001", 1+random.IntN(2), fmt.Sprint("r", random.IntN(4)), nil)
			f.Severity = Severities[random.IntN(len(Severities))]
			for range random.IntN(3) {
				f.When = append(f.When, fmt.Sprint("assumption ", random.IntN(3)))
			}
			f.Related = []Related{{At: at(1 + random.IntN(3)), Message: "the module is called here"}}
			f.Dialect = []resource.Dialect{resource.Terraform, resource.CloudFormation}[random.IntN(2)]
			findings[i] = f
		}
		want := Collapse(findings)
		random.Shuffle(len(findings), func(i, j int) { findings[i], findings[j] = findings[j], findings[i] })
		cut := random.IntN(len(findings))
		got := Collapse(slices.Concat(Collapse(findings[cut:]), Collapse(findings[:cut])))
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Finding{})); diff != "" {
			t.Fatalf("seed %d, cut at %d: %s", seed, cut, diff)
		}
	}
}

func TestCollapseSuppressedInParts(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 6))
		list := make([]Suppressed, 8)
		for i := range list {
			list[i] = Suppressed{
				Finding: sighting("INT001", random.IntN(2), fmt.Sprint("r", random.IntN(2)), nil),
				Reason:  []string{"", "a", "b", "c; a"}[random.IntN(4)],
				By:      []SuppressedBy{Inline, Baseline}[random.IntN(2)],
			}
		}
		want := CollapseSuppressed(list)
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		cut := random.IntN(len(list))
		got := CollapseSuppressed(slices.Concat(CollapseSuppressed(list[cut:]), CollapseSuppressed(list[:cut])))
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Finding{})); diff != "" {
			t.Fatalf("seed %d, cut at %d: %s", seed, cut, diff)
		}
	}
}

// An address counts once, however many definitions have it.
func TestCollapseListsAddresses(t *testing.T) {
	a, b, again := sighting("INT001", 1, "a", nil), sighting("INT001", 1, "b", nil), sighting("INT001", 1, "a", nil)
	alone := sighting("INT001", 2, "a", nil)
	got := Collapse([]Finding{b, a, alone, again, alone})
	if len(got) != 2 || got[0].Instances != 2 || !slices.Equal(got[0].Addresses, []string{"a", "b"}) {
		t.Fatalf("%+v", got)
	}
	if got[1].Instances != 1 || got[1].Addresses != nil {
		t.Errorf("%+v", got[1])
	}
}
