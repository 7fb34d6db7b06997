package prescan

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
)

// nest gives n openers, a core and n closers.
func nest(opener, core, closer string, n int) string {
	return strings.Repeat(opener, n) + core + strings.Repeat(closer, n)
}

func chain(start, link string, n int) string { return start + strings.Repeat(link, n) }

// shapes are texts that grow with n: depth shapes nest n deep, chain shapes
// have n operators.
var (
	depthShapes = map[string]func(n int) string{
		"parentheses":      func(n int) string { return "a = " + nest("(", "1", ")", n) + "\n" },
		"lists":            func(n int) string { return "a = " + nest("[", "", "]", n) + "\n" },
		"lists over lines": func(n int) string { return "a = " + nest("[\n", "", "\n]", n) + "\n" },
		"objects":          func(n int) string { return "a = " + nest("{ a = ", "1", "}", n) + "\n" },
		"for expressions":  func(n int) string { return "a = " + nest("[for x in y: ", "1", "]", n) + "\n" },
		"calls":            func(n int) string { return "a = " + nest("f(1, ", "1", ")", n) + "\n" },
		"indexes":          func(n int) string { return "a = " + nest("x[", "1", "]", n) + "\n" },
		"interpolations":   func(n int) string { return "a = " + nest(`"${`, "1", `}"`, n) + "\n" },
		"blocks":           func(n int) string { return nest("b {\n", "", "}\n", n) },
		"directives":       func(n int) string { return `a = "` + nest("%{if x}", "", "%{endif}", n-1) + "%{if x ~}%{endif}\"\n" },
		"directives over lines": func(n int) string {
			return `a = "` + nest("%{\n# x\nif x}", "", "%{endif}", n-1) + "%{if x ~}%{endif}\"\n"
		},
		"loop directives": func(n int) string {
			return `a = "` + nest("%{for x in y}", "", "%{endfor}", n-1) + "%{if x}%{endif}\"\n"
		},
		"heredocs": func(n int) string {
			return "a = " + strings.Repeat("<<E\n${\n", n) + "1\n" + strings.Repeat("}\nE\n", n)
		},
		"not closed":                  func(n int) string { return "a = " + strings.Repeat("(", n) },
		"closed by the wrong bracket": func(n int) string { return "a = " + strings.Repeat("(]", n) },
		"behind many that are closed": func(n int) string { return strings.Repeat("a = [[], [], (1)]\n", 500) + "b = " + nest("[", "", "]", n) },
	}
	chainShapes = map[string]func(n int) string{
		"not":                       func(n int) string { return "a = " + strings.Repeat("!", n) + "x\n" },
		"minus":                     func(n int) string { return "a = " + strings.Repeat("- ", n) + "x\n" },
		"minus between numbers":     func(n int) string { return chain("a = 1e", "-1", n) + "\n" },
		"plus":                      func(n int) string { return chain("a = 1", "+1", n) + "\n" },
		"and":                       func(n int) string { return chain("a = x", " && x", n) + "\n" },
		"conditionals":              func(n int) string { return chain("a = 1", " ? 1 : 1", n) + "\n" },
		"splats":                    func(n int) string { return chain("a = x", "[*]", n) + "\n" },
		"indexes":                   func(n int) string { return chain("a = f()", "[x]", n) + "\n" },
		"comparisons":               func(n int) string { return chain("a = x", " == x", n) + "\n" },
		"in parentheses over lines": func(n int) string { return chain("a = (1", "\n+1", n) + ")\n" },
		"with parentheses between":  func(n int) string { return chain("a = 1", " + (2)", n) + "\n" },
		"in a template":             func(n int) string { return chain(`a = "${1`, "+1", n) + "}\"\n" },
		"in a for expression":       func(n int) string { return chain("a = {\nfor k in x : k => 1", "\n+1", n) + "}\n" },
		"spread over levels":        func(n int) string { return "a = " + strings.Repeat(strings.Repeat("!", n/10)+"(", 10) + "1\n" },
	}
)

func hclFile(text string) *source.File { return &source.File{Path: "x.tf", Bytes: []byte(text)} }

func wantLimit(t *testing.T, err error, reason string) {
	t.Helper()
	var refused *source.ReadError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want a limit", err)
	}
	if refused.Kind != source.Limit || !strings.Contains(refused.Reason, reason) || refused.At.Line == 0 || refused.Path == "" {
		t.Errorf("got %s %q at %v", refused.Kind, refused.Reason, refused.At)
	}
}

