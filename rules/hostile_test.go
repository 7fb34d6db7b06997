package rules

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/policies"
)

// doubled writes a policy in which each of n rules is made of the one before,
// PREV, and the finding of the last one.
func doubled(n int, first, next string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "x0 := %s\n", first)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&text, "x%d := %s\n", i, strings.ReplaceAll(next, "PREV", fmt.Sprintf("x%d", i-1)))
	}
	fmt.Fprintf(&text, "findings contains finding.at(i, \"m\", []) if {\n\tsome i in input.integrations\n\tx%d == 0\n}\n", n)
	return text.String()
}

// product writes a policy whose condition is asked for each of many
// combinations: some a, b, c, d, e, f of a hundred numbers each.
func product(condition string) string {
	return `findings contains finding.at(i, "m", []) if {
	some i in input.integrations
	` + condition + `
}
digits := [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
numbers := [n | some p in digits; some q in digits; n := p + q]
`
}

const combinations = `some a in numbers; some b in numbers; some c in numbers; some d in numbers; some e in numbers`

// runaways are policies that would take hours or all memory.
var runaways = map[string]string{
	"count of a product":      product(`count([1 | ` + combinations + `; a + b + c + d + e < 0]) == 1`),
	"array of a product":      product(`count([[a, b, c, d, e] | ` + combinations + `]) == 1`),
	"set of a product":        product(`count({[a, b, c, d, e] | ` + combinations + `}) == 1`),
	"object of a product":     product(`count({[a, b, c, d, e]: [e, d] | ` + combinations + `}) == 1`),
	"texts of a product":      product(`count({concat("-", [sprintf("%d", [a]), sprintf("%d", [b]), sprintf("%d", [c]), sprintf("%d", [d]), sprintf("%d", [e])]) | ` + combinations + `}) == 1`),
	"every of a product":      product(`every a in numbers { every b in numbers { every c in numbers { every d in numbers { every e in numbers { a + b + c + d + e >= 0 } } } } }; i == 0`),
	"search in a product":     product(combinations + `; a + b + c + d + e < 0`),
	"sort of a product":       product(`count(sort([[a, b, c, d, e] | ` + combinations + `])) == 1`),
	"patterns over a product": product(combinations + `; regex.match(sprintf("^(%d+)+%d+x$", [a, b]), sprintf("%d%d%d", [c, d, e]))`),
	"walks over the input":    product(`walk(input, a); walk(input, b); walk(input, c); walk(input, d); [a, b, c, d] == 0`),
	"a walk over walks":       product(`t := [x | walk(input, x)]; u := [x | walk(t, x)]; walk(u, y); walk(u, z); walk(t, w); [y, z, w] == 0`),
	"pairs of pairs":          doubled(40, `[1, 2]`, `[[p, q] | some p in PREV; some q in PREV]`),
	"sets of sets":            doubled(40, `{1, 2}`, `{{p, q} | some p in PREV; some q in PREV}`),
	"doubled array":           doubled(60, `[1]`, `array.concat(PREV, PREV)`),
	"flattened array":         doubled(60, `[[1]]`, `array.flatten([PREV, [7], PREV, [8], PREV])`),
	"doubled text":            doubled(60, `"xxxxxxxx"`, `concat("", [PREV, PREV])`),
	"doubled by sprintf":      doubled(60, `"xxxxxxxx"`, `sprintf("%s%s", [PREV, PREV])`),
	"doubled by template":     doubled(60, `"xxxxxxxx"`, "$`{PREV}{PREV}`"),
	"doubled by replace":      doubled(60, `"xxxxxxxx"`, `replace(PREV, "x", "xx")`),
	"doubled by replacements": doubled(60, `"xxxxxxxx"`, `strings.replace_n({"x": "xx"}, PREV)`),
	"doubled by pattern":      doubled(60, `"xxxxxxxx"`, `regex.replace(PREV, "x", "xx")`),
	"doubled by escapes":      doubled(60, `"\"\\"`, `json.marshal(PREV)`),
	"split and joined":        doubled(60, `"x,x"`, `concat(",", array.concat(split(PREV, ","), split(PREV, ",")))`),
	"united objects":          doubled(60, `{"k": 1}`, `object.union({sprintf("a%s", [k]): v | some k, v in PREV}, {sprintf("x%s", [k]): v | some k, v in PREV})`),
	"merged objects":          doubled(60, `{"k": 1}`, `object.union_n([PREV, {sprintf("%sx", [k]): v | some k, v in PREV}, {sprintf("x%s", [k]): v | some k, v in PREV}])`),
	"width":                   product(`` + combinations + `; count(sprintf("%999999d", [a + b + c + d + e])) == 0`),
	"longest width":           product(combinations + `; count(sprintf("%999999999d%*d", [a, 999999999, b])) == 1`),
	"trimmed texts":           product(combinations + `; trim_left(concat("", ["a" | some n in numbers]), "a") == "b"`),
	"glob of braces":          product(`glob.match(concat("", ["{a,b,{a,b}}" | some n in numbers]), [], concat("", ["a" | some n in numbers])); ` + combinations + `; a + b + c + d + e < 0`),
}

