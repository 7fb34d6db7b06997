package value

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// originSeparator stands between several origins of one value.
const originSeparator = ", "

// Because gives a value that is not known because of others, of which those
// count that are not known themselves: its reason is that of the first one that
// names its origin, its origins are all of theirs. It is Computed where none
// names any.
func Because(at source.Range, causes ...Value) Value {
	reason := Computed
	var origins []string
	for _, cause := range causes {
		if !cause.IsUnknown() || cause.origin == "" || slices.Contains(origins, cause.origin) {
			continue
		}
		if len(origins) == 0 {
			reason = cause.reason
		}
		origins = append(origins, cause.origin)
	}
	return NotKnown(reason, strings.Join(origins, originSeparator), at)
}

// Origins gives the names of all that decides the value, nil if none is known.
func (v Value) Origins() []string {
	if v.origin == "" {
		return nil
	}
	return strings.Split(v.origin, originSeparator)
}
