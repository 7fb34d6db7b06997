package tfplan

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// paired gives each item of a list its counterpart in the configuration: the one
// at its place, or in a set, which has an order of its own, the first that may be
// the same. Where each has one, the order is that of the configuration.
func paired(slots []slot, guides []value.Value) []slot {
	if len(slots) != len(guides) || len(slots) > maxPaired {
		return slots
	}
	order := make([]int, len(slots)) // by guide
	for n := range order {
		order[n] = -1
	}
	for n, s := range slots {
		best := -1
		for g, guide := range guides {
			if order[g] < 0 && mayBe(s.planned, s.unknown, guide) && (best < 0 || g == n) {
				best = g
			}
		}
		if best < 0 {
			return slots
		}
		order[best] = n
	}
	result := make([]slot, len(slots))
	for g, n := range order {
		result[g] = slots[n]
		result[g].guide = guides[g]
	}
	return result
}

// maxPaired bounds the items of a list that are compared with each other.
const maxPaired = 256

// mayBe reports whether a planned value may be what the configuration says.
func mayBe(planned, unknown node, guide value.Value) bool {
	if unknown.isTrue() || guide.IsUnknown() {
		return true
	}
	if guide.IsAbsent() {
		return planned.isNull()
	}
	switch guide.Kind() {
	case value.List:
		items := planned.items()
		return guide.Open() || len(items) == len(guide.Items())
	case value.Map:
		for _, entry := range guide.Entries() {
			if !mayBe(planned.get(entry.Key), unknown.get(entry.Key), entry.Value) {
				return false
			}
		}
		return true
	case value.Text, value.Number, value.Bool:
	}
	own, _ := guide.Text()
	literal, kind := planned.literal()
	text := string(literal)
	if kind == '"' {
		text = literal.String()
	}
	return sameText(own, text)
}

// sameText compares two texts. JSON that says the same is the same: providers
// write some of it anew.
func sameText(a, b string) bool {
	if a == b {
		return true
	}
	if trimmed := strings.TrimSpace(a); trimmed == "" || trimmed[0] != '{' && trimmed[0] != '[' {
		return false
	}
	var left, right any
	return json.Unmarshal([]byte(a), &left) == nil && json.Unmarshal([]byte(b), &right) == nil && reflect.DeepEqual(left, right)
}
