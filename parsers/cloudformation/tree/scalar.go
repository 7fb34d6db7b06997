package tree

import (
	"regexp"

	"go.yaml.in/yaml/v3"
)

// booleans are the words that YAML 1.1, which CloudFormation reads, takes for
// booleans.
var booleans = map[string]string{
	"true": "true", "True": "true", "TRUE": "true", "yes": "true", "Yes": "true", "YES": "true", "on": "true", "On": "true", "ON": "true",
	"false": "false", "False": "false", "FALSE": "false", "no": "false", "No": "false", "NO": "false", "off": "false", "Off": "false", "OFF": "false",
}

// numbers are decimal only. What else YAML 1.1 counts as one (octal, base 60)
// is a text here: it hardly ever is meant as a number.
var numbers = regexp.MustCompile(`^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$`)

// scalar gives the kind and the text of a scalar. Only what is written without
// quotes can be anything but a text; dates and the like stay texts.
func scalar(n *yaml.Node) (Kind, string) {
	if styleOf(n) != plain || n.Style&yaml.TaggedStyle != 0 && !isLocal(n.Tag) {
		return Text, n.Value
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return Null, ""
	}
	if word, ok := booleans[n.Value]; ok {
		return Bool, word
	}
	if c := n.Value[0]; (c >= '0' && c <= '9' || c == '-' || c == '+') && numbers.MatchString(n.Value) {
		return Number, n.Value
	}
	return Text, n.Value
}
