package symbol

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
)

func TestDerived(t *testing.T) {
	table := NewTable()
	markOf := func(v cty.Value) any {
		_, marks := v.Unmark()
		for mark := range marks {
			return mark
		}
		return nil
	}
	first := value.Ref{Address: "aws_lambda_function.f", Attr: "arn"}
	second := value.Ref{Address: "module.m.data.aws_region.r", Attr: "name"}
	arn, region := markOf(table.Ref(first, false)), markOf(table.Ref(second, true))
	named := Why{Reason: value.Variable, Origin: "var.name"}
	hole := markOf(table.Hole(named))
	derived := markOf(table.Derived(cty.NewValueMarks(region, hole), false))
	for name, test := range map[string]struct {
		marks cty.ValueMarks
		why   Why
		refs  []value.Ref
	}{
		"nothing":     {nil, Why{Reason: value.Function}, nil},
		"decided":     {cty.NewValueMarks(Decided{}), Why{Reason: value.Condition}, nil},
		"stated":      {cty.NewValueMarks(named, Decided{}, arn), named, []value.Ref{first}},
		"first made":  {cty.NewValueMarks(region, arn), Why{Reason: value.Computed}, []value.Ref{first, second}},
		"data source": {cty.NewValueMarks(region), Why{Reason: value.Data, Origin: second.Address}, []value.Ref{second}},
		"hole":        {cty.NewValueMarks(hole), named, nil},
		"derived":     {cty.NewValueMarks(derived, arn), Why{Reason: value.Computed}, []value.Ref{first, second}},
	} {
		bare, _ := table.Derived(test.marks, true).Unmark()
		pieces := table.Split("a" + bare.AsString())
		if len(pieces) != 2 || !pieces[1].IsSymbol || !pieces[1].Tame || pieces[1].Ref != (value.Ref{}) {
			t.Fatalf("%s: pieces are %+v", name, pieces)
		}
		if pieces[1].Why != test.why {
			t.Errorf("%s: the reason is %+v, want %+v", name, pieces[1].Why, test.why)
		}
		if diff := cmp.Diff(test.refs, table.Rests(pieces[1].Mark)); diff != "" {
			t.Errorf("%s: it rests on (-want +got)\n%s", name, diff)
		}
	}
}
