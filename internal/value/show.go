package value

import "strings"

// Show gives a value as people write it: the text, references as
// ${address.attr}, and "(unknown)" or "(sensitive)" for what cannot be shown.
func (v Value) Show() string {
	if v.Sensitive {
		return "(sensitive)"
	}
	switch v.state {
	case Absent:
		return "(not set)"
	case Known:
		return v.showKnown()
	case Unknown:
	}
	if len(v.parts) == 0 {
		return "(unknown)"
	}
	var shown strings.Builder
	for _, part := range v.parts {
		switch {
		case part.IsRef():
			shown.WriteString("${" + strings.TrimPrefix(part.Ref.Address+"."+part.Ref.Attr, ".") + "}")
		case part.IsLiteral():
			shown.WriteString(part.Literal)
		default:
			shown.WriteString("(unknown)")
		}
	}
	return shown.String()
}

func (v Value) showKnown() string {
	switch v.kind {
	case List:
		shown := make([]string, len(v.items))
		for i, item := range v.items {
			shown[i] = item.Show()
		}
		return "[" + strings.Join(shown, ", ") + "]"
	case Map:
		shown := make([]string, len(v.entries))
		for i, entry := range v.entries {
			shown[i] = entry.Key + ": " + entry.Value.Show()
		}
		return "{" + strings.Join(shown, ", ") + "}"
	case Text, Number, Bool:
	}
	return v.text
}
