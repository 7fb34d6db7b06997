package rules_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// masks is how many random maskings each rule is put through.
func masks(t *testing.T) int {
	text := os.Getenv("GATELINT_MASKS")
	if text == "" {
		return 100
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// fields is a visitor that collects the values and the sets of a model, so that
// they can be changed in place.
type fields struct {
	values []*value.Value
	sets   []*bool
}

func (f *fields) Value(_ string, v *value.Value)     { f.values = append(f.values, v) }
func (f *fields) Fact(string, *value.Value)          {}
func (f *fields) Text(_, _ string)                   {}
func (f *fields) Flag(string, bool)                  {}
func (f *fields) Object(_ string, d model.Describer) { d.Describe(f) }
func (f *fields) List(_ string, items []model.Describer) {
	for _, item := range items {
		item.Describe(f)
	}
}

func (f *fields) Set(name string, set *model.Set, items []model.Describer) {
	f.sets = append(f.sets, &set.Complete)
	f.List(name, items)
}

// masked gives all that is left of a value when one piece of it is not known.
func masked(v value.Value) []value.Value {
	results := []value.Value{v.Masked()}
	if !v.IsKnown() {
		return results
	}
	switch v.Kind() {
	case value.List:
		for i, item := range v.Items() {
			for _, less := range masked(item) {
				items := slices.Clone(v.Items())
				items[i] = less
				results = append(results, value.OfList(items, v.Open(), v.At))
			}
		}
		results = append(results, value.OfList(v.Items(), true, v.At))
	case value.Map:
		for i, entry := range v.Entries() {
			for _, less := range masked(entry.Value) {
				entries := slices.Clone(v.Entries())
				entries[i].Value = less
				results = append(results, value.OfMap(entries, v.Open(), v.At))
			}
		}
		results = append(results, value.OfMap(v.Entries(), true, v.At))
	case value.Text, value.Number, value.Bool:
	}
	return results
}

// specimen is a model that is masked again and again.
type specimen struct {
	name     string
	model    *model.Model
	fields   *fields
	values   []value.Value
	complete []bool
	engine   *rules.Engine
	full     map[string]bool
	// rule is the one under test; explained says that in full view another rule
	// speaks of its fault.
	rule      *rules.Rule
	explained bool
}

// precedence lists the rules that speak in a rule's place. Where less is known,
// the one may fall silent, and then the other says what is still certain.
var precedence = map[string][]string{
	"CRT003": {"CRT002"},
	"PRM001": {"PRM002", "PRM003"},
	"PRM007": {"PRM001", "PRM002", "PRM003"},
}

func newSpecimen(t *testing.T, c *exampleCase, m *model.Model) *specimen {
	t.Helper()
	engine, err := rules.New(rules.Options{Select: append([]string{c.rule.ID}, precedence[c.rule.ID]...)})
	if err != nil {
		t.Fatal(err)
	}
	s := &specimen{name: c.name, model: m, fields: &fields{}, engine: engine, rule: c.rule, full: map[string]bool{}}
	m.Describe(s.fields)
	for _, v := range s.fields.values {
		s.values = append(s.values, *v)
	}
	for _, complete := range s.fields.sets {
		s.complete = append(s.complete, *complete)
	}
	findings, problems := engine.Evaluate(t.Context(), m)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", c.name, problems)
	}
	for _, f := range findings {
		s.full[keyOf(f)] = true
		s.explained = s.explained || f.Rule.ID != c.rule.ID
	}
	return s
}

func keyOf(f rules.Finding) string { return fmt.Sprint(f.Rule.ID, " ", f.Resource, " ", f.At) }

// evaluate gives the findings of the masked model, restores it, and reports
// what only the guard kept back.
func (s *specimen) evaluate(t *testing.T, what string) []rules.Finding {
	t.Helper()
	facts.Attach(s.model)
	findings, problems := s.engine.Evaluate(t.Context(), s.model)
	s.restore()
	for _, problem := range problems {
		t.Errorf("%s %s, %s: %s", s.rule.ID, s.name, what, problem.Message)
	}
	return findings
}

// restore takes off all masks.
func (s *specimen) restore() {
	for i, v := range s.fields.values {
		*v = s.values[i]
	}
	for i, complete := range s.fields.sets {
		*complete = s.complete[i]
	}
}

// check reports the findings of the masked model that the full one does not
// have.
func (s *specimen) check(t *testing.T, what string) []rules.Finding {
	t.Helper()
	findings := s.evaluate(t, what)
	for _, f := range s.unexpected(findings) {
		t.Errorf("%s %s, %s: new finding at %s: %s", s.rule.ID, s.name, what, f.At, f.Message)
	}
	return findings
}

func (s *specimen) unexpected(findings []rules.Finding) []rules.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f rules.Finding) bool {
		return s.full[keyOf(f)] || s.explained && f.Rule == s.rule
	})
}

