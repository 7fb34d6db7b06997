package value

import (
	"math/big"
	"strings"
)

// AsText gives scalars as text, as all dialects do where a text is wanted; lists
// and maps become unknown, everything else stays what it is.
func AsText(v Value) Value {
	if v.state != Known {
		return v
	}
	switch v.kind {
	case List, Map:
		return NotKnown(Invalid, "", v.At)
	case Number, Bool:
		v.kind = Text
	case Text:
	}
	return v
}

// AsNumber gives scalars that read as a number as one; others become unknown.
func AsNumber(v Value) Value {
	if v.state != Known || v.kind == Number {
		return v
	}
	if v.kind == Text {
		if _, ok := new(big.Float).SetString(strings.TrimSpace(v.text)); ok {
			v.kind = Number
			v.text = strings.TrimSpace(v.text)
			return v
		}
	}
	return NotKnown(Invalid, "", v.At)
}

// AsBool gives "true" and "false" as booleans; other scalars become unknown.
func AsBool(v Value) Value {
	if v.state != Known || v.kind == Bool {
		return v
	}
	if v.kind == Text {
		switch strings.ToLower(v.text) {
		case "true", "false":
			v.kind = Bool
			v.text = strings.ToLower(v.text)
			return v
		}
	}
	return NotKnown(Invalid, "", v.At)
}

// AsUpper gives a text in upper case, for names that the control plane compares
// without regard to case.
func AsUpper(v Value) Value {
	v = AsText(v)
	if v.state == Known {
		v.text = strings.ToUpper(v.text)
	}
	return v
}

// AsList gives a list; a scalar, a text with holes or a map where a list is
// wanted is a list of one.
func AsList(v Value) Value {
	if v.state != Known && len(v.parts) == 0 || v.state == Known && v.kind == List {
		return v
	}
	return OfList([]Value{v}, false, v.At)
}

// Concat gives the text made of values one after the other. It is unknown where
// one of them is; an absent value adds nothing.
func Concat(values ...Value) Value {
	var parts []Part
	for _, v := range values {
		text, known := v.Text()
		switch {
		case known:
			parts = append(parts, Part{Literal: text})
		case v.state == Absent:
		case len(v.parts) > 0:
			parts = append(parts, v.parts...)
		default:
			reason := v.reason
			if reason == "" {
				reason = Unsupported
			}
			parts = append(parts, Part{Reason: reason})
		}
	}
	joined := OfParts(parts, values[0].At)
	return joined
}
