package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// derived gives a result the reasons, references and secrecy of what it was
// made from.
func derived(result value.Value, from []value.Value) value.Value {
	reason := result.Reason()
	var origins []string
	for _, v := range from {
		switch {
		case v.Origin() == "" || v.IsUnknown() != result.IsUnknown():
		case reason == "" || reason == v.Reason():
			reason = v.Reason()
			if !slices.Contains(origins, v.Origin()) {
				origins = append(origins, v.Origin())
			}
		}
	}
	if result.Origin() == "" && len(origins) > 0 {
		result = result.WithReason(reason, strings.Join(origins, ", "))
	}
	return resting(result, from)
}

// resting gives a result the references and the secrecy of what it rests on.
func resting(result value.Value, on []value.Value) value.Value {
	for _, v := range on {
		result.Sensitive = result.Sensitive || v.Sensitive
	}
	missing := value.OfList(on, false, result.At).AllRefs()
	if len(missing) == 0 {
		return result
	}
	known := map[value.Ref]bool{}
	for _, ref := range result.Refs() {
		known[ref] = true
	}
	missing = slices.DeleteFunc(missing, func(ref value.Ref) bool { return known[ref] })
	if len(missing) == 0 {
		return result
	}
	return result.WithRefs(missing...)
}

// because gives an unknown result that is unknown for the reason of the first
// unknown value that it was to be made from.
func because(at source.Range, from ...value.Value) value.Value {
	for _, v := range from {
		if v.IsUnknown() {
			reason := v.Reason()
			if reason == "" {
				reason = value.Unsupported
			}
			return resting(value.NotKnown(reason, v.Origin(), at), from)
		}
	}
	return resting(value.NotKnown(value.Invalid, "", at), from)
}

// partsOf gives the pieces of a value that is put into a text; false if it is a
// list or a map, which cannot be.
func partsOf(v value.Value) ([]value.Part, bool) {
	if text, ok := v.Text(); ok {
		return []value.Part{{Literal: text}}, true
	}
	if v.IsKnown() {
		return nil, false
	}
	if parts := v.Parts(); len(parts) > 0 {
		return parts, true
	}
	reason := v.Reason()
	if reason == "" {
		reason = value.Unsupported
	}
	return []value.Part{{Reason: reason}}, true
}

// partSize is what a piece of a text counts for, beside its characters.
const partSize = 16

// concat gives the text made of values, one after the other.
func (r *resolver) concat(at source.Range, values []value.Value) value.Value {
	var parts []value.Part
	size := 0
	for _, v := range values {
		pieces, ok := partsOf(v)
		if !ok {
			return resting(value.NotKnown(value.Invalid, "", at), values)
		}
		for _, piece := range pieces {
			size += partSize + len(piece.Literal)
		}
		if size > r.t.library.limits.Text {
			break
		}
		parts = append(parts, pieces...)
	}
	if !r.t.render(size) {
		return resting(value.NotKnown(value.Limit, "", at), values)
	}
	return derived(withoutDynamic(value.OfParts(parts, at)), values)
}
