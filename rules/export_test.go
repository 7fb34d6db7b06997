package rules

import (
	"context"
	"io/fs"
	"testing"

	"github.com/gatelint/gatelint/model"
)

// EngineFor gives an engine for one rule whose policy is not among the built-in
// ones.
func EngineFor(rule *Rule, files fs.FS) (*Engine, error) {
	return newEngine([]*Rule{rule}, &program{source: files}, Options{})
}

// PointedAt gives the indexes that the findings of a rule point at, and how many
// findings the guard refused.
func (e *Engine) PointedAt(ctx context.Context, rule *Rule, encoding *model.Encoding) (at map[int]bool, refused int, err error) {
	queries, err := e.program.prepare(ctx, []*Rule{rule})
	if err != nil {
		return nil, 0, err
	}
	list, err := e.evaluate(ctx, queries[rule], rule, encoding)
	if err != nil {
		return nil, 0, err
	}
	at = map[int]bool{}
	for i := range list {
		if examine(rule, &list[i], encoding) != nil {
			refused++
			continue
		}
		at[list[i].At] = true
	}
	return at, refused, nil
}

// Possible gives the rules and places of all that may be a finding.
func (e *Engine) Possible(t *testing.T, m *model.Model) map[string]bool {
	t.Helper()
	queries, err := e.optimistic.prepare(t.Context(), possible(e.rules, m))
	if err != nil {
		t.Fatal(err)
	}
	encoding := model.Encode(m)
	places := map[string]bool{}
	for _, rule := range possible(e.rules, m) {
		list, err := e.evaluate(t.Context(), queries[rule], rule, encoding)
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			cell, _ := encoding.Cell(list[i].At)
			at := cell.At()
			if cell.Owner != nil {
				at = firstPlace(at, cell.Owner.At)
			}
			places[rule.ID+" "+at.String()] = true
		}
	}
	return places
}
