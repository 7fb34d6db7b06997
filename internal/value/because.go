package value

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// originSeparator stands between several origins of one value.
const originSeparator = ", "

// Because gives a value that is not known because of others, of which those
// count that are not known themselves: its origins are theirs, and it rests on
// what they take from the surroundings of the definition. It is Computed where
// none of them says why.
func Because(at source.Range, causes ...Value) Value {
	reason := Computed
	var origins []string
	var around []Ref
	for _, cause := range causes {
		if !cause.IsUnknown() {
			continue
		}
		if cause.origin != "" && !slices.Contains(origins, cause.origin) {
			if len(origins) == 0 {
				reason = cause.reason
			}
			origins = append(origins, cause.origin)
		}
		for _, ref := range cause.Refs() {
			if ref.Address == "" && !slices.Contains(around, ref) {
				around = append(around, ref)
			}
		}
	}
	return NotKnown(reason, strings.Join(origins, originSeparator), at).WithRefs(around...)
}

// Origins gives the names of all that decides the value, nil if none is known.
func (v Value) Origins() []string {
	if v.origin == "" {
		return nil
	}
	return strings.Split(v.origin, originSeparator)
}
