package rules_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/policies"
	"github.com/gatelint/gatelint/rules"
)

// An oracle tells by OPA's partial evaluation what is certain. It knows nothing
// of how gatelint writes down what is not known: where a value of the model is
// unknown it puts a reference to a document that partial evaluation is told not
// to look at, and asks which findings are left and under which conditions.
//
//   - A finding that is left without a condition is certain.
//   - One that is left with conditions depends on what is not known.
//   - One that is not left cannot be, whatever the unknown values are.
//
// Partial evaluation does not look into comprehensions, "every" and negations
// that hold anything unknown, even where it does not matter. What it calls
// conditional and gatelint reports is therefore put to the test: the document is
// filled with the policy's constants and other values, many times, and the
// finding has to be there each time.
//
// It does not see what facts compute in Go ahead of the policies, whether the
// known pieces of a text justify what a policy concludes from them (it sees the
// same pieces), or that two conditions contradict each other: where the oracle
// says "it depends", a value may in truth not exist.
type oracle struct {
	rule    *rules.Rule
	modules map[string]*ast.Module
	// constants are what the policy compares with.
	constants []*ast.Term
}

// question is one model with its unknown values taken out.
type question struct {
	findings ast.Ref
	compiler *ast.Compiler
	holes    []hole
	// constants are those of the policy, scalars those of the model, which holes
	// are filled with.
	constants, scalars []*ast.Term
}

// hole is where something was taken out: a value, or whether a set or a list is
// the whole of it.
type hole struct {
	kind string
	at   *ast.Term
}

// unseen is the document that partial evaluation does not look at; seen is the
// model, with references to the other.
var (
	unseen = ast.MustParseRef("data.unseen")
	seen   = ast.MustParseRef("data.seen.model")
)

// pointing stands for the library's lib/finding.rego: how the text of a finding
// is made is nothing that decides whether there is one.
const pointing = `package gatelint.finding
at(subject, _, _) := {"at": index(subject)}
detailed(subject, _, _, _) := {"at": index(subject)}
index(subject) := subject.at
index(subject) := subject.header.at
`

// newOracle reads the policy of a rule and the library, and makes them read the
// model from the document instead of the input.
func newOracle(t *testing.T, rule *rules.Rule, files fs.FS) *oracle {
	t.Helper()
	names, err := fs.Glob(files, "lib/*.rego")
	if err != nil {
		t.Fatal(err)
	}
	o := &oracle{rule: rule, modules: map[string]*ast.Module{}}
	for _, name := range append(names, rule.Path+"/policy.rego") {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "lib/finding.rego" {
			text = []byte(pointing)
		}
		module, err := ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Fatal(err)
		}
		ast.WalkTerms(module, func(term *ast.Term) bool {
			if ref, ok := term.Value.(ast.Ref); ok && ref[0].Equal(ast.InputRootDocument) {
				term.Value = seen.Copy().Concat(ref[1:])
			}
			return false
		})
		o.modules[name] = module
	}
	ast.WalkTerms(o.modules[rule.Path+"/policy.rego"], func(term *ast.Term) bool {
		_, isRef := term.Value.(ast.Ref)
		if isScalar(term) {
			o.constants = append(o.constants, term)
		}
		return isRef
	})
	return o
}

// verdict is what an oracle says of the findings of a rule, by what they point
// at.
type verdict struct {
	certain, possible map[int]bool
	// anywhere says that what a finding points at depends on the unseen, too.
	anywhere bool
}

// ask takes out of an encoded model what is not known.
func (o *oracle) ask(input ast.Value) (*question, error) {
	q := &question{findings: ast.MustParseRef("data." + o.rule.Package + ".findings"), constants: o.constants}
	document := ast.MustParseModule("package seen\nmodel := {}")
	document.Rules[0].Head.Value = q.hidden(ast.NewTerm(input))
	modules := map[string]*ast.Module{"seen.rego": document}
	for name, module := range o.modules {
		modules[name] = module.Copy()
	}
	q.compiler = ast.NewCompiler().WithCapabilities(rules.Capabilities())
	if q.compiler.Compile(modules); q.compiler.Failed() {
		return nil, q.compiler.Errors
	}
	return q, nil
}

