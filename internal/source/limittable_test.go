package source

import (
	"strings"
	"testing"
	"time"
)

// Every limit can be read and set under its name, and under no other's.
func TestLimitTable(t *testing.T) {
	names := map[string]bool{}
	for _, bound := range LimitTable() {
		if names[bound.Name] || bound.What == "" {
			t.Errorf("%s is there twice, or says nothing", bound.Name)
		}
		names[bound.Name] = true

		limits, before := DefaultLimits(), bound.Of(DefaultLimits())
		if n := bound.field.get(&limits); n < 1 || n > bound.most {
			t.Errorf("the default of %s is %d, beyond its own bounds", bound.Name, n)
		}
		text := "7"
		if bound.field.unit == duration {
			text = "7s"
		}
		if err := limits.Set(bound.Name, text); err != nil {
			t.Errorf("%s: %v", bound.Name, err)
		}
		if bound.Of(limits) == before {
			t.Errorf("%s stayed at %s", bound.Name, before)
		}
		for _, other := range LimitTable() {
			if other.Name != bound.Name && other.Of(limits) != other.Of(DefaultLimits()) {
				t.Errorf("setting %s changes %s", bound.Name, other.Name)
			}
		}
		if limits == DefaultLimits() {
			t.Errorf("%s is no field", bound.Name)
		}
	}
}

func TestSetLimit(t *testing.T) {
	for text, want := range map[string]int64{
		"plan-size=1": 1, "plan-size=3KiB": 3 << 10, "plan-size=3 MiB": 3 << 20, "plan-size=1GiB": 1 << 30,
	} {
		limits := DefaultLimits()
		name, value, _ := strings.Cut(text, "=")
		if err := limits.Set(name, value); err != nil || limits.PlanBytes != want {
			t.Errorf("%s: %d, %v", text, limits.PlanBytes, err)
		}
	}
	limits := DefaultLimits()
	if err := limits.Set("rule-time", "1m30s"); err != nil || limits.RuleTime != 90*time.Second {
		t.Errorf("%s, %v", limits.RuleTime, err)
	}
	for _, text := range []string{
		"plan-size=", "plan-size=1MB", "plan-size=-1", "plan-size=0", "plan-size=9223372036854775807GiB", "plan-size=1e3",
		"files=1MiB", "files=", "files=99999999999999999999", "depth=251", "rule-time=10", "rule-time=-1s", "rule-time=8761h",
		"=1", "Depth=1",
	} {
		limits := DefaultLimits()
		name, value, _ := strings.Cut(text, "=")
		if err := limits.Set(name, value); err == nil || limits != DefaultLimits() {
			t.Errorf("%s was taken", text)
		}
	}
}
