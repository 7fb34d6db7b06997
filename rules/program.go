package rules

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/gatelint/gatelint/policies"
)

// program holds the compiled policies. It grows: what a model needs is compiled
// together with all that was needed before, so that many small definitions cost
// a handful of compilations.
type program struct {
	// source gives the text of a policy by the path of its file.
	source fs.FS
	// optimistic says that the policies are read as what may be, see reading.go.
	optimistic bool
	// skip lists the compiler's stages that need not run.
	skip    []ast.StageID
	mu      sync.Mutex
	loaded  []*Rule
	queries map[*Rule]rego.PreparedEvalQuery
}

// checksInCI are the stages that only check, or that serve features which the
// policies do not use. The built-in policies went through all of them in tests.
var checksInCI = []ast.StageID{
	ast.StageCheckUnusedImports,
	ast.StageCheckKeywordOverrides,
	ast.StageCheckDuplicateImports,
	ast.StageCheckVoidCalls,
	ast.StageParseMetadataBlocks,
	ast.StageSetAnnotationSet,
	ast.StageRewriteRegoMetadataCalls,
	ast.StageCheckRuleConflicts,
	ast.StageCheckUndefinedFuncs,
	ast.StageRewriteTestRulesForTracing,
	ast.StageCheckRecursion,
	ast.StageCheckTypes,
	ast.StageCheckUnsafeBuiltins,
	ast.StageCheckDeprecatedBuiltins,
	ast.StageBuildComprehensionIndices,
	ast.StageBuildRequiredCapabilities,
}

func newProgram() *program { return &program{source: policies.FS, skip: checksInCI} }

// prepare gives a query for each of the rules, which must not be changed.
func (p *program) prepare(ctx context.Context, wanted []*Rule) (map[*Rule]rego.PreparedEvalQuery, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	grown := p.loaded
	for _, rule := range wanted {
		if _, ok := p.queries[rule]; !ok {
			grown = append(grown, rule)
		}
	}
	if len(grown) == len(p.loaded) {
		return p.queries, nil
	}
	queries, err := p.compile(ctx, grown)
	if err != nil {
		return nil, err
	}
	p.loaded, p.queries = grown, queries
	return queries, nil
}

func (p *program) compile(ctx context.Context, rules []*Rule) (map[*Rule]rego.PreparedEvalQuery, error) {
	allowed := Capabilities()
	modules := map[string]*ast.Module{}
	files, err := p.library()
	if err != nil {
		return nil, err
	}
	for _, rule := range rules {
		files = append(files, rule.Path+"/policy.rego")
	}
	for _, file := range files {
		text, err := fs.ReadFile(p.source, file)
		if err != nil {
			return nil, fmt.Errorf("reading policy: %w", err)
		}
		modules[file], err = ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{
			Capabilities: allowed,
			RegoVersion:  ast.RegoV1,
		})
		if err != nil {
			return nil, fmt.Errorf("parsing policy: %w", err)
		}
	}
	if p.optimistic {
		readOptimistically(modules)
	}
	compiler := ast.NewCompiler().WithCapabilities(allowed).WithSkipStages(p.skip...)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fmt.Errorf("compiling policies: %w", compiler.Errors)
	}
	return prepareQueries(ctx, compiler, rules)
}

// prepareQueries makes one query per rule: each has its own deadline, and its
// failure is its own.
func prepareQueries(ctx context.Context, compiler *ast.Compiler, rules []*Rule) (map[*Rule]rego.PreparedEvalQuery, error) {
	queries := make(map[*Rule]rego.PreparedEvalQuery, len(rules))
	for _, rule := range rules {
		query, err := rego.New(
			rego.Compiler(compiler),
			rego.ParsedQuery(ast.NewBody(ast.NewExpr(ast.NewTerm(findingsOf(rule.Package))))),
		).PrepareForEval(ctx)
		if err != nil {
			return nil, fmt.Errorf("preparing %s: %w", rule.ID, err)
		}
		queries[rule] = query
	}
	return queries, nil
}

// findingsOf gives the reference to the findings of a package.
func findingsOf(pkg string) ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument.Copy()}
	for name := range strings.SplitSeq(pkg+".findings", ".") {
		ref = append(ref, ast.StringTerm(name))
	}
	return ref
}
