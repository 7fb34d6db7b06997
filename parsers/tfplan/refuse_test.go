package tfplan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// What is no plan, or one in another format, is a problem that says what to do.
func TestRefused(t *testing.T) {
	const api = `"planned_values": {"root_module": {"resources": [{"address": "aws_apigatewayv2_api.a"}]}}`
	for name, test := range map[string]struct {
		text, want string // "" for no problem
	}{
		"nothing":             {``, "is not valid JSON"},
		"half a file":         {`{"format_version": "1.2", "planned_val`, "is not valid JSON"},
		"a list":              {`[1]`, "is not a JSON object"},
		"comments":            {`{"format_version": "1.2", /* */ ` + api + `}`, "is not a JSON object without comments"},
		"two documents":       {`{"format_version": "1.2"}{}`, "is not valid JSON"},
		"no version":          {`{` + api + `}`, "has no format_version"},
		"an old version":      {`{"format_version": "0.2", ` + api + `}`, "has format version 0.2, of Terraform before 1.1"},
		"a version to come":   {`{"format_version": "2.0", ` + api + `}`, "look for a newer gatelint"},
		"a version as number": {`{"format_version": 1.2, ` + api + `}`, "has no format_version"},
		"a state":             {`{"format_version": "1.0", "values": {"root_module": {"resources": [{"type": "aws_apigatewayv2_api"}]}}}`, "is a state, not a plan"},
		"changes only":        {`{"format_version": "1.2", "resource_changes": [{"type": "aws_apigatewayv2_api"}]}`, "has no planned_values"},
		"too deep":            {`{"format_version": "1.2", "planned_values": ` + strings.Repeat(`[`, 300) + strings.Repeat(`]`, 300) + `}`, "nested more than"},
		"old, without an API": {`{"format_version": "0.1", "planned_values": {}}`, ""},
		"UTF-16":              {"\xff\xfe{\x00}\x00", "UTF-16"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "plan.json"), []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			root, err := source.Open(dir, source.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			definitions, problems := Load(root, "plan.json", Options{})
			if definitions != nil || len(problems) > 1 || len(problems) == 1 != (test.want != "") {
				t.Fatalf("%d definitions, problems %v", len(definitions), problems)
			}
			for _, problem := range problems {
				if !strings.Contains(problem.Message, test.want) || problem.At.File != "plan.json" || !problem.Incomplete() {
					t.Errorf("the problem is %+v", problem)
				}
			}
		})
	}
}

// Whatever members are missing, or of another type, is not known.
func TestMalformedMembers(t *testing.T) {
	const head = `{"format_version": "1.2", "planned_values": `
	for _, rest := range []string{
		`{}}`, `{"root_module": []}}`, `{"root_module": {"resources": {}}}}`, `{"root_module": {"resources": [1, null, {}]}}}`,
		`{"root_module": {"child_modules": [{}, {"address": "x"}, {"address": "module."}]}}}`,
		`{"root_module": {"resources": [{"address": "aws_api_gateway_rest_api.a", "type": "aws_api_gateway_rest_api", "values": []}]}}}`,
		`{"root_module": {"resources": [{"address": "a[\"", "type": "a", "name": "b", "values": {"x": {"y": [null]}}}]}}, "configuration": 1, "variables": [], "resource_changes": {}}`,
		`{"root_module": {"resources": [{"address": "a.b", "type": "a", "name": "b"}]}}, "configuration": {"root_module": {"resources": [{"address": "a.b", "expressions": [1]}, 1], "module_calls": {"m": 1}}}, "resource_changes": [1, {"address": "a.b", "change": {"after_unknown": {"x": [1], "y": true}}}]}`,
	} {
		root, err := source.Open(t.TempDir(), source.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if err := root.Provide("plan.json", []byte(head+rest)); err != nil {
			t.Fatal(err)
		}
		definitions, problems := Load(root, "plan.json", Options{})
		if len(definitions) != 1 || len(problems) > 0 {
			t.Errorf("%s: %d definitions, problems %v", rest, len(definitions), problems)
		}
		root.Close()
	}
}

// References that lead from module to module in ever more ways cost no more
// than the limit, and those that lead back to themselves come to an end.
func TestFollowingIsBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString(`{"format_version": "1.2", "planned_values": {"root_module": {"resources": [` +
		`{"address": "aws_api_gateway_method.m", "mode": "managed", "type": "aws_api_gateway_method", "name": "m", "values": {}},` +
		`{"address": "aws_api_gateway_method.n", "mode": "managed", "type": "aws_api_gateway_method", "name": "n", "values": {}}]}},` +
		`"resource_changes": [{"address": "aws_api_gateway_method.m", "change": {"after_unknown": {"rest_api_id": true, "resource_id": true}}},` +
		`{"address": "aws_api_gateway_method.n", "change": {"after_unknown": {"resource_id": true}}}],` +
		`"configuration": {"root_module": {"resources": [{"address": "aws_api_gateway_method.m", "expressions": {` +
		`"rest_api_id": {"references": ["module.m0.out"]}, "resource_id": {"references": ["aws_api_gateway_method.n.resource_id"]}}},` +
		`{"address": "aws_api_gateway_method.n", "expressions": {"resource_id": {"references": ["aws_api_gateway_method.m.resource_id"]}}}],` +
		`"module_calls": {`)
	const depth = 60
	for i := range depth {
		if i > 0 {
			text.WriteString(`,`)
		}
		next := string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		this := string(rune('0'+i/10)) + string(rune('0'+i%10))
		if i == 0 {
			this = "0"
		}
		text.WriteString(`"m` + this + `": {"expressions": {"a": {"references": ["module.m` + next + `.out"]}, "b": {"references": ["module.m` + next +
			`.out"]}}, "module": {"outputs": {"out": {"expression": {"references": ["var.a", "var.b"]}}}}}`)
	}
	text.WriteString(`}}}}`)
	root, err := source.Open(t.TempDir(), source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := root.Provide("plan.json", []byte(text.String())); err != nil {
		t.Fatal(err)
	}
	definitions, _ := Load(root, "plan.json", Options{})
	m := find(definitions[0], "aws_api_gateway_method.m")
	for _, name := range []string{"rest_api_id", "resource_id"} {
		if got := describe(m.Attrs.Get(name)); !strings.HasPrefix(got, "unknown") {
			t.Errorf("%s is %s", name, got)
		}
	}
}
