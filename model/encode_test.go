package model_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func at(line int) source.Range {
	return source.Range{
		File:  "main.tf",
		Start: source.Position{Line: line, Column: 3},
		End:   source.Position{Line: line, Column: 9},
	}
}

// get follows a path of keys and indexes through an encoded document.
func get(t *testing.T, document any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch key := step.(type) {
		case string:
			object, ok := document.(map[string]any)
			if !ok {
				t.Fatalf("%v: no object at %q but %v", path, key, document)
			}
			document = object[key]
		case int:
			document = document.([]any)[key]
		}
	}
	return document
}

func document(t *testing.T, m *model.Model) any {
	t.Helper()
	shown, err := ast.JSON(model.Encode(m).Input)
	if err != nil {
		t.Fatal(err)
	}
	return shown
}

func TestEncodedValues(t *testing.T) {
	ref := value.Ref{Address: "aws_lambda_function.f", Attr: "arn"}
	tests := map[string]struct {
		value value.Value
		want  map[string]any
	}{
		"text":    {value.OfText("POST", at(1)), map[string]any{"known": "POST"}},
		"number":  {value.OfNumber("29000", at(1)), map[string]any{"known": number("29000")}},
		"no JSON": {value.OfNumber(".5", at(1)), map[string]any{"known": ".5"}},
		"boolean": {value.OfBool(false, at(1)), map[string]any{"known": false}},
		"absent":  {value.Unset(at(1)), map[string]any{"absent": true}},
		"unknown": {value.NotKnown(value.Data, "", at(1)), map[string]any{"unknown": "data"}},
		"zero":    {value.Value{}, map[string]any{"unknown": ""}},
		"open":    {value.OfList(nil, true, at(1)), map[string]any{"known": []any{}, "open": true}},
		"default": {
			value.Unset(at(1)).OrDefault(value.OfText("EDGE", at(1))),
			map[string]any{"known": "EDGE", "default": true},
		},
		"empty": {value.OfMap(nil, false, at(1)), map[string]any{"known": map[string]any{}}},
		"with ref": {value.OfRef(ref, at(1)), map[string]any{
			"unknown": "computed",
			"parts":   []any{map[string]any{"ref": map[string]any{"resource": ref.Address, "attr": "arn"}}},
			"refs":    []any{map[string]any{"resource": ref.Address, "attr": "arn"}},
		}},
		"with hole": {
			value.OfParts([]value.Part{{Literal: "a/"}, {Reason: value.Variable}}, at(1)),
			map[string]any{
				"unknown": "variable",
				"parts":   []any{map[string]any{"literal": "a/"}, map[string]any{"hole": "variable"}},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := &model.Model{APIs: []*model.API{{Name: test.value}}}
			got := get(t, document(t, m), "apis", 0, "name").(map[string]any)
			delete(got, "at")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func number(text string) any { return ast.MustJSON(ast.Number(text)) }

// Items of a list and a map are values with indexes of their own, so that a
// finding can point at one of them.
func TestIndexesLeadBackToValues(t *testing.T) {
	first := value.OfText("s3:GetObject", at(7))
	second := value.NotKnown(value.Variable, "var.action", at(8))
	m := &model.Model{Policies: []*model.Policy{{
		Entity: model.Entity{Address: "aws_api_gateway_rest_api_policy.p", At: at(1)},
		Statements: []*model.Statement{{
			Actions: value.OfList([]value.Value{first, second}, false, at(6)),
			Principal: value.OfMap([]value.Entry{
				{Key: "AWS", Value: value.OfText("*", at(9))},
				{Key: "AWS", Value: value.OfText("later", at(10))},
			}, false, at(9)),
		}},
	}}}
	encoding := model.Encode(m)
	shown, err := ast.JSON(encoding.Input)
	if err != nil {
		t.Fatal(err)
	}
	statement := get(t, shown, "policies", 0, "statements", "items", 0)
	for _, test := range []struct {
		path []any
		line int
		want string
	}{
		{[]any{"actions", "known", 0}, 7, "statements.0.actions.0"},
		{[]any{"actions", "known", 1}, 8, "statements.0.actions.1"},
		{[]any{"principal", "known", "AWS"}, 9, "statements.0.principal.AWS"},
	} {
		index := get(t, statement, append(test.path, "at")...)
		cell, ok := encoding.Cell(asInt(t, index))
		if !ok || cell.Value == nil {
			t.Fatalf("%v: no value behind index %v", test.path, index)
		}
		if cell.At().Start.Line != test.line || cell.Path != test.want || cell.Owner != &m.Policies[0].Entity {
			t.Errorf("%v leads to line %d, path %q, owner %v", test.path, cell.At().Start.Line, cell.Path, cell.Owner)
		}
	}
	complete := get(t, shown, "policies", 0, "statements", "at")
	if cell, ok := encoding.Cell(asInt(t, complete)); !ok || cell.Set != &m.Policies[0].StatementsSet {
		t.Error("the index of a set does not lead to its completeness")
	}
	for _, index := range []int{-1, 1 << 20} {
		if _, ok := encoding.Cell(index); ok {
			t.Errorf("there is something behind index %d", index)
		}
	}
}

func asInt(t *testing.T, v any) int {
	t.Helper()
	n, ok := v.(interface{ Int64() (int64, error) })
	if !ok {
		t.Fatalf("%v (%T) is no number", v, v)
	}
	i, err := n.Int64()
	if err != nil {
		t.Fatal(err)
	}
	return int(i)
}

func TestMapsByIDHoldTheSameEntities(t *testing.T) {
	f := &model.Function{Entity: model.Entity{ID: "f", Label: "orders"}}
	p := &model.Permission{Entity: model.Entity{ID: "p"}, Function: f}
	m := &model.Model{Functions: []*model.Function{f}, Permissions: []*model.Permission{p}}
	shown := document(t, m)
	function := get(t, shown, "permissions", 0, "function_id").(string)
	if diff := cmp.Diff(get(t, shown, "functions", 0), get(t, shown, "by_id", "functions", function)); diff != "" {
		t.Error(diff)
	}
}

func TestJSONHidesWhatIsSensitive(t *testing.T) {
	secret := value.OfText("hunter2", at(3))
	secret.Sensitive = true
	parts := value.OfParts([]value.Part{{Literal: "hunter3"}, {Reason: value.Data}}, at(4))
	parts.Sensitive = true
	m := &model.Model{
		Dialect: resource.Terraform,
		When:    []string{"condition IsProd is true"},
		APIs:    []*model.API{{Entity: model.Entity{ID: "a", At: at(1)}, Name: secret, Body: parts}},
	}
	got, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{"hunter", "by_id"} {
		if strings.Contains(string(got), hidden) {
			t.Errorf("JSON shows %q:\n%s", hidden, got)
		}
	}
	for _, shown := range []string{"(sensitive)", "main.tf:3:3", "IsProd", `"dialect": "terraform"`} {
		if !strings.Contains(string(got), shown) {
			t.Errorf("JSON lacks %q:\n%s", shown, got)
		}
	}
	again, err := m.JSON()
	if err != nil || string(again) != string(got) {
		t.Error("the same model gave other bytes")
	}
}
