package iam

import "testing"

// all lists the sets that are not empty.
func all() []Truth {
	var list []Truth
	for t := Never; t <= Undecided; t++ {
		list = append(list, t)
	}
	return list
}

func TestTruth(t *testing.T) {
	tests := []struct {
		a, b, and, or Truth
	}{
		{Never, Never, Never, Never},
		{Never, Sometimes, Never, Sometimes},
		{Never, Always, Never, Always},
		{Sometimes, Sometimes, Never | Sometimes, Sometimes | Always},
		{Sometimes, Always, Sometimes, Always},
		{Always, Always, Always, Always},
		{Never, Undecided, Never, Undecided},
		{Always, Undecided, Undecided, Always},
	}
	for _, test := range tests {
		if got := test.a.And(test.b); got != test.and || test.b.And(test.a) != got {
			t.Errorf("%b and %b: got %b, want %b", test.a, test.b, got, test.and)
		}
		if got := test.a.Or(test.b); got != test.or || test.b.Or(test.a) != got {
			t.Errorf("%b or %b: got %b, want %b", test.a, test.b, got, test.or)
		}
	}
	for _, a := range all() {
		if a.Not().Not() != a {
			t.Errorf("%b negated twice is %b", a, a.Not().Not())
		}
	}
}

// Knowing less of a part makes the whole less certain, and nothing else.
func TestTruthIsMonotone(t *testing.T) {
	operations := map[string]func(a, b Truth) Truth{"and": Truth.And, "or": Truth.Or, "mix": mix}
	for name, operation := range operations {
		for _, a := range all() {
			for _, b := range all() {
				for _, less := range all() {
					if got := operation(a|less, b); got&operation(a, b) != operation(a, b) {
						t.Errorf("%b %s %b: %b is lost where %b is possible too", a, name, b, operation(a, b), less)
					}
				}
			}
		}
	}
}

func TestCausesAreMonotone(t *testing.T) {
	for a := noCause; a <= vpcCondition|namedPrincipal|noCause; a++ {
		for _, b := range []cause{noCause, uncovered, iamCondition, vpcCondition | noCause, uncovered | namedPrincipal} {
			for less := noCause; less != 0; less <<= 1 {
				if got := (a | less).with(b); got&a.with(b) != a.with(b) {
					t.Fatalf("%b with %b: %b is lost where %b is possible too", a, b, a.with(b), less)
				}
			}
		}
	}
	if got := (uncovered | namedPrincipal).with(iamCondition); got != iamCondition|namedPrincipal {
		t.Errorf("the higher one does not speak: %b", got)
	}
}
