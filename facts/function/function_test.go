package function_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func functions() *model.Model {
	m := &model.Model{}
	build.Function(m, "f", "orders")
	build.Function(m, "g", "items")
	build.Function(m, "symbolic", "<pet.id>-users")
	build.Alias(m, "live", "<f.name>", "live")
	build.Alias(m, "secret", "orders", "<?>")
	build.Alias(m, "version", "<f.arn>", "<version.version>")
	build.Alias(m, "astray", "<?>", "live")
	build.Alias(m, "cycle", "<cycle.arn>", "live")
	return m
}

func TestResolve(t *testing.T) {
	const arn = "arn:<partition>:lambda:<region>:<account>:function:"
	type want struct {
		function           string
		elsewhere, literal bool
		qualifier          string
	}
	none, unknown := "(not set)", "(unknown)"
	tests := map[string]want{
		// By reference.
		"<f.arn>":                     {"f", false, false, none},
		"<f.name>":                    {"f", false, false, none},
		"<f.arn>:live":                {"f", false, false, "live"},
		"<f.name>:$LATEST":            {"f", false, false, none},
		"<f.arn>:<live.name>":         {"f", false, false, "live"},
		"<f.arn>:<?>":                 {"f", false, false, unknown},
		"<f.arn>:${stageVariables.a}": {"f", false, false, unknown},
		"<f.qualified_arn>":           {"f", false, false, unknown},
		"<live.arn>":                  {"f", false, false, "live"},
		"<secret.arn>":                {"f", false, false, "${secret.name}"},
		"<version.arn>":               {"f", false, false, "${version.version}"},
		// By name, partial ARN and ARN.
		"orders":                       {"f", false, false, none},
		"orders:live":                  {"f", false, false, "live"},
		"orders:$LATEST":               {"f", false, false, none},
		"function:orders":              {"f", false, false, none},
		"123456789012:function:orders": {"f", false, true, none},
		"<account>:function:orders:7":  {"f", false, false, "7"},
		arn + "orders":                 {"f", false, false, none},
		arn + "orders:live":            {"f", false, false, "live"},
		arn + "<f.name>":               {"f", false, false, none},
		arn + "<f.name>:live":          {"f", false, false, "live"},
		arn + "<pet.id>-users":         {"symbolic", false, false, none},
		"arn:aws:lambda:eu-west-1:123456789012:function:orders":     {"f", false, true, none},
		"arn:aws:lambda:<region>:123456789012:function:orders":      {"f", false, true, none},
		"arn:aws:lambda:eu-west-1:123456789012:function:<f.name>:1": {"f", false, false, "1"},
		// What is not known.
		"<?>":                               {"", false, false, unknown},
		"<?>-orders":                        {"", false, false, unknown},
		"<data.x.arn>":                      {"", false, false, none},
		"<f.invoke_arn>":                    {"", false, false, none},
		arn + "${stageVariables.name}":      {"", false, false, unknown},
		arn + "orders:${stageVariables.v}":  {"f", false, false, unknown},
		arn + "x-${stageVariables.v}:alias": {"", false, false, "alias"},
		"<astray.arn>":                      {"", false, false, "live"},
		"<cycle.arn>":                       {"", false, false, "live"},
		"other":                             {"", false, false, none}, // the symbolic name may be it
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			target := function.NewIndex(functions()).Resolve(build.Value(text))
			got := ""
			if target.Function != nil {
				got = target.Function.Address
			}
			if got != want.function || target.Elsewhere != want.elsewhere || target.Literal != want.literal ||
				target.Qualifier.Show() != want.qualifier {
				t.Errorf("got %q, elsewhere %t, literal %t, qualifier %s; want %v",
					got, target.Elsewhere, target.Literal, target.Qualifier.Show(), want)
			}
		})
	}
}

func TestElsewhere(t *testing.T) {
	m := functions()
	m.Functions = m.Functions[:2] // all names are known
	index := function.NewIndex(m)
	for _, text := range []string{"other", "arn:aws:lambda:eu-west-1:1:function:other:live", "arn:aws:sqs:eu-west-1:1:queue:x:y:z"} {
		if target := index.Resolve(build.Value(text)); !target.Elsewhere {
			t.Errorf("%s is said to be possibly one of ours", text)
		}
	}
	for _, text := range []string{"<?>", "<?>-x", "orders-${stageVariables.x}", "<data.x.name>"} {
		if target := index.Resolve(build.Value(text)); target.Elsewhere {
			t.Errorf("%s is said to be none of ours", text)
		}
	}
}

func TestTwoOfOneName(t *testing.T) {
	m := &model.Model{}
	build.Function(m, "f", "orders")
	build.Function(m, "g", "orders")
	index := function.NewIndex(m)
	if target := index.Resolve(build.Value("orders")); target.Function != nil || target.Elsewhere {
		t.Errorf("one of two functions with the name is chosen: %v", target)
	}
	if groups := index.Candidates(build.Value("orders")); len(groups[0].Functions) != 2 {
		t.Errorf("candidates are %v, want both", groups)
	}
}

// A text that was made from a function's name names that one, even where its
// account is written out or another function has the name, too.
func TestNameByReference(t *testing.T) {
	m := &model.Model{}
	build.Function(m, "f", "orders")
	g := build.Function(m, "g", "orders")
	index := function.NewIndex(m)
	v := build.Value("arn:aws:lambda:eu-west-1:123456789012:function:orders")
	target := index.Resolve(v.WithRefs(value.Ref{Address: "g", Attr: "name"}))
	if target.Function != g || target.Literal {
		t.Errorf("a name made from g names %v, literal %t", target.Function, target.Literal)
	}
}

func TestCandidates(t *testing.T) {
	m := functions()
	index := function.NewIndex(m)
	tests := map[string]string{
		"<?>": "f g symbolic ", "<?>-orders": "f g symbolic ", "${stageVariables.x}": "f g symbolic ",
		"other": "symbolic ", "a:b:c:d:e": "",
	}
	for text, want := range tests {
		got := ""
		for _, group := range index.Candidates(build.Value(text)) {
			for _, f := range group.Functions {
				got += f.Address + " "
			}
		}
		if got != want {
			t.Errorf("%s may name %q, want %q", text, got, want)
		}
	}
}

// What is written out is no doubt where it is known to be the function's own.
func TestPlaceOfTheFunction(t *testing.T) {
	for text, want := range map[string]bool{
		"arn:aws:lambda:eu-west-1:123456789012:function:orders": false,
		"arn:aws:lambda:eu-west-1:<account>:function:orders":    false,
		"arn:aws:lambda:us-east-1:123456789012:function:orders": true,
		"arn:aws:lambda:eu-west-1:210987654321:function:orders": true,
		"210987654321:function:orders":                          true,
		"123456789012:function:orders":                          false,
	} {
		m := &model.Model{}
		f := build.Function(m, "f", "orders")
		f.Region, f.Account = build.Value("eu-west-1"), build.Value("123456789012")
		if target := function.NewIndex(m).Resolve(build.Value(text)); target.Function != f || target.Literal != want {
			t.Errorf("%s: %v, literal %t, want %t", text, target.Function, target.Literal, want)
		}
	}
}
