package expression

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/function"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// bench is an evaluator with some names.
type bench struct {
	*Evaluator
	frame    *Frame
	problems []string
	files    map[string]*source.File
}

func newBench(names func(*Evaluator) map[string]cty.Value) *bench {
	b := &bench{files: map[string]*source.File{}}
	table := symbol.NewTable()
	b.Evaluator = &Evaluator{
		Symbols:   table,
		Functions: function.Table(&function.Env{Symbols: table, Limits: source.DefaultLimits()}),
		Limits:    source.DefaultLimits(),
		File:      func(name string) *source.File { return b.files[name] },
		ReadText: func(name string) (*source.File, error) {
			if file := b.files[name]; file != nil {
				return file, nil
			}
			_, err := source.Resolve(".", "../"+name)
			return nil, err
		},
		Report: func(kind source.ProblemKind, at hcl.Range, message string) {
			b.problems = append(b.problems, fmt.Sprintf("%s at %d: %s", kind, at.Start.Byte, message))
		},
	}
	b.Meter = NewMeter(source.DefaultLimits(), b.Report)
	known := names(b.Evaluator)
	b.frame = NewFrame(func(name string) (Located, bool) {
		v, ok := known[name]
		return Of(v), ok
	})
	return b
}

// eval evaluates a text as an expression in a file "x".
func (b *bench) eval(t testing.TB, text string) value.Value {
	t.Helper()
	file := &source.File{Path: "x", Bytes: []byte(text)}
	b.files["x"] = file
	x, diags := hclsyntax.ParseExpression(file.Bytes, "x", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%s: %v", text, diags)
	}
	return b.Read(b.Eval(x, b.frame), x.Range())
}

// usual names: two references, a tame one, a variable without a value as text
// and as anything, a secret, and collections of them.
func usual(e *Evaluator) map[string]cty.Value {
	arn := e.Symbols.Ref(value.Ref{Address: "aws_x.a", Attr: "arn"}, false)
	other := e.Symbols.Ref(value.Ref{Address: "aws_x.b", Attr: "arn"}, false)
	anything := symbol.Unknown(cty.DynamicPseudoType, value.Variable, "var.any")
	return map[string]cty.Value{
		"arn":    arn,
		"other":  other,
		"id":     e.Symbols.Ref(value.Ref{Address: "aws_x.a", Attr: "id"}, true),
		"text":   e.Symbols.Hole(symbol.Why{Reason: value.Variable, Origin: "var.text"}),
		"any":    anything,
		"flag":   symbol.Unknown(cty.Bool, value.Variable, "var.flag"),
		"secret": cty.StringVal("s").Mark(symbol.Sensitive{}),
		"list":   cty.TupleVal([]cty.Value{cty.StringVal("a"), arn}),
		"set":    cty.SetVal([]cty.Value{cty.StringVal("a"), arn}),
		"map":    cty.ObjectVal(map[string]cty.Value{"k": cty.StringVal("v"), "r": arn, "u": anything}),
		"null":   cty.NullVal(cty.String),
		"one":    cty.NumberIntVal(1),
	}
}

// describe writes what is known of a value: its text, or why it has none.
func describe(v value.Value) string {
	switch {
	case v.IsAbsent():
		return "absent"
	case v.IsKnown() && v.Open():
		return v.Show() + " and maybe more"
	case v.IsKnown():
		return v.Show()
	}
	text := string(v.Reason())
	if v.Origin() != "" {
		text += " " + v.Origin()
	}
	if v.Parts() != nil {
		text += ": " + v.Show()
	}
	for _, ref := range v.Refs() {
		text += " <" + ref.Address + "." + ref.Attr + ">"
	}
	return text
}

