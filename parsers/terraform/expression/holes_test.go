package expression

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// concrete values for the names of usual that are not known. An ARN or id is
// never empty.
var concrete = map[string][]cty.Value{
	"arn":   texts("arn:aws:x", "a", "B,c"),
	"other": texts("arn:aws:x", "a", "z"),
	"id":    texts("abc", "a"),
	"text":  texts("a", "", "x y"),
	"any": {
		cty.StringVal("a"), cty.NumberIntVal(1), cty.True, cty.NullVal(cty.DynamicPseudoType), cty.EmptyTupleVal,
		cty.TupleVal(texts("a", "q")), cty.ObjectVal(map[string]cty.Value{"k": cty.StringVal("a"), "x": cty.True}),
	},
	"flag": {cty.True, cty.False},
}

func texts(all ...string) []cty.Value {
	values := make([]cty.Value, len(all))
	for i, text := range all {
		values[i] = cty.StringVal(text)
	}
	return values
}

// chosen gives the names of usual with one concrete value for each that is not
// known.
func chosenNames(choose func(n int) int) (names func(*Evaluator) map[string]cty.Value, refs map[value.Ref]string) {
	known := map[string]cty.Value{
		"secret": cty.StringVal("s"),
		"null":   cty.NullVal(cty.String),
		"one":    cty.NumberIntVal(1),
	}
	for _, name := range []string{"arn", "other", "id", "text", "any", "flag"} {
		known[name] = concrete[name][choose(len(concrete[name]))]
	}
	known["list"] = cty.TupleVal([]cty.Value{cty.StringVal("a"), known["arn"]})
	known["set"] = cty.SetVal([]cty.Value{cty.StringVal("a"), known["arn"]})
	known["map"] = cty.ObjectVal(map[string]cty.Value{"k": cty.StringVal("v"), "r": known["arn"], "u": known["any"]})
	refs = map[value.Ref]string{
		{Address: "aws_x.a", Attr: "arn"}: known["arn"].AsString(),
		{Address: "aws_x.b", Attr: "arn"}: known["other"].AsString(),
		{Address: "aws_x.a", Attr: "id"}:  known["id"].AsString(),
	}
	return func(*Evaluator) map[string]cty.Value { return known }, refs
}

// grammar makes expressions.
type grammar struct{ choose func(n int) int }

var leafExpressions = []string{
	"arn", "other", "id", "text", "any", "flag", "list", "set", "map", "null", "one", "secret",
	`"a"`, `"b"`, `""`, `"arn:aws:x"`, "0", "1", "true", "false", "[]", "{}", `"x-${arn}"`, `"${text}-y"`,
}

// forms hold "X" where another expression goes.
var forms = []string{
	`"X${X}"`, `"${X}${X}"`, `"%{if X}a%{else}${X}%{endif}"`, `"%{for v in X}${v},%{endfor}"`,
	`X ? X : X`, `X == X`, `X != X`, `X && X`, `X || X`, `!X`, `X + X`, `X > X`, `-X`, `(X)`,
	`[X, X]`, `{ a = X, b = X }`, `{ (X) = X }`, `X.a`, `X.k`, `X[0]`, `X["a"]`, `X[X]`, `X[*]`, `X[*].a`,
	`[for v in X : v]`, `[for v in X : v if v == X]`, `[for k, v in X : k]`, `{ for k, v in X : k => v }`, `{ for v in X : v => X }`, `{ for v in X : X => v... }`,
	`upper(X)`, `lower(X)`, `replace(X, X, X)`, `join(X, X)`, `split(X, X)`, `format("%s-%s", X, X)`, `trimprefix(X, X)`, `startswith(X, X)`, `endswith(X, X)`, `substr(X, 0, 1)`,
	`concat(X, X)`, `merge(X, X)`, `length(X)`, `contains(X, X)`, `coalesce(X, X)`, `try(X, X)`, `can(X)`, `jsonencode(X)`, `jsondecode(X)`, `element(X, X)`, `lookup(X, X, X)`,
	`keys(X)`, `values(X)`, `toset(X)`, `tolist(X)`, `tomap(X)`, `tostring(X)`, `flatten(X)`, `one(X)`, `distinct(X)`, `compact(X)`, `setunion(X, X)`, `setsubtract(X, X)`, `reverse(X)`, `sort(X)`, `zipmap(X, X)`,
	`max(X...)`, `alltrue(X)`, `anytrue(X)`, `index(X, X)`, `slice(X, 0, X)`, `trimspace(X)`, `tonumber(X)`, `tobool(X)`, `formatlist("%s!", X)`, `coalescelist(X, X)`, `base64encode(X)`, `sha1(X)`, `urlencode(X)`, `strcontains(X, X)`, `regex(X, X)`,
}

func (g grammar) expression(depth int) string {
	if depth <= 0 || g.choose(4) == 0 {
		return leafExpressions[g.choose(len(leafExpressions))]
	}
	pieces := strings.Split(forms[g.choose(len(forms))], "X")
	text := pieces[0]
	for _, piece := range pieces[1:] {
		text += g.expression(depth-1) + piece
	}
	return text
}

