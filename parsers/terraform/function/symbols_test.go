package function

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// tameTexts and wildTexts are what symbols may turn out to hold.
var (
	tameTexts = []string{"", "a", "A", "z9-_Z", "1", "true", "null", "hello", "-", "_", ".", "..", "amazonaws.com.cn", "1.5"}
	wildTexts = append([]string{
		"/", "//", "https://x.y/z", "$1", "%s", "a b", " ", "a\nb", "\"", "\\", "{", "é", ",", ":", "a: b", "#", "b\tc", "😀",
		"us-east", "10.0.0.0/8", "{\"a\":1}", "UTF-8", "2017-11-22T00:00:00Z", "files/plain.txt", "[", "*", "Hello World", "foo,bar",
	}, tameTexts...)
	// benignTexts are those that do not break a document which they stand in.
	benignTexts = []string{"a", "A", "z9-_Z", "arn:aws:lambda:eu-west-1:1:function:f", "https://x.y/z", "é", "x y"}
)

// encoders are the functions that take symbols not to break what they encode or
// decode.
var encoders = regexp.MustCompile(`\b(json|yaml)(en|de)code|indent|%v|%#v|%q`)

// assuming are the functions that take an attribute not to be empty.
var assuming = regexp.MustCompile(`\b(coalesce|compact)\(`)

// TestSymbolsInExpressions puts a symbol for each part of each text in the
// expressions that terraform answers. What is then said to be known must stay
// the same whatever the symbol turns out to hold.
func TestSymbolsInExpressions(t *testing.T) {
	checks, known := 0, 0
	plain := Table(consoleEnv())
	for _, expression := range readExpressions(t) {
		if strings.Contains(expression, "local.tags[") {
			continue // an index, not a function
		}
		for _, mutant := range mutants(expression) {
			for _, tame := range []bool{true, false} {
				n, isKnown := checkMutant(t, mutant, tame, every(3, len(mutant), textsFor(expression, tame)), plain)
				checks += n
				if isKnown {
					known++
				}
			}
		}
	}
	t.Logf("%d substitutions checked; %d expressions stayed known or a template", checks, known)
	if known < 500 {
		t.Errorf("only %d expressions stayed known or a template", known)
	}
}

// every gives each nth text, which is enough over many expressions.
func every(n, first int, texts []string) []string {
	var some []string
	for i := first % n; i < len(texts); i += n {
		some = append(some, texts[i])
	}
	return some
}

func textsFor(expression string, tame bool) []string {
	switch {
	case tame && assuming.MatchString(expression):
		return tameTexts[1:]
	case assuming.MatchString(expression):
		return slices.DeleteFunc(slices.Clone(wildTexts), func(text string) bool { return text == "" })
	case tame && encoders.MatchString(expression):
		return []string{"a", "A", "z9-_Z", "hello", "b.c"}
	case tame:
		return tameTexts
	case encoders.MatchString(expression):
		return benignTexts
	}
	return wildTexts
}

// mutants gives an expression with x in place of parts of its texts.
func mutants(expression string) []string {
	tokens, diags := hclsyntax.LexExpression([]byte(expression), "", hcl.InitialPos)
	if diags.HasErrors() {
		return nil
	}
	var all []string
	add := func(start, end int, text string) {
		if mutant := expression[:start] + text + expression[end:]; !slices.Contains(all, mutant) {
			all = append(all, mutant)
		}
	}
	for i, token := range tokens {
		if token.Type != hclsyntax.TokenQuotedLit || i == 0 || i+1 == len(tokens) || bytes.ContainsAny(token.Bytes, `\$%`) {
			continue
		}
		before, after := tokens[i-1], tokens[i+1]
		if before.Type == hclsyntax.TokenOQuote && after.Type == hclsyntax.TokenCQuote {
			add(before.Range.Start.Byte, after.Range.End.Byte, "x")
		}
		start, end := token.Range.Start.Byte, token.Range.End.Byte
		add(start, end, "${x}")
		add(start, start, "${x}")
		add(end, end, "${x}")
		middle := start
		for at := range string(token.Bytes) {
			if at <= (end-start)/2 {
				middle = start + at
			}
		}
		add(middle, middle, "${x}")
		add(start, middle, "${x}")
		add(middle, end, "${x}")
		add(middle, middle, "${x}-${x}")
	}
	return all
}

// checkMutant compares what an expression gives for a symbol x with what it
// gives for texts. It reports how many comparisons there were, and whether
// anything was known of the result.
func checkMutant(t testing.TB, expression string, tame bool, texts []string, plain map[string]function.Function) (checks int, isKnown bool) {
	t.Helper()
	parsed, diags := hclsyntax.ParseExpression([]byte(expression), "", hcl.InitialPos)
	if diags.HasErrors() {
		return 0, false
	}
	env := consoleEnv()
	x := env.Symbols.Ref(value.Ref{Address: "aws_thing.x", Attr: "name"}, tame)
	symbolic, failure := evaluate(parsed, Table(env), x)
	if failure == nil {
		settled := env.settle(symbolic)
		if isKnown = settled.IsKnown(); !isKnown {
			return 0, false // any text will do
		}
	}
	for _, text := range texts {
		concrete, err := evaluate(parsed, plain, cty.StringVal(text))
		checks++
		if reason := agree(env, symbolic, failure, concrete, err, map[string]string{"name": text}); reason != "" {
			t.Errorf("%s with x = %q (tame: %v): %s", expression, text, tame, reason)
			return checks, isKnown
		}
	}
	return checks, isKnown
}