// judge asks partial evaluation.
func (q *question) judge(ctx context.Context) (*verdict, error) {
	left, err := rego.New(
		rego.Compiler(q.compiler),
		rego.Query(q.findings.String()+"[found]"),
		rego.Unknowns([]string{unseen.String()}),
	).Partial(ctx)
	if err != nil {
		return nil, err
	}
	v := &verdict{certain: map[int]bool{}, possible: map[int]bool{}}
	for _, body := range left.Queries {
		if err := v.add(body); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// completed gives what is found when the holes are filled at random.
func (q *question) completed(ctx context.Context, random *rand.Rand) (map[int]bool, error) {
	content := map[string]map[string]any{"value": {}, "whole": {}}
	for _, h := range q.holes {
		if h.kind == "whole" {
			content["whole"][h.at.String()] = random.IntN(2) == 0
			continue
		}
		index, err := ast.JSON(h.at.Value)
		if err != nil {
			return nil, err
		}
		filling := map[string]any{"at": index, "absent": true}
		from := [][]*ast.Term{q.constants, q.constants, q.scalars, nil}[random.IntN(4)]
		if len(from) > 0 {
			delete(filling, "absent")
			if filling["known"], err = ast.JSON(from[random.IntN(len(from))].Value); err != nil {
				return nil, err
			}
		}
		content["value"][h.at.String()] = filling
	}
	results, err := rego.New(
		rego.Compiler(q.compiler),
		rego.Query(q.findings.String()+"[_].at"),
		rego.Store(inmem.NewFromObject(map[string]any{"unseen": content})),
	).Eval(ctx)
	if err != nil {
		return nil, err
	}
	at := map[int]bool{}
	for _, result := range results {
		index, err := strconv.Atoi(fmt.Sprint(result.Expressions[0].Value))
		if err != nil {
			return nil, err
		}
		at[index] = true
	}
	return at, nil
}

// hidden puts a reference in the place of each value that is not known, of the
// completeness of each set that may hold more, and of the openness of each list
// that may.
func (q *question) hidden(term *ast.Term) *ast.Term {
	switch v := term.Value.(type) {
	case *ast.Array:
		items := make([]*ast.Term, 0, v.Len())
		v.Foreach(func(item *ast.Term) { items = append(items, q.hidden(item)) })
		return ast.ArrayTerm(items...)
	case ast.Object:
		at := v.Get(ast.StringTerm("at"))
		if at != nil && isUnknown(v) {
			return q.unseen("value", at)
		}
		var pairs [][2]*ast.Term
		v.Foreach(func(key, item *ast.Term) {
			switch name := key.Value.String(); {
			case at != nil && name == `"complete"` && item.Equal(ast.BooleanTerm(false)),
				at != nil && name == `"open"` && item.Equal(ast.BooleanTerm(true)):
				pairs = append(pairs, [2]*ast.Term{key, q.unseen("whole", at)})
			default:
				pairs = append(pairs, [2]*ast.Term{key, q.hidden(item)})
			}
		})
		return ast.ObjectTerm(pairs...)
	}
	if isScalar(term) {
		q.scalars = append(q.scalars, term)
	}
	return term
}

func isScalar(term *ast.Term) bool {
	switch term.Value.(type) {
	case ast.String, ast.Number, ast.Boolean:
		return true
	}
	return false
}

// isUnknown reports whether nothing is known of a value. One with known pieces
// stays as it is.
func isUnknown(v ast.Object) bool {
	reason := v.Get(ast.StringTerm("unknown"))
	if reason == nil || v.Get(ast.StringTerm("parts")) != nil || v.Get(ast.StringTerm("refs")) != nil {
		return false
	}
	_, isText := reason.Value.(ast.String)
	return isText
}

func (q *question) unseen(kind string, at *ast.Term) *ast.Term {
	q.holes = append(q.holes, hole{kind, at})
	return ast.NewTerm(unseen.Copy().Concat([]*ast.Term{ast.StringTerm(kind), ast.StringTerm(at.String())}))
}

// add reads one of the alternatives that partial evaluation leaves: the finding
// is bound to a variable, what is left beside says when it holds.
func (v *verdict) add(body ast.Body) error {
	left := newResidue(body)
	found, ok := left.bound["found"].(ast.Object)
	if !ok {
		return fmt.Errorf("no finding is bound in %v", body)
	}
	at, feasible, read := left.index(found.Get(ast.StringTerm("at")))
	if !read {
		v.anywhere = true
	}
	if !feasible {
		return nil
	}
	v.possible[at] = true
	if !left.conditional {
		v.certain[at] = true
	}
	return nil
}

// residue is one alternative: variables that stand for terms, and whether
// anything is left beside that may hold or not.
type residue struct {
	// same leads from a variable to another one that is the same.
	same map[ast.Var]ast.Var
	// bound is what the last variable of such a chain stands for.
	bound       map[ast.Var]ast.Value
	conditional bool
}

func newResidue(body ast.Body) *residue {
	r := &residue{same: map[ast.Var]ast.Var{}, bound: map[ast.Var]ast.Value{}}
	r.equate(body)
	r.bind(body)
	for _, expr := range body {
		r.conditional = r.conditional || !r.holds(expr)
	}
	return r
}

// equate joins the variables that are said to be the same.
func (r *residue) equate(body ast.Body) {
	for _, expr := range body {
		a, b, ok := equated(expr)
		if !ok {
			continue
		}
		x, isVar := a.Value.(ast.Var)
		y, areVars := b.Value.(ast.Var)
		if isVar && areVars && r.last(x) != r.last(y) {
			if r.last(x) == "found" {
				x, y = y, x
			}
			r.same[r.last(x)] = r.last(y)
		}
	}
}

// bind notes what variables stand for. One that stands for two things makes the
// alternative conditional.
func (r *residue) bind(body ast.Body) {
	for _, expr := range body {
		a, b, ok := equated(expr)
		if !ok {
			continue
		}
		x, isVar := a.Value.(ast.Var)
		if !isVar {
			a, b = b, a
			x, isVar = a.Value.(ast.Var)
		}
		if _, areVars := b.Value.(ast.Var); !isVar || areVars {
			continue
		}
		before := r.bound[r.last(x)]
		r.bound[r.last(x)] = b.Value
		r.conditional = r.conditional || before != nil && before.Compare(b.Value) != 0
	}
}

func equated(expr *ast.Expr) (a, b *ast.Term, ok bool) {
	if expr.Negated || len(expr.With) > 0 || !expr.IsEquality() {
		return nil, nil, false
	}
	return expr.Operand(0), expr.Operand(1), true
}

func (r *residue) last(v ast.Var) ast.Var {
	for next, ok := r.same[v]; ok; next, ok = r.same[v] {
		v = next
	}
	return v
}

// resolve follows variables to what they stand for, also at the head of a
// reference.
func (r *residue) resolve(v ast.Value) ast.Value {
	for range 100 { // bounded: what is left may refer to itself
		switch x := v.(type) {
		case ast.Var:
			bound := r.bound[r.last(x)]
			if bound == nil {
				return v
			}
			v = bound
		case ast.Ref:
			name, ok := x[0].Value.(ast.Var)
			if !ok || x.HasPrefix(ast.DefaultRootRef) {
				return v
			}
			head, ok := r.resolve(name).(ast.Ref)
			if !ok {
				return v
			}
			v = head.Concat(x[1:])
		default:
			return v
		}
	}
	return v
}

// index reads what a finding points at: a number, or the index of something
// unseen, which each value has. Entities are always seen, so that an index below
// the header of something unseen cannot be.
func (r *residue) index(at *ast.Term) (index int, feasible, read bool) {
	switch v := r.resolve(at.Value).(type) {
	case ast.Number:
		index, feasible = v.Int()
		return index, feasible, true
	case ast.Ref:
		if exists(v, "value") && v[len(v)-1].Equal(ast.StringTerm("at")) {
			index, err := strconv.Atoi(string(v[len(v)-2].Value.(ast.String)))
			return index, err == nil, true
		}
		return 0, false, v.HasPrefix(unseen)
	}
	return 0, false, false
}

// holds reports whether an expression holds whatever the unseen values are: it
// gives a variable its value, or asks of an unseen value no more than that it is
// there.
func (r *residue) holds(expr *ast.Expr) bool {
	if a, b, ok := equated(expr); ok {
		_, left := a.Value.(ast.Var)
		_, right := b.Value.(ast.Var)
		return left && r.given(b) || right && r.given(a)
	}
	if expr.IsCall() && !expr.Negated && len(expr.With) == 0 {
		return r.writes(expr)
	}
	term, ok := expr.Terms.(*ast.Term)
	if !ok || expr.Negated || len(expr.With) > 0 {
		return false
	}
	v := r.resolve(term.Value)
	ref, isRef := v.(ast.Ref)
	if isRef {
		return exists(ref, "value")
	}
	_, isVar := v.(ast.Var)
	return !isVar && v.Compare(ast.Boolean(false)) != 0
}

// writes reports whether an expression makes a text of what is given.
func (r *residue) writes(expr *ast.Expr) bool {
	name := expr.Operator().String()
	operands := expr.Operands()
	if name != "sprintf" && name != "concat" || len(operands) != 3 {
		return false
	}
	to, isVar := operands[2].Value.(ast.Var)
	return isVar && r.bound[r.last(to)] == nil && r.given(operands[0]) && r.given(operands[1])
}

// given reports whether a term certainly has a value.
func (r *residue) given(term *ast.Term) bool {
	certain := true
	ast.WalkTerms(term, func(term *ast.Term) bool {
		switch v := term.Value.(type) {
		case *ast.ArrayComprehension, *ast.SetComprehension, *ast.ObjectComprehension:
			return true // gives a value, whatever is inside
		case ast.Call:
			certain = false
		case ast.Ref:
			ref, ok := r.resolve(v).(ast.Ref)
			certain = certain && ok && (exists(ref, "value") || exists(ref, "whole"))
			return true
		}
		return !certain
	})
	return certain
}

// exists reports whether a reference is to an unseen value or its index.
func exists(ref ast.Ref, kind string) bool {
	if !ref.HasPrefix(unseen) || !ref[len(unseen)].Equal(ast.StringTerm(kind)) {
		return false
	}
	rest := ref[len(unseen)+2:]
	return len(rest) == 0 || len(rest) == 1 && rest[0].Equal(ast.StringTerm("at"))
}

// partials is how many masked models of each rule the oracle is asked about.
func partials() int {
	if os.Getenv("GATELINT_SOAK") != "" {
		return 500
	}
	return 25
}

// What gatelint finds in a model of which parts are hidden is what partial
// evaluation says is certain, neither more nor less.
func TestPartialEvaluationAgrees(t *testing.T) {
	byRule := map[*rules.Rule][]*specimen{}
	for _, c := range examples(t) {
		if c.kind() == "unknown" {
			continue
		}
		for _, m := range run(t, c.files, lint.Options{Select: []string{c.rule.ID}}).Models {
			byRule[c.rule] = append(byRule[c.rule], newSpecimen(t, c, m))
		}
	}
	n := partials()
	for _, rule := range rules.WithPolicy() {
		t.Run(rule.ID, func(t *testing.T) {
			o, sum := newOracle(t, rule, policies.FS), comparison{}
			for seed := range n {
				s := maskSome(byRule[rule], uint64(seed))
				sum.compare(t, s, o, uint64(seed))
			}
			if sum.certain+sum.completed == 0 {
				t.Error("no masked model has a finding: the test is blind")
			}
			t.Logf("of %d models: %+v", n, sum)
			tally.Count(t, "T61", "models asked about", n)
			tally.Count(t, "T61", "findings certain by partial evaluation", sum.certain)
		})
	}
}

// comparison counts the findings of masked models: those that partial evaluation
// calls certain, those that survive all completions, and those that depend on
// what is hidden, which gatelint must not report.
type comparison struct{ certain, completed, dependent int }

// completions is how often the holes of a model are filled.
const completions = 30

func (sum *comparison) compare(t *testing.T, s *specimen, o *oracle, seed uint64) {
	t.Helper()
	at, q := s.ask(t, o)
	v, err := q.judge(t.Context())
	if err != nil {
		t.Fatalf("%s, seed %d: %v", s.name, seed, err)
	}
	for index := range v.possible {
		switch {
		case v.certain[index] && !at[index]:
			t.Errorf("%s, seed %d: a finding at %d is certain, but there is none", s.name, seed, index)
		case !at[index]:
			sum.dependent++
		}
	}
	for index := range at {
		switch {
		case v.certain[index]:
			sum.certain++
		case !v.possible[index] && !v.anywhere:
			t.Errorf("%s, seed %d: there is a finding at %d, which cannot be", s.name, seed, index)
		case q.vanishes(t, index, seed, completions):
			t.Errorf("%s, seed %d: there is a finding at %d, but it depends on what is hidden", s.name, seed, index)
		default:
			sum.completed++
		}
	}
}

// vanishes reports whether a number of tries comes upon a way to fill the holes
// with which there is no finding at the index.
func (q *question) vanishes(t *testing.T, index int, seed uint64, tries int) bool {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 62))
	for range tries {
		at, err := q.completed(t.Context(), random)
		if err != nil {
			t.Fatal(err)
		}
		if !at[index] {
			return true
		}
	}
	return false
}

