package function

import (
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

var rewrite = flag.Bool("rewrite", false, "write what is known of symbols; read the difference before it is kept")

const symbolsFile = "testdata/symbols.txt"

// TestSymbols compares what is known of expressions with symbols with what is
// written down.
func TestSymbols(t *testing.T) {
	content, err := os.ReadFile(symbolsFile)
	if err != nil {
		t.Fatal(err)
	}
	var rewritten strings.Builder
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		expression := lines[i]
		rewritten.WriteString(expression + "\n")
		if expression == "" || expression[0] == '#' {
			continue
		}
		var want []string
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "\t") {
			i++
			want = append(want, strings.TrimPrefix(lines[i], "\t"))
		}
		got := strings.Split(known(t, expression), "\n")
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", expression, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		rewritten.WriteString("\t" + strings.Join(got, "\n\t") + "\n")
	}
	if *rewrite {
		if err := os.WriteFile(symbolsFile, []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// known evaluates an expression over the symbols and shows what is known of it.
func known(t *testing.T, expression string) string {
	t.Helper()
	env := consoleEnv()
	parsed, diags := hclsyntax.ParseExpression([]byte(expression), "", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	result, diags := parsed.Value(&hcl.EvalContext{Functions: Table(env), Variables: symbols(env.Symbols)})
	if diags.HasErrors() {
		return "error: " + diags.Error()
	}
	return reveal(env, result)
}

// symbols are the variables that the expressions may use.
func symbols(table *symbol.Table) map[string]cty.Value {
	unknown := func(typ cty.Type, name string) cty.Value { return symbol.Unknown(typ, value.Variable, "var."+name) }
	arn := table.Ref(value.Ref{Address: "aws_lambda_function.f", Attr: "arn"}, false)
	return map[string]cty.Value{
		"api":      table.Ref(value.Ref{Address: "aws_api_gateway_rest_api.a", Attr: "api"}, true),
		"region":   table.Ref(value.Ref{Attr: "region"}, true),
		"arn":      arn,
		"other":    table.Ref(value.Ref{Address: "aws_thing.o", Attr: "other"}, false),
		"hole":     table.Hole(symbol.Why{Reason: value.Variable, Origin: "var.hole"}),
		"text":     unknown(cty.String, "text"),
		"number":   unknown(cty.Number, "number"),
		"bool":     unknown(cty.Bool, "bool"),
		"list":     unknown(cty.List(cty.String), "list"),
		"map":      unknown(cty.Map(cty.String), "map"),
		"any":      unknown(cty.DynamicPseudoType, "any"),
		"decided":  cty.StringVal("chosen").Mark(symbol.Decided{}),
		"secret":   cty.StringVal("hidden").Mark(symbol.Sensitive{}),
		"resource": cty.ObjectVal(map[string]cty.Value{"arn": arn, "name": cty.StringVal("f")}),
		"tags":     cty.ObjectVal(map[string]cty.Value{"a": table.Ref(value.Ref{Address: "aws_thing.o", Attr: "other"}, false)}),
	}
}

// TestSymbolsAreReplaced gives the symbols texts, and the variables values, and
// compares what comes of the expressions with what was said of them before.
func TestSymbolsAreReplaced(t *testing.T) {
	content, err := os.ReadFile(symbolsFile)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	plain := Table(consoleEnv())
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' || line[0] == '\t' {
			continue
		}
		parsed, diags := hclsyntax.ParseExpression([]byte(line), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		env := consoleEnv()
		symbolic, diags := parsed.Value(&hcl.EvalContext{Functions: Table(env), Variables: symbols(env.Symbols)})
		var failure error
		if diags.HasErrors() {
			failure = diags
		}
		for range 60 {
			variables, texts := instance(random, textsFor(line, false), textsFor(line, true))
			concrete, diags := parsed.Value(&hcl.EvalContext{Functions: plain, Variables: variables})
			err = nil
			if diags.HasErrors() {
				err = diags
			}
			if reason := agree(env, symbolic, failure, concrete, err, texts); reason != "" {
				t.Errorf("%s with %q: %s", line, texts, reason)
				break
			}
		}
	}
}

// instance gives the variables values at random, and the texts that the symbols
// among them stand for.
func instance(random *rand.Rand, wild, tame []string) (map[string]cty.Value, map[string]string) {
	pick := func(texts []string) string { return texts[random.IntN(len(texts))] }
	texts := map[string]string{"api": pick(tame), "region": "eu-west-1", "arn": "arn:" + pick(wild), "other": pick(wild)}
	variables := map[string]cty.Value{
		"hole":    cty.StringVal(pick(wild)),
		"text":    cty.StringVal(pick(wild)),
		"number":  cty.NumberIntVal(random.Int64N(5)),
		"bool":    cty.BoolVal(random.IntN(2) == 0),
		"list":    cty.ListVal([]cty.Value{cty.StringVal(pick(wild)), cty.StringVal(pick(wild))}),
		"map":     cty.MapVal(map[string]cty.Value{pick([]string{"a", "b", "c"}): cty.StringVal(pick(wild))}),
		"any":     cty.StringVal(pick(wild)),
		"decided": cty.StringVal(pick(wild)),
		"secret":  cty.StringVal("hidden").Mark(symbol.Sensitive{}),
		"resource": cty.ObjectVal(map[string]cty.Value{
			"arn": cty.StringVal(texts["arn"]), "name": cty.StringVal("f"), "other": cty.StringVal(pick(wild)),
		}),
		"tags":   cty.ObjectVal(map[string]cty.Value{"a": cty.StringVal(texts["other"])}),
		"nobody": cty.ObjectVal(map[string]cty.Value{"knows": cty.StringVal(pick(wild))}),
	}
	for name, text := range texts {
		variables[name] = cty.StringVal(text)
	}
	return variables, texts
}

// reveal shows a value with its symbols by name.
func reveal(env *Env, v cty.Value) string {
	v = env.settle(v)
	bare, marks := v.Unmark()
	opaque, others := divide(marks)
	prefix := ""
	if _, ok := others[symbol.Sensitive{}]; ok {
		prefix = "(sensitive) "
	}
	if !bare.IsKnown() {
		name := bare.Type().FriendlyName()
		switch typ := bare.Type(); {
		case typ.IsListType():
			name = "tolist"
		case typ.IsMapType():
			name = "tomap"
		case typ.IsSetType():
			name = "toset"
		}
		derived, _ := env.Symbols.Derived(opaque, false).Unmark()
		piece := env.Symbols.Split(derived.AsString())[0]
		return prefix + "unknown " + name + ": " + string(piece.Why.Reason)
	}
	var pairs []string
	for mark := range marksOf(v) {
		if m, ok := mark.(symbol.Mark); ok {
			name := "<" + env.Symbols.Lookup(m).Attr + ">"
			sentinel := sentinelOf(env, texts(bare), m)
			if piece := env.Symbols.Split(sentinel); len(piece) == 1 && isHole(piece[0]) {
				name = "<?>"
				if piece[0].Tame {
					name = "<->"
				}
			}
			pairs = append(pairs, sentinel, name)
		}
	}
	plain, _ := bare.UnmarkDeep()
	return prefix + strings.NewReplacer(pairs...).Replace(showSymbols(plain))
}

// showSymbols shows a value whose texts may hold sentinels, which are not
// printable.
func showSymbols(v cty.Value) string {
	shown := show(v, "")
	return strings.NewReplacer(`\ue000`, "\ue000", `\ue001`, "\ue001").Replace(shown)
}

func sentinelOf(env *Env, text string, mark symbol.Mark) string {
	for _, piece := range env.Symbols.Split(text) {
		if piece.IsSymbol && piece.Mark == mark {
			return piece.Text
		}
	}
	return "\x00"
}