func evaluate(parsed hcl.Expression, functions map[string]function.Function, x cty.Value) (cty.Value, error) {
	ctx := &hcl.EvalContext{Functions: functions, Variables: map[string]cty.Value{
		"x":    x,
		"path": cty.ObjectVal(map[string]cty.Value{"module": cty.StringVal(".")}),
		"local": cty.ObjectVal(map[string]cty.Value{
			"greeting": cty.StringVal("Hello, ${name}!"), "loop": cty.StringVal("%{ for x in list }<${x}>%{ endfor }"),
			"tags": cty.ObjectVal(map[string]cty.Value{"a": cty.StringVal("1")}), "secret": cty.StringVal("hidden").Mark(symbol.Sensitive{}),
		}),
	}}
	v, diags := parsed.Value(ctx)
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	return v, nil
}

// agree tells what speaks against a result for symbols, given the one for texts
// in their place.
func agree(env *Env, symbolic cty.Value, failure error, concrete cty.Value, err error, texts map[string]string) string {
	switch {
	case failure != nil && err == nil:
		return fmt.Sprintf("fails (%v), but gives %s", failure, show(concrete, ""))
	case failure != nil:
		return ""
	case err != nil && !isTouched(symbolic):
		return fmt.Sprintf("is %s, but fails: %v", show(symbolic, ""), err)
	case err != nil || isTouched(concrete): // a file that is not there, ...
		return ""
	}
	concrete, _ = concrete.UnmarkDeep()
	if reason := fits(env, env.settle(symbolic), concrete, texts); reason != "" {
		return fmt.Sprintf("is %s, but then %s: %s", show(symbolic, ""), show(concrete, ""), reason)
	}
	return ""
}

// fits tells what speaks against a value being an instance of a symbolic one.
func fits(env *Env, symbolic, concrete cty.Value, texts map[string]string) string {
	bare, marks := symbolic.Unmark()
	opaque, _ := divide(marks)
	switch {
	case !bare.IsKnown():
		return ""
	case bare.IsNull() || concrete.IsNull():
		if bare.IsNull() != concrete.IsNull() {
			return "null"
		}
		return ""
	case bare.Type() == cty.String:
		if concrete.Type() != cty.String {
			if len(opaque) > 0 {
				return "" // decoded
			}
			return "no text"
		}
		var pattern strings.Builder
		for _, piece := range env.pieces(bare.AsString(), marks) {
			switch {
			case !piece.IsSymbol:
				pattern.WriteString(regexp.QuoteMeta(piece.Text))
			case !isHole(piece):
				pattern.WriteString(regexp.QuoteMeta(texts[piece.Ref.Attr]))
			case piece.Tame:
				pattern.WriteString("[-._0-9A-Za-z]*")
			default:
				pattern.WriteString("(?s:.*)")
			}
		}
		if re := regexp.MustCompile(`\A(?:` + pattern.String() + `)\z`); !re.MatchString(concrete.AsString()) {
			return "the text differs"
		}
		return ""
	case !bare.CanIterateElements():
		if !bare.RawEquals(concrete) {
			return "the value differs"
		}
		return ""
	case len(opaque) > 0:
		return "" // a set, or keys, that hold symbols
	case !concrete.CanIterateElements() || bare.LengthInt() != concrete.LengthInt():
		return "the length differs"
	}
	theirs := concrete.ElementIterator()
	for it := bare.ElementIterator(); it.Next() && theirs.Next(); {
		key, element := it.Element()
		otherKey, other := theirs.Element()
		if !bare.Type().IsSetType() && !key.RawEquals(otherKey) {
			return "the keys differ"
		}
		if reason := fits(env, element, other, texts); reason != "" {
			return reason
		}
	}
	return ""
}

// isCombining finds characters that change what stands before them. Texts are
// normalised, which is not done around symbols.
func isCombining(r rune) bool { return unicode.Is(unicode.M, r) }

// FuzzSymbols does what TestSymbolsInExpressions does, with other texts and
// places.
func FuzzSymbols(f *testing.F) {
	content, err := os.ReadFile(expressionsFile)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			for _, mutant := range mutants(line)[:min(1, len(mutants(line)))] {
				f.Add(mutant, "text", true)
			}
		}
	}
	f.Fuzz(func(t *testing.T, expression, text string, tame bool) {
		if !utf8.ValidString(text) || !utf8.ValidString(expression) || strings.ContainsFunc(text, isCombining) {
			return
		}
		isTame := strings.Trim(text, tameCharacters) == ""
		if tame && !isTame || encoders.MatchString(expression) && !isTame || len(expression) > 1000 || strings.ContainsAny(expression, "\ue000\ue001") {
			return
		}
		checkMutant(t, expression, tame, []string{text}, Table(consoleEnv()))
	})
}