// maskSome masks between nothing and half of the values of one specimen. Bad
// examples are taken twice as often.
func maskSome(specimens []*specimen, seed uint64) *specimen {
	random := rand.New(rand.NewPCG(seed, 61))
	s := specimens[random.IntN(len(specimens))]
	for i := 0; i < 2 && !strings.HasPrefix(s.name, "bad"); i++ {
		s = specimens[random.IntN(len(specimens))]
	}
	share := random.Float64() * random.Float64() / 2
	for i, v := range s.fields.values {
		if random.Float64() < share {
			options := masked(s.values[i])
			*v = options[random.IntN(len(options))]
		}
	}
	for _, complete := range s.fields.sets {
		*complete = *complete && random.Float64() >= share
	}
	return s
}

// ask gives what gatelint finds in the masked model and the question for the
// oracle, and restores the model.
func (s *specimen) ask(t *testing.T, o *oracle) (map[int]bool, *question) {
	t.Helper()
	defer s.restore()
	facts.Attach(s.model)
	encoding := model.Encode(s.model)
	at, refused, err := s.engine.PointedAt(t.Context(), o.rule, encoding)
	if err != nil || refused > 0 {
		t.Fatalf("%s: %d findings are refused (%v)", s.name, refused, err)
	}
	q, err := o.ask(encoding.Input)
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	return at, q
}
