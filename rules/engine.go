package rules

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/model"
)

// Deadline is how long one rule may take over one definition.
const Deadline = 10 * time.Second

// Options say which rules an engine evaluates, and how.
type Options struct {
	// Select and Ignore name rules by id, name, group or start of the id.
	// Without a selection, all rules but the informative ones are evaluated.
	Select, Ignore []string
	// Severity gives rules, by id or name, another severity than their own.
	Severity map[string]Severity
	// Deadline replaces the constant of that name where it is not 0.
	Deadline time.Duration
}

// Engine evaluates rules over models. It may be used by several goroutines.
type Engine struct {
	rules    []*Rule
	severity map[*Rule]Severity
	options  Options
	deadline time.Duration
	program  *program
	// optimistic reads the same policies as what may be.
	optimistic *program
}

// New gives an engine for the rules that the options name. The policies are
// compiled when a model first needs them.
func New(options Options) (*Engine, error) {
	return newEngine(Catalogue(), newProgram(), options)
}

func newEngine(all []*Rule, policies *program, options Options) (*Engine, error) {
	chosen, err := selected(all, options)
	if err != nil {
		return nil, err
	}
	engine := &Engine{
		rules:      chosen,
		severity:   map[*Rule]Severity{},
		options:    options,
		deadline:   options.Deadline,
		program:    policies,
		optimistic: &program{source: policies.source, optimistic: true, skip: policies.skip},
	}
	if engine.deadline == 0 {
		engine.deadline = Deadline
	}
	for name, severity := range options.Severity {
		i := slices.IndexFunc(all, func(r *Rule) bool { return r.ID == name || r.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("a severity is given for %q, which is no rule's id or name", name)
		}
		engine.severity[all[i]] = severity
	}
	return engine, nil
}

// Chosen reports whether the rule is among those that the options name.
func (e *Engine) Chosen(rule *Rule) bool { return slices.Contains(e.rules, rule) }

// Exhaustive reports whether the engine gives all findings of the rule: it is
// chosen, and what it says is not held back for only informing.
func (e *Engine) Exhaustive(rule *Rule) bool { return e.options.Decides(rule) }

// SeverityOf gives the severity of the rule's findings, if they do not say one
// themselves.
func (e *Engine) SeverityOf(rule *Rule) Severity {
	if severity, ok := e.severity[rule]; ok {
		return severity
	}
	return rule.Severity
}

// Prepare compiles what the models need in one go, which is cheaper than as
// they come. Evaluate does it by itself where it was not done.
func (e *Engine) Prepare(ctx context.Context, models ...*model.Model) error {
	var wanted []*Rule
	for _, m := range models {
		for _, rule := range applicable(e.rules, m) {
			if !slices.Contains(wanted, rule) {
				wanted = append(wanted, rule)
			}
		}
	}
	_, err := e.program.prepare(ctx, wanted)
	return err
}

// Evaluate gives the findings of one model, in order, and what kept a rule from
// being evaluated. A rule that fails or takes too long does not touch the
// others.
func (e *Engine) Evaluate(ctx context.Context, m *model.Model) ([]Finding, []source.Problem) {
	wanted := applicable(e.rules, m)
	if len(wanted) == 0 {
		return nil, nil
	}
	queries, err := e.program.prepare(ctx, wanted)
	if err != nil {
		return nil, []source.Problem{{Kind: source.Internal, At: placeOf(m), Message: err.Error()}}
	}
	encoding := model.Encode(m)
	var findings []Finding
	var problems []source.Problem
	for _, rule := range wanted {
		list, errs := e.apply(ctx, queries[rule], rule, encoding, m)
		findings = append(findings, list...)
		for _, err := range errs {
			problems = append(problems, problem(rule, m, err))
		}
	}
	Sort(findings)
	return findings, problems
}

// apply gives the findings of one rule. A panic stays within it.
func (e *Engine) apply(ctx context.Context, query rego.PreparedEvalQuery, rule *Rule, encoding *model.Encoding, m *model.Model) (findings []Finding, errs []error) {
	defer func() {
		if cause := recover(); cause != nil {
			errs = append(errs, fmt.Errorf("panic: %v", cause))
		}
	}()
	list, err := e.evaluate(ctx, query, rule, encoding)
	if err != nil {
		return nil, []error{err}
	}
	for i := range list {
		if e.unasked(rule, &list[i]) {
			continue
		}
		finding, err := e.finding(rule, &list[i], encoding, m)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		findings = append(findings, finding)
	}
	return findings, errs
}

// evaluate runs one rule's query under its deadline.
func (e *Engine) evaluate(ctx context.Context, query rego.PreparedEvalQuery, rule *Rule, encoding *model.Encoding) ([]violation, error) {
	ctx, cancel := context.WithTimeout(ctx, e.deadline)
	defer cancel()
	results, err := query.Eval(ctx, rego.EvalParsedInput(encoding.Input))
	if err != nil {
		return nil, fmt.Errorf("evaluating %s: %w", rule.Package, err)
	}
	return violations(results)
}

func problem(rule *Rule, m *model.Model, err error) source.Problem {
	kind, what := source.Internal, "this is a fault of gatelint, please report it"
	if topdown.IsCancel(err) {
		kind, what = source.Limit, "it took too long and was stopped"
	}
	return source.Problem{
		Kind:    kind,
		At:      placeOf(m),
		Message: fmt.Sprintf("rule %s (%s) was not evaluated in full; %s: %v", rule.ID, rule.Name, what, err),
	}
}

// placeOf gives the file of a definition, or the directory of a root module.
func placeOf(m *model.Model) source.Range { return source.Range{File: m.Path} }
