package policies_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/policies"
)

// These tests keep rules in a fragment of Rego in which knowing less never says
// more: no negation and nothing that counts what is not there. What reads the
// state of a value is the library, whose tests cover the unknown.

// negating lists the library's rules that may negate, by file and name.
var negating = map[string]bool{"lib/permission.rego:unexplained": true}

// ruleBuiltins are the built-in functions that a rule may call.
var ruleBuiltins = []string{
	"array.concat", "array.flatten", "assign", "concat", "eq", "equal", "internal.member_2", "internal.member_3",
	"lower", "neq", "sprintf", "startswith", "upper",
}

// hidden are the keys that only the library reads, and what no rule may read.
var hidden = []string{"known", "unknown", "absent", "parts", "refs", "open", "complete", "raw", "fact"}

// outputs are the functions of the library that give what is known of a value.
// A rule that compared it by itself could be read in one way only.
var outputs = []string{"data.gatelint.value.text", "data.gatelint.value.number", "data.gatelint.value.items"}

func lint(name string, module *ast.Module) []string {
	var faults []string
	fault := func(at *ast.Location, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s:%d: ", name, at.Row)+fmt.Sprintf(format, args...))
	}
	library := strings.HasPrefix(name, "lib/")
	for _, rule := range module.Rules {
		ruleName := rule.Head.Ref().String()
		ast.WalkExprs(rule, func(e *ast.Expr) bool {
			if e.Negated && !negating[name+":"+ruleName] {
				fault(e.Location, "not")
			}
			return false
		})
		if library {
			continue
		}
		if rule.Default || rule.Else != nil {
			fault(rule.Location, "default and else answer where something is not known")
		}
		ast.WalkNodes(rule, func(node ast.Node) bool {
			if every, ok := node.(*ast.Every); ok {
				fault(every.Location, "every holds for what is not there")
			}
			return false
		})
		ast.WalkExprs(rule, func(e *ast.Expr) bool {
			if e.IsCall() {
				checkCall(module, e.Operator(), func(text string) { fault(e.Location, "%s", text) })
			}
			return false
		})
		ast.WalkTerms(rule, func(t *ast.Term) bool {
			if call, ok := t.Value.(ast.Call); ok {
				checkCall(module, call[0].Value.(ast.Ref), func(text string) { fault(t.Location, "%s", text) })
			}
			return false
		})
		ast.WalkRefs(rule, func(ref ast.Ref) bool {
			for _, term := range ref[1:] {
				if key, ok := term.Value.(ast.String); ok && slices.Contains(hidden, string(key)) {
					fault(ref[0].Location, "%s is for the library", ref)
				}
			}
			return false
		})
	}
	return faults
}

// checkCall allows the library, the module's own functions, and the built-in
// functions of the list.
func checkCall(module *ast.Module, operator ast.Ref, fault func(string)) {
	name := operator.String()
	if slices.Contains(outputs, name) || slices.Contains(outputs, "data.gatelint."+name) {
		fault("call of " + name + ", which cannot tell what may be")
		return
	}
	if slices.Contains(ruleBuiltins, name) {
		return
	}
	for _, imported := range module.Imports {
		if head, ok := operator[0].Value.(ast.Var); ok && head.Equal(imported.Name()) {
			return
		}
	}
	for _, rule := range module.Rules {
		if rule.Head.Ref().Equal(operator) {
			return
		}
	}
	fault("call of " + name)
}

func TestPoliciesStayInTheFragment(t *testing.T) {
	modules := parse(t, policies.FS)
	for name, module := range modules {
		for _, fault := range append(lint(name, module), misspelt(t, name, module)...) {
			t.Error(fault)
		}
	}
}

func TestLintFindsWhatItShould(t *testing.T) {
	for body, want := range map[string]string{
		`not input.x`:                                        "not",
		`count(input.apis) == 0`:                             "call of count",
		`x := count(input.apis)`:                             "call of count",
		`value.text(input.apis[_].name) == "x"`:              "cannot tell what may be",
		`[a | some a in input.apis; not a.x] != []`:          "not",
		`every a in input.apis { a.id == "x" }`:              "every",
		`input.apis[_].name.known != "x"`:                    "is for the library",
		`input.apis[_]["raw"]`:                               "is for the library",
		`object.get(input, "x", 1) == 1`:                     "call of object.get",
		`route := input.by_id.routes[_]; route.metod.x == 1`: "has no metod",
	} {
		module := ast.MustParseModule("package gatelint.rules.a.b\nfindings contains 1 if {\n" + body + "\n}")
		faults := append(lint("a/b/policy.rego", module), misspelt(t, "a/b/policy.rego", module)...)
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("%s: %q, want one with %q", body, faults, want)
		}
	}
	sound := ast.MustParseModule(`package gatelint.rules.a.b
import data.gatelint.value
findings contains 1 if {
	some route in input.routes
	value.is(route.method, "GET")
	api := input.by_id.apis[route.api_id]
	api.endpoint_type
}`)
	if faults := append(lint("a/b/policy.rego", sound), misspelt(t, "a/b/policy.rego", sound)...); len(faults) > 0 {
		t.Error(faults)
	}
}

// misspelt follows what a policy reads through the maps by id, of which the
// type checker knows nothing, along the schema of the model.
func misspelt(t *testing.T, name string, module *ast.Module) []string {
	t.Helper()
	text, err := model.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	lists := schema["properties"].(map[string]any)
	entities := map[ast.Var]any{}
	ast.WalkExprs(module, func(e *ast.Expr) bool {
		if !e.IsAssignment() {
			return false
		}
		variable, isVar := e.Operand(0).Value.(ast.Var)
		ref, isRef := e.Operand(1).Value.(ast.Ref)
		if isVar && isRef && len(ref) == 4 && ref[1].Equal(ast.StringTerm("by_id")) {
			kind := string(ref[2].Value.(ast.String))
			entities[variable] = lists[kind].(map[string]any)["items"]
		}
		return false
	})
	var faults []string
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		variable, ok := ref[0].Value.(ast.Var)
		shape, known := entities[variable]
		if !ok || !known {
			return false
		}
		for _, step := range ref[1:] {
			properties, _ := shape.(map[string]any)["properties"].(map[string]any)
			key, isKey := step.Value.(ast.String)
			if properties == nil || !isKey {
				return false
			}
			if shape, known = properties[string(key)]; !known {
				faults = append(faults, fmt.Sprintf("%s:%d: %s: the model has no %s", name, ref[0].Location.Row, ref, string(key)))
				return false
			}
		}
		return false
	})
	return faults
}