// Knowing less never says more: whatever is masked, the findings are among those
// of the full model.
func TestMaskingAddsNoFinding(t *testing.T) {
	byRule := map[*rules.Rule][]*specimen{}
	for _, c := range examples(t) {
		for _, m := range run(t, c.files, lint.Options{}).Models {
			byRule[c.rule] = append(byRule[c.rule], newSpecimen(t, c, m))
		}
	}
	n := masks(t)
	for _, rule := range rules.WithPolicy() {
		t.Run(rule.ID, func(t *testing.T) {
			single := 0
			for _, s := range byRule[rule] {
				single += maskEach(t, s)
			}
			maskAtRandom(t, byRule[rule], n)
			tally.Count(t, "T60", "values hidden one by one", single)
			tally.Count(t, "T60", "random maskings", n)
		})
	}
}

// maskEach masks every single value, and every piece of one, and gives how many
// there are.
func maskEach(t *testing.T, s *specimen) int {
	t.Helper()
	n := len(s.fields.sets)
	for i, v := range s.fields.values {
		for j, less := range masked(s.values[i]) {
			*v = less
			s.check(t, fmt.Sprintf("value %d (%s), mask %d", i, s.values[i].Show(), j))
			n++
		}
	}
	for i, complete := range s.fields.sets {
		*complete = false
		s.check(t, fmt.Sprintf("set %d", i))
	}
	return n
}

// maskAtRandom masks many values at once.
func maskAtRandom(t *testing.T, specimens []*specimen, n int) {
	t.Helper()
	for seed := range n {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		s := specimens[random.IntN(len(specimens))]
		share := random.Float64()
		for i, v := range s.fields.values {
			if random.Float64() < share {
				options := masked(s.values[i])
				*v = options[random.IntN(len(options))]
			}
		}
		for _, complete := range s.fields.sets {
			*complete = *complete && random.Float64() >= share
		}
		s.check(t, fmt.Sprintf("seed %d", seed))
	}
}

// restOnSets are the rules that say that something is missing from a set.
var restOnSets = []string{"DEP002", "DEP005", "INT015", "NET001", "NET009", "POL017", "POL018", "PRM001", "PRM007", "RSP001", "RSP002", "RSP007", "VPL010"}

// They are silent if anything may be out of sight.
func TestOpenSetsSilenceAbsence(t *testing.T) {
	checked := map[string]bool{}
	for _, c := range examples(t) {
		if c.kind() != "bad" || !slices.Contains(restOnSets, c.rule.ID) {
			continue
		}
		for _, m := range run(t, c.files, lint.Options{}).Models {
			s := newSpecimen(t, c, m)
			for _, complete := range s.fields.sets {
				*complete = false
			}
			checked[c.rule.ID] = true
			if findings := s.check(t, "all sets open"); len(findings) > 0 {
				t.Errorf("%s %s speaks although all sets are open", c.rule.ID, c.name)
			}
		}
	}
	if len(checked) != len(restOnSets) {
		t.Errorf("checked %v, want %v", checked, restOnSets)
	}
}
