package policies_test

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/gatelint/gatelint/rules"
)

// Each condition of each rule is there for a reason that one of its tests knows:
// without the condition, or with another text in it, a test fails.
func TestMutantsAreCaught(t *testing.T) {
	all := parse(t, os.DirFS("."))
	made, caught := 0, 0
	for _, rule := range rules.WithPolicy() {
		t.Run(rule.ID, func(t *testing.T) {
			name := path.Join(rule.Path, "policy.rego")
			modules := map[string]*ast.Module{}
			for file, module := range all {
				inLibrary := strings.HasPrefix(file, "lib/") && !strings.HasSuffix(file, "_test.rego")
				if inLibrary || path.Dir(file) == rule.Path {
					modules[file] = module
				}
			}
			original := modules[name]
			for what, mutant := range mutants(original) {
				modules[name] = mutant
				made++
				if survives(t, modules) {
					t.Errorf("%s: no test misses %s", name, what)
				} else {
					caught++
				}
			}
		})
	}
	t.Logf("%d of %d mutants are caught", caught, made)
}

// mutants gives copies of a module by what they lack.
func mutants(module *ast.Module) map[string]*ast.Module {
	list := map[string]*ast.Module{}
	for i, rule := range module.Rules {
		for j, expr := range rule.Body {
			if !isCondition(expr) {
				continue
			}
			without := module.Copy()
			body := without.Rules[i].Body
			without.Rules[i].Body = slices.Delete(slices.Clone(body), j, j+1)
			if len(without.Rules[i].Body) == 0 {
				without.Rules[i].Body = ast.NewBody(ast.NewExpr(ast.BooleanTerm(true)))
			}
			list[fmt.Sprintf("line %d, %s", expr.Location.Row, expr)] = without
			for k := range stringsIn(expr) {
				other := module.Copy()
				target := stringsIn(other.Rules[i].Body[j])[k]
				list[fmt.Sprintf("line %d, %s in %s", expr.Location.Row, target, expr)] = other
				target.Value = ast.String("mutated")
			}
		}
	}
	return list
}

// isCondition reports whether an expression can be left out without leaving a
// variable undefined.
func isCondition(expr *ast.Expr) bool {
	switch terms := expr.Terms.(type) {
	case *ast.SomeDecl:
		return false
	case *ast.Term:
		return !terms.Equal(ast.BooleanTerm(true))
	}
	return !expr.IsAssignment()
}

// stringsIn gives the texts that an expression compares with.
func stringsIn(expr *ast.Expr) []*ast.Term {
	var list []*ast.Term
	if !expr.IsCall() {
		return nil
	}
	for _, operand := range expr.Operands() {
		switch operand.Value.(type) {
		case ast.Ref:
		case ast.String:
			list = append(list, operand)
		}
	}
	return list
}

// survives reports whether all tests pass. What does not compile is caught.
func survives(t *testing.T, modules map[string]*ast.Module) bool {
	t.Helper()
	passed := true
	store := inmem.New()
	err := storage.Txn(t.Context(), store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		results, err := tester.NewRunner().SetStore(store).SetModules(copies(modules)).RunTests(t.Context(), txn)
		if err != nil {
			return err
		}
		for result := range results {
			passed = passed && result.Pass()
		}
		return nil
	})
	return err == nil && passed
}

// copies keeps the compiler from changing what is used again.
func copies(modules map[string]*ast.Module) map[string]*ast.Module {
	fresh := make(map[string]*ast.Module, len(modules))
	for name, module := range modules {
		fresh[name] = module.Copy()
	}
	return fresh
}
