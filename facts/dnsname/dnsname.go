// Package dnsname compares host names as DNS and certificates do, also where they
// are only partly known.
package dnsname

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// Key gives a name in the one form that all of its spellings have, or the
// references that it is made of; false where it cannot be identified.
func Key(name value.Value) (string, bool) {
	if text, known := name.Text(); known {
		return strings.TrimSuffix(strings.ToLower(text), "."), true
	}
	return name.Key()
}

// Covers reports whether a name, or a wildcard, certainly stands for another. A
// wildcard stands for one label: "*.example.com" covers "api.example.com", but
// neither "example.com" nor "a.b.example.com", and of wildcards itself only.
func Covers(pattern, name value.Value) bool {
	p, known := Key(pattern)
	n, alsoKnown := Key(name)
	if !known || !alsoKnown {
		return false
	}
	if p == n {
		return true
	}
	parent, wildcard := strings.CutPrefix(p, "*.")
	label, rest, found := strings.Cut(n, ".")
	// A reference, which a zero byte begins, may hold any number of labels.
	return wildcard && found && label != "" && label != "*" && !strings.Contains(label, "\x00") && rest == parent
}