func TestHCLDepth(t *testing.T) {
	limits := source.DefaultLimits()
	for name, shape := range depthShapes {
		t.Run(name, func(t *testing.T) {
			if err := HCL(hclFile(shape(limits.Depth)), limits); err != nil {
				t.Errorf("%d levels: %v", limits.Depth, err)
			}
			for _, n := range []int{limits.Depth + 1, 10 * limits.Depth} {
				wantLimit(t, HCL(hclFile(shape(n)), limits), "250 levels")
			}
		})
	}
}

func TestHCLOperators(t *testing.T) {
	limits := source.DefaultLimits()
	for name, shape := range chainShapes {
		t.Run(name, func(t *testing.T) {
			if err := HCL(hclFile(shape(limits.Operators)), limits); err != nil {
				t.Errorf("%d operators: %v", limits.Operators, err)
			}
			for _, n := range []int{limits.Operators + 10, 10 * limits.Operators} {
				wantLimit(t, HCL(hclFile(shape(n)), limits), "1000 operators")
			}
		})
	}
}

// TestHCLRefusesHugeTexts has what was seen to kill the parser or evaluator.
func TestHCLRefusesHugeTexts(t *testing.T) {
	limits := source.DefaultLimits()
	for name, text := range map[string]string{
		"brackets":       "a = " + strings.Repeat("[", 200_000),
		"parentheses":    "a = " + strings.Repeat("(", 100_000) + strings.Repeat(")", 100_000),
		"interpolations": "a = " + strings.Repeat(`"${`, 50_000),
		"blocks":         strings.Repeat("b{\n", 300_000),
		"directives":     `a = "` + strings.Repeat("%{if x}", 100_000),
		"not":            "a = " + strings.Repeat("!", 1_000_000) + "x",
		"plus":           "a = 1" + strings.Repeat("+1", 500_000),
		"splats":         "a = x" + strings.Repeat("[*]", 300_000),
		"conditionals":   "a = 1" + strings.Repeat("?1:1", 250_000),
	} {
		t.Run(name, func(t *testing.T) { wantLimit(t, HCL(hclFile(text), limits), "the limit") })
	}
}

