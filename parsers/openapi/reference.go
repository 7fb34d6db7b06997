package openapi

import (
	"net/url"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// maxHops bounds references that lead to references, which may form a cycle.
const maxHops = 16

// follow gives what a value stands for: itself, or what its "$ref" names in the
// document. It is unknown where the reference leads out of the document, in a
// circle, or nowhere.
func (x *expansion) follow(v value.Value) value.Value { return x.locate(v).Value }

// locate also gives the key under which it stands; for a value that stands for
// itself, only its place.
func (x *expansion) locate(v value.Value) value.Entry {
	found := value.Entry{KeyAt: v.At, Value: v}
	for range maxHops {
		ref, ok := written(found.Value, "$ref")
		if !ok {
			return found
		}
		text, known := ref.Value.Text()
		target, inside := strings.CutPrefix(text, "#/")
		switch {
		case !known:
			return value.Entry{KeyAt: v.At, Value: value.NotKnown(ref.Value.Reason(), ref.Value.Origin(), v.At)}
		case !inside:
			return value.Entry{KeyAt: v.At, Value: value.NotKnown(value.OutsideRoot, "", v.At)}
		}
		found = value.Entry{Value: x.root}
		for step := range strings.SplitSeq(target, "/") {
			if !x.step(len(found.Value.Entries())+1, v.At) {
				return value.Entry{KeyAt: v.At, Value: value.NotKnown(value.Limit, "", v.At)}
			}
			found = entryOf(found.Value, unescape(step))
		}
		x.step(len(found.Value.Entries())*keysLookedUp, v.At)
		if found.Value.IsAbsent() {
			return value.Entry{KeyAt: v.At, Value: value.NotKnown(value.Invalid, "", v.At)}
		}
	}
	return value.Entry{KeyAt: v.At, Value: value.NotKnown(value.Cycle, "", v.At)}
}

// keysLookedUp is about how many keys are looked up in what is referred to.
const keysLookedUp = 16

// unescape gives the key that a step of a JSON pointer in a URL stands for.
func unescape(step string) string {
	if plain, err := url.PathUnescape(step); err == nil {
		step = plain
	}
	return strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
}
