package function

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// TestLimits calls functions that would make much of little.
func TestLimits(t *testing.T) {
	bomb := "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	variables := map[string]cty.Value{
		"text":    cty.StringVal(strings.Repeat("x", 1<<19)),
		"accents": cty.StringVal(strings.Repeat("é", 1<<18)),
		"lines":   cty.StringVal(strings.Repeat("x,\n", 1<<17)),
		"digits":  cty.StringVal(strings.Repeat("9", 1<<19)),
		"many":    cty.ListVal([]cty.Value{cty.StringVal(strings.Repeat("x", 1<<19)), cty.StringVal("y")}),
		"numbers": cty.ListVal(slicesOf(300)),
		"bomb":    cty.StringVal(bomb),
		"loop":    cty.StringVal("a: &a [*a]"),
		"nested":  cty.StringVal(strings.Repeat("[", 300) + strings.Repeat("]", 300)),
		"deep":    cty.StringVal("${" + strings.Repeat("(", 300) + "1" + strings.Repeat(")", 300) + "}"),
		"ifs":     cty.StringVal(strings.Repeat("%{if true}", 300) + strings.Repeat("%{endif}", 300)),
		"chain":   cty.StringVal("${1" + strings.Repeat("+1", 2000) + "}"),
	}
	for _, expression := range []string{
		`format("%1000000000d", 1)`,
		`format("%.1000000000f", 1)`,
		`format("%s-%s-%s", text, digits, text)`,
		`format("%99999999999999999999d", 1)`,
		`formatlist("%s%s", text, numbers)`,
		`formatlist("%s", [text, text, text])`,
		`join(text, ["a", "b", "c", "d"])`,
		`join("", [text, text, text])`,
		`replace(text, "x", "yyyyyyyy")`,
		`replace(text, "", "yyyyyyyy")`,
		`replace(text, "/x*?/", "yyyyyyyy")`,
		`replace(text, "/.*/", "$0$0$0")`,
		`indent(1000000000, "a\nb")`,
		`setproduct(numbers, numbers, numbers)`,
		`regexall("x", text)`,
		`regexall("", text)`,
		`split("", text)`,
		`split("x", text)`,
		`csvdecode(lines)`,
		`parseint(digits, 10)`,
		`tostring(1e100000000)`,
		`upper(1e100000000)`,
		`concat([1e100000000], ["x"])`,
		`format("%d", 1e100000000)`,
		`jsonencode([1e100000000])`,
		`jsonencode([text, text, text])`,
		`yamlencode([text, text, text])`,
		`base64encode("${text}${text}")`,
		`urlencode(accents)`,
		`jsondecode(nested)`,
		`yamldecode(nested)`,
		`yamldecode(bomb)`,
		`yamldecode(loop)`,
		`templatestring(deep, {})`,
		`templatestring(ifs, {})`,
		`templatestring(chain, {})`,
		`concat(many, many, many)`,
		`flatten([for n in numbers : [numbers, numbers]])`,
	} {
		parsed, diags := hclsyntax.ParseExpression([]byte(expression), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		result, diags := parsed.Value(&hcl.EvalContext{Functions: Table(consoleEnv()), Variables: variables})
		if diags.HasErrors() {
			t.Errorf("%s: %v", expression, diags)
			continue
		}
		_, marks := result.Unmark()
		limited := false
		for mark := range marks {
			why, ok := mark.(symbol.Why)
			limited = limited || ok && why.Reason == value.Limit
		}
		if !limited || result.IsKnown() {
			t.Errorf("%s: no limit was met; the marks are %v", expression, marks)
		}
	}
}

func slicesOf(n int64) []cty.Value {
	numbers := make([]cty.Value, n)
	for i := range numbers {
		numbers[i] = cty.NumberIntVal(int64(i))
	}
	return numbers
}