func TestHCLAcceptsWhatIsLongButFlat(t *testing.T) {
	limits := source.DefaultLimits()
	const n = 5000
	for name, text := range map[string]string{
		"list":            "a = [" + strings.Repeat("-1, ", n) + "]\n",
		"list of lists":   "a = [" + strings.Repeat("[1, 2],\n", n) + "]\n",
		"object":          "a = {\n" + strings.Repeat("a = !x\n", n) + "}\n",
		"attributes":      strings.Repeat("a = !x[0]\n", n),
		"blocks":          strings.Repeat("b \"x\" {\n  a = [for x in y : x if x != 1]\n}\n", n),
		"interpolations":  `a = "` + strings.Repeat("${x[0]} ", n) + "\"\n",
		"directives":      `a = "` + strings.Repeat("%{if x}y%{else}z%{endif}", n) + "\"\n",
		"open directives": strings.Repeat("a = \"%{if x}\"\n", n),
		"attribute steps": "a = x" + strings.Repeat(".b", n) + "\n",
		"text":            `a = "` + strings.Repeat("([{!+", n) + "\"\n",
		"heredoc":         "a = <<E\n" + strings.Repeat("([{!+$${\n", n) + "E\n",
		"commented lines": strings.Repeat("a = !x[0] # b\n", n),
		"comments":        strings.Repeat("# ([{!+\n// ([{!+\n/* ([{!+ */\n", n),
	} {
		if err := HCL(hclFile(text), limits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatPassesDoesNotOverflow parses and evaluates the worst that passes. It
// ends the process if the limits are too high.
func TestWhatPassesDoesNotOverflow(*testing.T) {
	limits := source.DefaultLimits()
	evaluate := func(text string) {
		parsed, _ := hclsyntax.ParseConfig([]byte(text), "x.tf", hcl.InitialPos)
		attributes, _ := parsed.Body.JustAttributes()
		for _, attribute := range attributes {
			attribute.Expr.Variables()
			attribute.Expr.Value(&hcl.EvalContext{})
		}
	}
	for _, shape := range depthShapes {
		evaluate(shape(limits.Depth))
	}
	for _, shape := range chainShapes {
		evaluate(shape(limits.Operators))
	}
	evaluate("a = " + strings.Repeat("(!!!-", 250) + "x" + strings.Repeat(")", 250) + "\n")
}

func TestHCLTellsTheLine(t *testing.T) {
	limits := source.DefaultLimits()
	err := HCL(hclFile("a = 1\nb = [\n"+strings.Repeat("(", 300)), limits)
	var refused *source.ReadError
	if !errors.As(err, &refused) || refused.At != (source.Position{Line: 3, Column: 250}) {
		t.Errorf("got %v", err)
	}
}

func TestHCLTemplate(t *testing.T) {
	limits := source.DefaultLimits()
	file := func(text string) *source.File { return &source.File{Path: "x.tftpl", Bytes: []byte(text)} }
	for _, text := range []string{
		strings.Repeat("([{!\"\n", 5000),
		strings.Repeat("${x}\n", 5000),
		strings.Repeat("%{ if x }a%{ endif }\n", 5000),
		nest("${", "1", "}", 1),
		nest("%{ if x }", "", "%{ endif }", 249),
	} {
		if err := HCLTemplate(file(text), limits); err != nil {
			t.Errorf("%.30q: %v", text, err)
		}
	}
	wantLimit(t, HCLTemplate(file(nest("%{ if x }", "", "%{ endif }", 251)), limits), "250 levels")
	wantLimit(t, HCLTemplate(file("${"+nest("[", "", "]", 250)+"}"), limits), "250 levels")
	wantLimit(t, HCLTemplate(file("${"+strings.Repeat("!", 1001)+"x}"), limits), "1000 operators")
}

func TestHCLExpression(t *testing.T) {
	limits := source.DefaultLimits()
	if err := HCLExpression(hclFile(nest("[", "1", "]", 250)), limits); err != nil {
		t.Error(err)
	}
	wantLimit(t, HCLExpression(hclFile(nest("[", "1", "]", 251)), limits), "250 levels")
	wantLimit(t, HCLExpression(hclFile("1"+strings.Repeat("\n+1", 1001)), limits), "1000 operators")
}

// compareScanners checks that a glance that is sure says what the lexer's tokens
// say, and reports whether it was sure.
func compareScanners(t *testing.T, text []byte, limits source.Limits) bool {
	t.Helper()
	compare := func(bottom frame, lex func([]byte, string, hcl.Pos) (hclsyntax.Tokens, hcl.Diagnostics)) bool {
		file := &source.File{Bytes: text}
		sure, glanced := glance(file, newGauge(limits, bottom))
		if !sure {
			return false
		}
		tokens, _ := lex(text, "x", hcl.InitialPos)
		measured := measure(file, tokens, newGauge(limits, bottom))
		if (glanced == nil) != (measured == nil) {
			t.Errorf("a glance says %v, the lexer %v in %q", glanced, measured, text)
		}
		return true
	}
	template := compare(frame{opener: wholeTemplate}, hclsyntax.LexTemplate)
	return compare(frame{newlines: true}, hclsyntax.LexConfig) || template
}

func TestGlanceOnRandomTokens(t *testing.T) {
	pieces := strings.Split("\" \" \" ${ ${ %{ } } ~} ( ) [ ] { } \n \n <<E\n <<-EX\n E\n EX\n E\r\n $$ $ % \\ # // /* */ a a-b 1e5 - ! + == ? : , "+
		"for if endif ~ = => < << && | \u00a0 \u00a0E\n \v é . _ ; ' \r", " ")
	pieces = append(pieces, " ", " ", "for ", "if ", "E \n", "\tE\n")
	random := rand.New(rand.NewPCG(3, 4))
	sure := 0
	for range 100_000 {
		var text strings.Builder
		for range 1 + random.IntN(25) {
			text.WriteString(pieces[random.IntN(len(pieces))])
		}
		text.WriteString("\n")
		if compareScanners(t, []byte(text.String()), source.Limits{Depth: 2, Operators: 2}) {
			sure++
		}
	}
	if sure < 1000 {
		t.Errorf("only %d of the texts were compared", sure)
	}
}

// TestGlanceIsNotFooled has what looks closed or literal and is not.
func TestGlanceIsNotFooled(t *testing.T) {
	for _, text := range []string{
		`a = "$${"((("}"`, `a = "%%{"((("}"`, `a = "$%{"((("}"`, `a = "\${"((("}"`, `a = "$\"((("`,
		"a = <<E\n${x}E\n/*\nE\n(((\n*/", "a = <<E\n\u00a0E\n/*\nE\n(((\n*/", "a = <<E\nE\u2003\n((( /*\nE\n*/\n",
		"a = <<E\nE\v\n((( /*\nE\n*/\n", "a = <<E\r\nE\r\n(((\n", "a = <<-E\n\t E \n(((\n", "a = <<É\nÉ\n(((\n",
		"a = b-1 - 1 - 1 - 1", "{ /* x */ for a in b : a +\na +\na +\na }", "{ # x\nfor a in b : a +\na +\na +\na }",
		"a = \"%{ if x }%{\n for y in x }%{ /* z */ if x }\"", "\"${ {~} } (((\"", "/* /* */ ((( */",
	} {
		sure, err := glance(hclFile(text+"\n"), newGauge(source.Limits{Depth: 2, Operators: 2}, frame{newlines: true}))
		if sure && err == nil {
			t.Errorf("a glance let pass %q", text)
		}
		compareScanners(t, []byte(text+"\n"), source.Limits{Depth: 2, Operators: 2})
	}
}

// TestGlanceIsSureOfEverydayText keeps the fast way open for what people write.
func TestGlanceIsSureOfEverydayText(t *testing.T) {
	text := `
# A comment with ( and "quotes", and ümlauts
variable "x" { // another (
  type    = object({ a = optional(string, "y"), b = list(number) })
  default = null /* and [ a third */
}
locals {
  a = { for k, v in var.x : k => v if v != "" && k >= 1 || !v }
  # for
  b = [for s in local.a : "${s.b["c"]}-$5 100% ${~ upper("d") ~}"]
  c = <<-EOT
    { "Resource": "${aws_x.y.arn}/*/*", "cost": "$5 or 3%" }
    %{ if var.x ~}
    it's ( a brace {
    %{ endif ~}
  EOT
  d = "escaped \"quotes\" \\ \u00e9 ${x ? "a" : "b"}"
  e = x[0].y[*].z
  f = -1 * (2 + 3) / 4 % 5
}
module "é" {
  source = "./x"
  uri    = "arn:aws:apigateway:${var.region}:lambda:path/2015-03-31/functions/${aws_lambda_function.f.arn}/invocations"
  body   = jsonencode({ "a" = [1, 2] })
}
`
	for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
		if sure, err := glance(hclFile(text), newGauge(source.DefaultLimits(), frame{newlines: true})); !sure || err != nil {
			t.Errorf("sure is %v: %v", sure, err)
		}
		compareScanners(t, []byte(text), source.DefaultLimits())
	}
}

func FuzzHCL(f *testing.F) {
	for _, shapes := range []map[string]func(int) string{depthShapes, chainShapes} {
		for _, shape := range shapes {
			f.Add([]byte(shape(2)))
		}
	}
	for _, seed := range []string{
		"a = \"$${b}%%{c} \\\" $ % ${d}\"\n", "a = <<-E\n  ${b}\n  E\n  %{ if x ~}\n$x\n  E\nb = 1\n", "a = 1e-5-x-y - 1\n",
		"a = { # b\n for /* x */ k, v in y : k => v\n}\n", "/* ( */ // (\n# (\n", "a = x<<y\n", "\"a\n\"${\n~}", "a = <<E\r\nE\r\n", "a = <<E\nE",
		"a = <<E\n\u00a0E\n((((\n", "a = <<E\nE\v\n((((\n", "a = <<E\nE \u2003\n((((\n", "~",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		compareScanners(t, text, source.Limits{Depth: 2, Operators: 3})
	})
}

// bigModule is some 300 KB of ordinary resources.
var bigModule = strings.Repeat(`
resource "aws_api_gateway_integration" "orders" {
  rest_api_id             = aws_api_gateway_rest_api.main.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.orders.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = "arn:aws:apigateway:${var.region}:lambda:path/2015-03-31/functions/${aws_lambda_function.orders.arn}/invocations"
}
`, 600)

func BenchmarkHCL(b *testing.B) {
	file := hclFile(bigModule)
	b.SetBytes(int64(len(bigModule)))
	for b.Loop() {
		if err := HCL(file, source.DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHCLWithTheLexer(b *testing.B) {
	file := hclFile(bigModule)
	b.SetBytes(int64(len(bigModule)))
	for b.Loop() {
		tokens, _ := hclsyntax.LexConfig(file.Bytes, file.Path, hcl.InitialPos)
		if err := measure(file, tokens, newGauge(source.DefaultLimits(), frame{newlines: true})); err != nil {
			b.Fatal(err)
		}
	}
}
