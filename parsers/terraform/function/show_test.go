package function

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// show prints a value as the console does, with all lines but the first
// indented.
func show(v cty.Value, indent string) string {
	v, marks := v.Unmark()
	if _, ok := marks[symbol.Sensitive{}]; ok {
		return "(sensitive value)"
	}
	typ := v.Type()
	switch {
	case !v.IsKnown():
		return unknownAnswer
	case v.IsNull():
		switch typ {
		case cty.String:
			return "tostring(null)"
		case cty.Number:
			return "tonumber(null)"
		case cty.Bool:
			return "tobool(null)"
		}
		return "null"
	case typ == cty.String:
		return showText(v.AsString(), indent)
	case typ == cty.Number:
		return v.AsBigFloat().Text('f', -1)
	case typ == cty.Bool:
		return strconv.FormatBool(v.True())
	case typ.IsObjectType():
		return showElements(v, indent, "{", "}")
	case typ.IsMapType():
		return showElements(v, indent, "tomap({", "})")
	case typ.IsTupleType():
		return showElements(v, indent, "[", "]")
	case typ.IsListType():
		return showElements(v, indent, "tolist([", "])")
	case typ.IsSetType():
		return showElements(v, indent, "toset([", "])")
	}
	return fmt.Sprintf("%#v", v)
}

func showText(text, indent string) string {
	if !strings.Contains(text, "\n") {
		return strconv.Quote(text)
	}
	var shown strings.Builder
	shown.WriteString("<<-EOT\n")
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			shown.WriteString(indent + line)
		}
		shown.WriteString("\n")
	}
	return shown.String() + indent + "EOT"
}

func showElements(v cty.Value, indent, start, end string) string {
	if v.LengthInt() == 0 {
		return start + end
	}
	var shown strings.Builder
	shown.WriteString(start + "\n")
	isMap := v.Type().IsMapType() || v.Type().IsObjectType()
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		shown.WriteString(indent + "  ")
		if isMap {
			shown.WriteString(strconv.Quote(key.AsString()) + " = ")
		}
		shown.WriteString(show(element, indent+"  "))
		if !isMap {
			shown.WriteString(",")
		}
		shown.WriteString("\n")
	}
	return shown.String() + indent + end
}
