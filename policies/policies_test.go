package policies_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/policies"
	"github.com/gatelint/gatelint/rules"
)

// parse reads every policy below the folder, tests included.
func parse(t *testing.T, files fs.FS) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		modules[name], err = ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{
			Capabilities:      rules.Capabilities(),
			ProcessAnnotation: true,
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modules
}

// The policies' own tests, with the runner of OPA.
func TestRego(t *testing.T) {
	modules := parse(t, os.DirFS("."))
	tracer := cover.New()
	var results chan *tester.Result
	store := inmem.New()
	err := storage.Txn(t.Context(), store, storage.TransactionParams{}, func(txn storage.Transaction) (err error) {
		results, err = tester.NewRunner().
			SetStore(store).
			SetModules(modules).
			SetCoverageQueryTracer(tracer).
			CapturePrintOutput(true).
			RunTests(t.Context(), txn)
		if err != nil {
			return err
		}
		for result := range results {
			if !result.Pass() {
				t.Errorf("%s: %s\n%s", result.Location, result, result.Output)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(modules, func(name string, _ *ast.Module) bool { return !isProduct(name) })
	report := tracer.Report(modules)
	t.Logf("coverage of the policies: %.1f %%", report.Coverage)
	for _, name := range slices.Sorted(maps.Keys(report.Files)) {
		for _, stretch := range report.Files[name].NotCovered {
			t.Errorf("%s:%d: no test reaches this", name, stretch.Start.Row)
		}
	}
}

// isProduct reports whether a file is part of the program, not of its tests.
func isProduct(name string) bool {
	return !strings.HasSuffix(name, "_test.rego") && name != "lib/testing.rego"
}

// The program skips the stages of the compiler that only check. Here they all
// run, with the schema of the model, so that a misspelt path is an error.
func TestPoliciesCompileStrictly(t *testing.T) {
	compiler := ast.NewCompiler().
		WithCapabilities(rules.Capabilities()).
		WithStrict(true).
		WithSchemas(schemas(t))
	if compiler.Compile(parse(t, policies.FS)); compiler.Failed() {
		t.Error(compiler.Errors)
	}
}

func schemas(t *testing.T) *ast.SchemaSet {
	t.Helper()
	text, err := model.Schema()
	if err != nil {
		t.Fatal(err)
	}
	set := ast.NewSchemaSet()
	set.Put(ast.SchemaRootRef, ast.MustJSON(ast.MustParseTerm(string(text)).Value))
	return set
}

// Every folder of a rule is whole, and nothing else lies among them.
func TestFoldersAreWhole(t *testing.T) {
	for _, rule := range rules.WithPolicy() {
		for _, file := range []string{"policy.rego", "policy_test.rego", "examples.txtar", "README.md"} {
			if _, err := os.Stat(path.Join(rule.Path, file)); err != nil {
				t.Error(err)
			}
		}
	}
	folders, err := fs.Glob(os.DirFS("."), "*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if strings.HasPrefix(folder, "lib/") {
			continue
		}
		if !slices.ContainsFunc(rules.WithPolicy(), func(r *rules.Rule) bool { return r.Path == folder }) {
			t.Errorf("%s is no rule of the catalogue", folder)
		}
	}
}
