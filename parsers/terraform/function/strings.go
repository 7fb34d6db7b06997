package function

import (
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// about gives a function that tells something of two texts.
func about(first, second string, tell func(a, b string) bool) function.Function {
	return define(cty.Bool, func(args []cty.Value) (cty.Value, error) {
		return cty.BoolVal(tell(args[0].AsString(), args[1].AsString())), nil
	}, param(first, cty.String), param(second, cty.String))
}

var replace = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	text, with := args[0].AsString(), args[2].AsString()
	pattern, isPattern := slashed(args[1].AsString())
	if !isPattern {
		return cty.StringVal(strings.ReplaceAll(text, pattern, with)), nil
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return cty.NilVal, function.NewArgError(1, err)
	}
	return cty.StringVal(re.ReplaceAllString(text, with)), nil
}, param("str", cty.String), param("substr", cty.String), param("replace", cty.String))

// slashed tells /patterns/ from plain texts and gives what is between the
// slashes.
func slashed(text string) (string, bool) {
	if len(text) > 1 && text[0] == '/' && text[len(text)-1] == '/' {
		return text[1 : len(text)-1], true
	}
	return text, false
}
