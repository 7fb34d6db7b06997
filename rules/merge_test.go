package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

func known(text string, line int) value.Value { return value.OfText(text, at(line)) }

// sighting is a finding at a line, as a variant with these conditions has it.
func sighting(id string, line int, resource string, conditions []string, more ...string) Finding {
	return Finding{
		Rule: &Rule{ID: id}, At: at(line), Resource: resource, Instances: 1,
		When: slices.Concat(conditions, more), variants: len(conditions), Fingerprint: id + resource,
	}
}

// shown gives findings in short: id, line, instances and assumptions.
func shown(findings []Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, fmt.Sprintf("%s:%d×%d %v", f.Rule.ID, f.At.Start.Line, f.Instances, f.When))
	}
	return strings.Join(list, ", ")
}

func TestMerge(t *testing.T) {
	prod, test := []string{"IsProd is true"}, []string{"IsProd is false", "IsTest is true"}
	rest := []string{"IsProd is false", "IsTest is false"}
	both, none := []string{"A is true", "B is true"}, []string{"A is false", "B is false"}
	onlyA, onlyB := []string{"A is true", "B is false"}, []string{"A is false", "B is true"}
	in := func(when []string, findings ...Finding) Variant { return Variant{When: when, Findings: findings} }
	for name, tc := range map[string]struct {
		variants []Variant
		want     string
	}{
		"in all variants": {
			[]Variant{in(prod, sighting("INT001", 3, "a", prod)), in(test, sighting("INT001", 3, "a", test))},
			"INT001:3×1 []",
		},
		"what is no variant's stays": {
			[]Variant{
				in(prod, sighting("INT001", 3, "a", prod, "a is created")),
				in(test, sighting("INT001", 3, "a", test, "a is created")),
			},
			"INT001:3×1 [a is created]",
		},
		"in some, the shortest": {
			[]Variant{in(test, sighting("INT001", 3, "a", test)), in(prod, sighting("INT001", 3, "a", prod)), in(rest)},
			"INT001:3×1 [IsProd is true]",
		},
		"twice in one variant is not in all": {
			[]Variant{in(prod, sighting("INT001", 3, "a", prod), sighting("INT001", 3, "a", prod)), in(test)},
			"INT001:3×1 [IsProd is true]",
		},
		"instances": {
			[]Variant{in(nil, sighting("INT001", 3, "a[0]", nil), sighting("INT001", 3, "a[1]", nil), sighting("INT001", 4, "b", nil))},
			"INT001:3×2 [], INT001:4×1 []",
		},
		"one variant only": {
			[]Variant{in(nil, sighting("INT001", 3, "a", nil, "a is created"))},
			"INT001:3×1 [a is created]",
		},
		"order": {
			[]Variant{in(nil, sighting("RSP001", 5, "a", nil), sighting("INT001", 5, "a", nil), sighting("INT002", 4, "a", nil))},
			"INT002:4×1 [], INT001:5×1 [], RSP001:5×1 []",
		},
		"an assumption that does not matter": {
			[]Variant{in(both, sighting("INT001", 3, "a", both)), in(onlyA, sighting("INT001", 3, "a", onlyA)), in(onlyB), in(none)},
			"INT001:3×1 [A is true]",
		},
		"two that matter together": {
			[]Variant{in(both, sighting("INT001", 3, "a", both)), in(onlyA), in(onlyB), in(none, sighting("INT001", 3, "a", none))},
			"INT001:3×1 [A is true B is true]",
		},
		"none": {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := shown(Collapse(Merge(tc.variants))); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// Two definitions that share a module have one fault; the one that assumes
// nothing speaks.
func TestCollapse(t *testing.T) {
	assuming := sighting("INT001", 3, "module.a.x", nil, "module.a.x is created")
	certain := sighting("INT001", 3, "module.b.x", nil)
	got := Collapse([]Finding{assuming, certain})
	if shown(got) != "INT001:3×2 []" || got[0].Resource != "module.b.x" {
		t.Errorf("got %s of %s", shown(got), got[0].Resource)
	}
	informing, worse := sighting("INT001", 3, "x", nil), sighting("INT001", 3, "x", nil, "x is created")
	informing.Severity, worse.Severity = Info, Error
	for _, list := range [][]Finding{{informing, worse}, {worse, informing}} {
		if got := Collapse(list); len(got) != 1 || got[0].Severity != Error {
			t.Errorf("got %s, want the error", shown(got))
		}
	}
	nowhere := Finding{Rule: &Rule{ID: "INT001"}, Resource: "a", Instances: 1}
	other := Finding{Rule: &Rule{ID: "INT001"}, Resource: "b", Instances: 1}
	if got := Collapse([]Finding{nowhere, other}); len(got) != 2 {
		t.Errorf("findings that no file shows were made one: %s", shown(got))
	}
}

// What one finding stands for keeps its fingerprints, in whatever order it came.
func TestFingerprintsOfInstances(t *testing.T) {
	instance := func(resource, fingerprint string) Finding {
		f := sighting("INT001", 3, resource, nil)
		f.Fingerprint = fingerprint
		return f
	}
	one, other, third := instance("x[a]", "1"), instance("x[b]", "2"), instance("x[c]", "3")
	for _, list := range [][]Finding{{one, other, third}, {third, other, one}} {
		got := Collapse(list)
		if len(got) != 1 || !slices.Equal(got[0].Also, []string{"1", "2", "3"}) {
			t.Errorf("got %+v", got)
		}
	}
	if again := Collapse(slices.Concat(Collapse([]Finding{one, third}), []Finding{other})); !slices.Equal(again[0].Also, []string{"1", "2", "3"}) {
		t.Errorf("got %+v", again)
	}
	if got := Collapse([]Finding{one, one}); got[0].Also != nil {
		t.Errorf("one fingerprint became %q", got[0].Also)
	}
	if got := Merge([]Variant{{Findings: []Finding{one}}, {Findings: []Finding{instance("x[a]", "9")}}}); !slices.Equal(got[0].Also, []string{"1", "9"}) {
		t.Errorf("variants: got %+v", got)
	}
	var many []Finding
	for i := range 30 {
		many = append(many, instance(fmt.Sprintf("x[%02d]", i), fmt.Sprintf("%02d", 99-i)))
	}
	if got := Collapse(many)[0]; got.Fingerprint != "99" || len(got.Also) != 8 || got.Also[0] != "70" {
		t.Errorf("got %q and %q", got.Fingerprint, got.Also)
	}
}

// The fingerprint is the same when lines move, and another for another fault.
func TestFingerprint(t *testing.T) {
	engine, err := New(Options{Select: []string{"INT001"}})
	if err != nil {
		t.Fatal(err)
	}
	print := func(method string, line int, address string) string {
		m := lambdaModel(known(method, line))
		m.Integrations[0].At = source.Range{File: "main.tf", Start: source.Position{Line: line, Column: 1}}
		m.Integrations[0].Address = address
		m.Integrations[0].Label = address
		findings, problems := engine.Evaluate(t.Context(), m)
		if len(findings) != 1 {
			t.Fatal(findings, problems)
		}
		return findings[0].Fingerprint
	}
	first := print("GET", 4, "a")
	if len(first) != 16 {
		t.Errorf("fingerprint %q", first)
	}
	if print("GET", 40, "a") != first {
		t.Error("moved lines change the fingerprint")
	}
	if print("get", 4, "a") != first {
		t.Error("letter case changes the fingerprint")
	}
	if print("GET", 4, "b") == first || print("PUT", 4, "a") == first {
		t.Error("another resource or another value has the same fingerprint")
	}
}

func TestCollapseSuppressed(t *testing.T) {
	hidden := func(id string, line int, resource, reason string, by SuppressedBy) Suppressed {
		return Suppressed{Finding: sighting(id, line, resource, nil), Reason: reason, By: by}
	}
	nowhere := hidden("INT001", 0, "z", "nowhere", Inline)
	nowhere.Finding.At = source.Range{}
	list := CollapseSuppressed([]Suppressed{
		hidden("INT001", 9, "a[1]", "old", Inline), hidden("INT001", 3, "b", "known", Baseline),
		hidden("INT001", 9, "a[0]", "new", Inline), hidden("INT001", 9, "a[0]", "new", Inline), nowhere,
	})
	var got []string
	for _, s := range list {
		got = append(got, fmt.Sprintf("%d×%d %s %s", s.Finding.At.Start.Line, s.Finding.Instances, s.Reason, s.By))
	}
	want := "0×1 nowhere inline, 3×1 known baseline, 9×2 new; old inline"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
