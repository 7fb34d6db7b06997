package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/model"
)

// fingerprint names a finding so that it is known again when lines and files
// move and when resources are added: by the rule, the resource as its own file
// names it, the path of the value in it, and the arguments of the message with
// letter case and blanks evened out. Instances of a resource or a module share
// it, since one block of the source made them; which of them stands for all in a
// report is a matter of chance.
func fingerprint(rule *Rule, subject model.Cell, v *violation, encoding *model.Encoding) string {
	parts := []string{rule.ID, "", subject.Path}
	if subject.Owner != nil {
		parts[1] = localAddress(subject.Owner.Module, subject.Owner.Address)
	}
	for _, arg := range v.Args {
		parts = append(parts, evened(subject.Owner, show(arg, encoding)))
	}
	return Fingerprint(parts...)
}

// Fingerprint gives the fingerprint that parts make in their order.
func Fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

var (
	moduleCall  = regexp.MustCompile(`\bmodule\.[\w-]+(\[("[^"]*"|\d+|\*)\])?\.`)
	instanceKey = regexp.MustCompile(`([\w-])\[("[^"]*"|\d+|\*)\]`)
)

// localAddress gives the address that a resource has in its own module or stack,
// without the instance.
func localAddress(module, address string) string {
	address = strings.TrimPrefix(address, module+"/") // nested stacks
	return instanceKey.ReplaceAllString(moduleCall.ReplaceAllString(address, ""), "$1")
}

// evened gives the argument of a message without what depends on where the
// owner's module is called from.
func evened(owner *model.Entity, text string) string {
	if owner != nil && owner.Module != "" {
		text = strings.ReplaceAll(text, owner.Module+"/", "")
	}
	return strings.Join(strings.Fields(strings.ToLower(localAddress("", text))), " ")
}
