package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// dynamicReference begins a reference to a parameter or secret that
// CloudFormation looks up when it deploys: {{resolve:ssm:/name}}.
const (
	dynamicReference    = "{{resolve:"
	dynamicReferenceEnd = "}}"
)

// withoutDynamic gives a text in which dynamic references are holes.
func withoutDynamic(v value.Value) value.Value {
	found := false
	for _, part := range v.Parts() {
		found = found || strings.Contains(part.Literal, dynamicReference)
	}
	if !found {
		return v
	}
	var parts []value.Part
	inside := false // a dynamic reference that has not ended
	for _, part := range v.Parts() {
		text := part.Literal
		if !part.IsLiteral() {
			if !inside {
				parts = append(parts, part)
			}
			continue
		}
		for text != "" {
			mark := dynamicReference
			if inside {
				mark = dynamicReferenceEnd
			}
			before, after, ok := strings.Cut(text, mark)
			if !inside {
				parts = append(parts, value.Part{Literal: before})
			}
			if ok && !inside {
				parts = append(parts, value.Part{Reason: value.Data})
			}
			if ok {
				inside = !inside
			}
			text = after
		}
	}
	return value.OfParts(parts, v.At).WithReason(value.Data, "dynamic reference")
}
