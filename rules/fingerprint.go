package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/gatelint/gatelint/model"
)

// fingerprint names a finding so that it is known again when lines move: by the
// rule, the resource, the path of the value in it, and the arguments of the
// message with letter case and blanks evened out.
func fingerprint(rule *Rule, subject model.Cell, v *violation, encoding *model.Encoding) string {
	parts := []string{rule.ID, "", subject.Path}
	if subject.Owner != nil {
		parts[1] = subject.Owner.Address
	}
	for _, arg := range v.Args {
		text := strings.ToLower(show(arg, encoding))
		parts = append(parts, strings.Join(strings.Fields(text), " "))
	}
	return Fingerprint(parts...)
}

// Fingerprint gives the fingerprint that parts make in their order.
func Fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}