// checkHoles holds that what is known of an expression stays so, whatever the
// holes in it turn out to be.
func checkHoles(t *testing.T, text string, choose func(n int) int) {
	t.Helper()
	if _, diags := hclsyntax.ParseExpression([]byte(text), "x", hcl.InitialPos); diags.HasErrors() {
		return
	}
	symbolic := newBench(usual)
	before := symbolic.failures
	got := symbolic.eval(t, text)
	refused := symbolic.failures > before
	for range 4 {
		names, refs := chosenNames(choose)
		b := newBench(names)
		want := b.eval(t, text)
		if b.failures > 0 || refused {
			continue // Terraform would refuse it
		}
		if why := contradicts(got, want, refs, strings.Contains(text, "set")); why != "" {
			known := names(nil)
			t.Fatalf("%s\nwith arn=%#v other=%#v id=%#v text=%#v any=%#v flag=%#v\n got %s\nwant %s\n%s",
				text, known["arn"], known["other"], known["id"], known["text"], known["any"], known["flag"], got.Show(), want.Show(), why)
		}
	}
}

// contradicts says where a value claims what another denies, "" if nowhere.
func contradicts(got, want value.Value, refs map[value.Ref]string, sets bool) string {
	switch {
	case got.IsUnknown():
		return contradictsParts(got, want, refs)
	case want.IsUnknown():
		return "" // of a function that is not known on plain arguments either
	case got.IsAbsent() != want.IsAbsent():
		return "one is null"
	case got.IsAbsent():
		return ""
	case got.Kind() != want.Kind() && (isCollection(got) || isCollection(want)): // else a branch of unknown type would have made a text of it
		return fmt.Sprintf("%s is of another kind than %s", got.Show(), want.Show())
	case got.Kind() == value.List:
		if sets && isSet(got, want, refs, sets) {
			return ""
		}
		if len(got.Items()) != len(want.Items()) {
			return fmt.Sprintf("%s and %s are of different length", got.Show(), want.Show())
		}
		for i, item := range got.Items() {
			if why := contradicts(item, want.Items()[i], refs, sets); why != "" {
				return why
			}
		}
	case got.Kind() == value.Map:
		for _, entry := range got.Entries() {
			if why := contradicts(entry.Value, want.Get(entry.Key), refs, sets); why != "" {
				return entry.Key + ": " + why
			}
		}
		if !got.Open() && len(got.Entries()) != len(want.Entries()) {
			return fmt.Sprintf("%s and %s have different keys", got.Show(), want.Show())
		}
	default:
		a, _ := got.Text()
		b, _ := want.Text()
		if a != b {
			return fmt.Sprintf("%q is not %q", a, b)
		}
	}
	return ""
}

func isCollection(v value.Value) bool { return v.Kind() == value.List || v.Kind() == value.Map }

// isSet reports whether two lists agree as sets do: the order says nothing, and
// elements that are not known may turn out to be the same.
func isSet(got, want value.Value, refs map[value.Ref]string, sets bool) bool {
	for _, pair := range [][2]value.Value{{got, want}, {want, got}} {
		for _, item := range pair[0].Items() {
			found := false
			for _, other := range pair[1].Items() {
				a, b := item, other
				if pair[0].Show() == want.Show() {
					a, b = other, item
				}
				found = found || contradicts(a, b, refs, sets) == ""
			}
			if !found {
				return false
			}
		}
	}
	return len(got.Items()) >= len(want.Items())
}

// contradictsParts compares the parts of a text: a hole may be anything.
func contradictsParts(got, want value.Value, refs map[value.Ref]string) string {
	parts := got.Parts()
	if len(parts) == 0 {
		return ""
	}
	text, ok := want.Text()
	if !ok {
		if want.IsAbsent() && len(parts) == 1 || want.IsUnknown() {
			return ""
		}
		return fmt.Sprintf("parts of %s for %s", got.Show(), want.Show())
	}
	var pattern strings.Builder
	for _, part := range parts {
		switch {
		case part.IsRef():
			pattern.WriteString(regexp.QuoteMeta(refs[part.Ref]))
		case part.IsLiteral():
			pattern.WriteString(regexp.QuoteMeta(part.Literal))
		default:
			pattern.WriteString("(?s:.*)")
		}
	}
	if !regexp.MustCompile(`\A` + pattern.String() + `\z`).MatchString(text) {
		return fmt.Sprintf("%s does not fit %q", got.Show(), text)
	}
	return ""
}

func TestHoles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) // the same expressions each time
	for range 2_000 {
		checkHoles(t, grammar{random.IntN}.expression(3), random.IntN)
	}
}

// FuzzHoles makes expressions of its input.
func FuzzHoles(f *testing.F) {
	f.Add([]byte("seed"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			return
		}
		i := 0
		choose := func(n int) int {
			if i == len(data) {
				return 0
			}
			i++
			return int(data[i-1]) % n
		}
		checkHoles(t, grammar{choose}.expression(4), choose)
	})
}

// FuzzEval evaluates any expression that parses.
func FuzzEval(f *testing.F) {
	for _, form := range forms {
		f.Add(strings.ReplaceAll(form, "X", "arn"))
	}
	f.Fuzz(func(_ *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		file := &source.File{Path: "x", Bytes: []byte(text)}
		x, diags := hclsyntax.ParseExpression(file.Bytes, "x", hcl.InitialPos)
		if diags.HasErrors() {
			return
		}
		b := newBench(usual)
		b.files["x"] = file
		b.Read(b.Eval(x, b.frame), x.Range())
	})
}
