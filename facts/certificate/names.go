package certificate

import (
	"slices"

	"github.com/gatelint/gatelint/facts/dnsname"
	"github.com/gatelint/gatelint/internal/value"
)

// Covers reports whether a certificate with the names covers a name, and whether
// that is certain.
func Covers(names, name value.Value) (covered, certain bool) {
	if slices.ContainsFunc(names.Items(), func(n value.Value) bool { return dnsname.Covers(n, name) }) {
		return true, true
	}
	known := names.IsKnown() && !names.Open() && len(names.Items()) > 0
	for _, v := range append(slices.Clone(names.Items()), name) {
		_, isText := v.Text()
		known = known && isText
	}
	return false, known
}