// beside is a rule of ours that is evaluated beside each of them.
const beside = "INT001"

// Each of them is stopped, soon after its time is up and with little memory, and
// is reported; the rule beside is not touched.
func TestHostilePoliciesAreStopped(t *testing.T) {
	deadline := 100 * time.Millisecond
	if os.Getenv("GATELINT_SOAK") != "" {
		deadline = time.Second
	}
	for name, policy := range runaways {
		t.Run(name, func(t *testing.T) {
			engine := engineOf(t, header+policy, nil, Options{Deadline: deadline})
			engine.program.skip = checksInCI
			healthy := addRule(t, engine, beside)
			m := lambdaModel(value.OfText("GET", at(4)))
			if err := engine.Prepare(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			before := reserved()
			start := time.Now()
			findings, problems := engine.Evaluate(t.Context(), m)
			took := time.Since(start)
			grown := int64(reserved()) - int64(before)
			t.Logf("%v, %d MiB", took.Round(time.Millisecond), grown>>20)
			if len(findings) != 1 || findings[0].Rule != healthy {
				t.Errorf("findings %v", findings)
			}
			if len(problems) != 1 || problems[0].Kind != source.Limit || !strings.Contains(problems[0].Message, "TST001") {
				t.Errorf("problems %.300v", problems)
			}
			if !problems[0].Incomplete() {
				t.Error("the run would count as complete")
			}
			if took > time.Minute || grown > 512<<20 {
				t.Errorf("it took %v and %d MiB", took, grown>>20)
			}
		})
	}
	tally.Count(t, "T41", "hostile policies", len(runaways))
}

// reserved gives how much memory the program has for objects, in use or not.
func reserved() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapSys
}

func addRule(t *testing.T, engine *Engine, id string) *Rule {
	t.Helper()
	rule := Find(id)
	text, err := policies.FS.ReadFile(rule.Path + "/policy.rego")
	if err != nil {
		t.Fatal(err)
	}
	engine.rules = append(engine.rules, rule)
	engine.program.source.(fstest.MapFS)[rule.Path+"/policy.rego"] = &fstest.MapFile{Data: text}
	return rule
}

// What does not end by itself is refused when it is compiled.
func TestRecursionDoesNotCompile(t *testing.T) {
	for name, policy := range map[string]string{
		"function": "f(x) := f(x + 1)\nfindings contains f(1) if true",
		"rule":     "findings contains x if some x in findings",
		"pair":     "a if b == 1\nb := 1 if a\nfindings contains 1 if a",
		"set":      "s contains x + 1 if some x in s\nfindings contains 1 if count(s) > 0",
		"object":   "o[k] := v if some k, v in o\nfindings contains 1 if o.a",
		"package":  "findings contains x if some x in data.gatelint.rules.group.r[_]",
		"library":  "findings contains x if some x in data.gatelint.rules[_][_].findings",
	} {
		t.Run(name, func(t *testing.T) {
			engine := engineOf(t, header+policy, nil, Options{})
			findings, problems := engine.Evaluate(t.Context(), lambdaModel(value.OfText("GET", at(4))))
			if len(findings) != 0 || len(problems) != 1 || !strings.Contains(problems[0].Message, "recursive") {
				t.Errorf("findings %v, problems %v", findings, problems)
			}
		})
	}
}

// Each built-in function that is not allowed is an error of compilation, under
// the stages of every compilation as well as under those of the program.
func TestRefusedBuiltinsDoNotCompile(t *testing.T) {
	allowed := map[string]bool{}
	for _, name := range allowedBuiltins {
		allowed[name] = true
	}
	refused := 0
	for _, builtin := range ast.CapabilitiesForThisVersion().Builtins {
		if allowed[builtin.Name] {
			continue
		}
		refused++
		arguments := make([]string, len(builtin.Decl.FuncArgs().Args))
		for i := range arguments {
			arguments[i] = "input.x"
		}
		call := builtin.Name + "(" + strings.Join(arguments, ", ") + ")"
		for _, skip := range [][]ast.StageID{nil, checksInCI} {
			engine := engineOf(t, header+"findings contains x if x := "+call, nil, Options{})
			engine.program.skip = skip
			findings, problems := engine.Evaluate(t.Context(), lambdaModel(value.OfText("GET", at(4))))
			if len(findings) != 0 || len(problems) != 1 || problems[0].Kind != source.Internal {
				t.Errorf("%s with %d stages skipped: findings %v, problems %v", call, len(skip), findings, problems)
			}
		}
	}
	tally.Count(t, "T40", "refused functions", refused)
}