func TestEval(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// references in texts
		{`"p-${arn}-s"`, `computed: p-${aws_x.a.arn}-s <aws_x.a.arn>`},
		{`"${arn}"`, `computed: ${aws_x.a.arn} <aws_x.a.arn>`},
		{`"p-${text}-${arn}"`, `variable var.text: p-(unknown)-${aws_x.a.arn} <aws_x.a.arn>`},
		{`"p-${any}"`, `variable var.any: p-(unknown)`},
		{`text`, `variable var.text`},
		{`"${secret}x"`, `(sensitive)`},
		{`"%{if true}a${arn}%{endif}"`, `computed: a${aws_x.a.arn} <aws_x.a.arn>`},
		{`"%{if flag}a%{else}b%{endif}c"`, `condition var.flag: (unknown)c`},
		{`"%{for x in list}${x},%{endfor}"`, `computed: a,${aws_x.a.arn}, <aws_x.a.arn>`},
		{`"x${null}"`, `invalid`},
		{`"x${list}"`, `invalid`},
		{`"${list}"`, `[a, ${aws_x.a.arn}]`},

		// comparisons with what is not known
		{`arn == "x" ? "GET" : "POST"`, `condition`},
		{`arn == "x" ? "POST" : "POST"`, `POST`},
		{`arn == arn`, `true`},
		{`arn == other`, `computed <aws_x.a.arn> <aws_x.b.arn>`},
		{`text == text`, `variable var.text`},
		{`"a-${arn}" == "b-${other}"`, `false`},
		{`"a-${arn}" != "b"`, `true`},
		{`"${arn}-a" == "x-b"`, `false`},
		{`"abc${arn}" == "ab"`, `false`},
		{`"a${arn}" == null`, `false`},
		{`arn == null`, `computed <aws_x.a.arn>`},
		{`any == null`, `variable var.any`},
		{`[arn, "x"] == [arn, "y"]`, `false`},
		{`[arn, "x"] == [arn, "x"]`, `true`},
		{`[arn] == [other]`, `computed <aws_x.a.arn> <aws_x.b.arn>`},
		{`{ a = arn } == { b = arn }`, `false`},
		{`any > 1`, `variable var.any`},
		{`arn + 1`, `computed <aws_x.a.arn>`},
		{`-any`, `variable var.any`},
		{`one + 1`, `2`},

		// logic: the dominant side decides
		{`flag && false`, `false`},
		{`false && any.x.y`, `false`},
		{`flag || true`, `true`},
		{`flag && true`, `variable var.flag`},
		{`!flag`, `variable var.flag`},
		{`null && true`, `invalid`},
		{`missing || true`, `true`},

		// undecided conditionals keep what both branches share
		{`flag ? { a = 1, b = "x" } : { a = 1, b = "y" }`, `{a: 1, b: (unknown)}`},
		{`flag ? [1, 2] : [1, 3]`, `[1, (unknown)]`},
		{`flag ? [1] : [1, 2]`, `condition var.flag`},
		{`flag ? arn : null`, `condition var.flag <aws_x.a.arn>`},
		{`flag ? arn : other`, `condition var.flag <aws_x.a.arn> <aws_x.b.arn>`},
		{`"x/${flag ? arn : "y"}"`, `condition var.flag: x/(unknown)`},
		{`true ? "a" : missing`, `a`},
		{`true ? 1 : "x"`, `1`},
		{`null ? 1 : 2`, `invalid`},

		// collections
		{`[for x in list : x]`, `[a, ${aws_x.a.arn}]`},
		{`[for x in list : "${x}!" if x != "b"]`, `computed <aws_x.a.arn>`},
		{`[for x in list : "${x}!" if x != "" || true]`, `[a!, ${aws_x.a.arn}!]`},
		{`[for x in any : x]`, `variable var.any`},
		{`[for x in set : "${x}!"]`, `computed <aws_x.a.arn>`},
		{`{ for k, v in map : k => v if k != "u" }`, `{k: v, r: ${aws_x.a.arn}}`},
		{`{ for x in ["a", "a"] : x => 1 }`, `invalid`},
		{`{ for x in ["a", "a"] : x => 1... }`, `{a: [1, 1]}`},
		{`{ (any) = 1 }`, `variable var.any`},
		{`{ (arn) = 1, b = 2 }`, `{b: 2} and maybe more`},
		{`{ (arn) = 1, b = 2 }.b`, `computed <aws_x.a.arn>`},
		{`keys({ (arn) = 1 })[0]`, `computed: ${aws_x.a.arn} <aws_x.a.arn>`},
		{`[for k, v in { (arn) = 1 } : k]`, `[${aws_x.a.arn}]`},
		{`[for k, v in { (arn) = 1, b = 2 } : k]`, `computed <aws_x.a.arn>`},
		{`map.k`, `v`},
		{`map["r"]`, `computed: ${aws_x.a.arn} <aws_x.a.arn>`},
		{`map[any]`, `variable var.any <aws_x.a.arn>`},
		{`map.nothing`, `invalid`},
		{`list[1]`, `computed: ${aws_x.a.arn} <aws_x.a.arn>`},
		{`list[7]`, `invalid`},
		{`list[any]`, `variable var.any <aws_x.a.arn>`},
		{`any.x[0].y`, `variable var.any`},
		{`arn.x[0].y`, `computed <aws_x.a.arn>`},
		{`any[*].x`, `variable var.any`},
		{`null[*]`, `[]`},
		{`map[*].k`, `[v]`},
		{`length(list)`, `2`},
		{`merge(map, { k = "w" }).k`, `w`},
		{`merge(map, any)`, `variable var.any <aws_x.a.arn>`},
		{`concat(list, ["z"])[2]`, `z`},
		{`max([1, 3]...)`, `3`},
		{`max(any...)`, `variable var.any`},

		// try and can
		{`try(map.nothing, "d")`, `d`},
		{`try(map.k, "d")`, `v`},
		{`try(arn, "d")`, `computed: ${aws_x.a.arn} <aws_x.a.arn>`},
		{`try(any.x, "d")`, `condition`},
		{`try(any.x, any.x)`, `variable var.any`},
		{`can(map.nothing)`, `false`},
		{`can(map.k)`, `true`},
		{`can(arn ? 1 : 1)`, `condition`},
		{`can(any.x)`, `variable var.any`},

		// functions that look inside a text see no symbol
		{`lower(arn)`, `computed`},
		{`lower("X")`, `x`},
		{`replace(arn, ":function:", ":x:")`, `computed`},
		{`split(":", arn)[0]`, `computed <aws_x.a.arn>`},
		{`join(",", [arn, "x"])`, `computed: ${aws_x.a.arn},x <aws_x.a.arn>`},
		{`jsonencode({ a = arn })`, `computed: {"a":"${aws_x.a.arn}"} <aws_x.a.arn>`},
		{`provider::aws::arn_parse("x")`, `function provider::aws::arn_parse()`},
		{`nosuch("x")`, `function nosuch()`},
		{`missing.x`, `invalid`},
	} {
		b := newBench(usual)
		if got := describe(b.eval(t, test.text)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.text, got, test.want)
		}
		if len(b.problems) > 0 {
			t.Errorf("%s: problems %v", test.text, b.problems)
		}
	}
}

// TestSensitive holds that a mark survives on the way to the value.
func TestSensitive(t *testing.T) {
	for _, text := range []string{`secret`, `"a${secret}"`, `upper(secret)`, `true ? secret : ""`, `secret == "s" ? "a" : "b"`, `[secret][0]`, `jsonencode([secret])`} {
		if v := newBench(usual).eval(t, text); !v.Sensitive || strings.Contains(v.Show(), "s\"") {
			t.Errorf("%s is printed as %s", text, v.Show())
		}
	}
	if v := newBench(usual).eval(t, `{ a = secret, b = "x" }`); v.Get("b").Sensitive || !v.Get("a").Sensitive {
		t.Errorf("in an object: %s", v.Show())
	}
}
