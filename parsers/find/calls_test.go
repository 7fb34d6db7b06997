package find

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
)

func TestModuleSources(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"call", "module \"a\" {\n  source = \"./a\"\n}\n", []string{"./a"}},
		{"on one line", `module "a" { source = "../a" }`, []string{"../a"}},
		{"the folders themselves", "module \"a\" {\n  source = \".\"\n}\nmodule \"b\" {\n  source = \"..\"\n}\n", []string{".", ".."}},
		{"late in the block", "module \"a\" {\n  x = { source = \"./no\" }\n  y {\n    source = \"./no\"\n  }\n  # source = \"./no\"\n  source /* x */ = /* y */ \"./a\" # z\n}\n", []string{"./a"}},
		{"label without quotes", "module a {\n  source = \"./a\"\n}\n", []string{"./a"}},
		{"registry", "module \"a\" {\n  source = \"terraform-aws-modules/x/aws\"\n  y = \"./no\"\n}\n", nil},
		{"git", "module \"a\" {\n  source = \"git::https://x/y.git//.\"\n  y = \"./no\"\n}\n", nil},
		{"computed", "module \"a\" {\n  source = \"./${var.x}\"\n}\n", nil},
		{"other block", "resource \"module\" \"a\" {\n  source = \"./no\"\n}\nlocals {\n  source = \"./no\"\n}\n", nil},
		{"comment", "# module \"a\" {\n# source = \"./no\"\n/* module \"a\" {\n  source = \"./no\"\n} */\n", nil},
		{"heredoc", "x = <<E\nmodule \"a\" {\n  source = \"./no\"\n}\nE\n", nil},
		{"heredoc in between", "x = <<E\n}}{\nE\nmodule \"a\" {\n  source = \"./a\"\n}\n", []string{"./a"}},
		{"interpolation ahead", "x = \"${y}\"\nmodule \"a\" {\n  z = \"${y}\"\n  source = \"./a\"\n}\n", []string{"./a"}},
		{"file with errors", "x = = [\nmodule \"a\" {\n  source = \"./a\"\n  y = (\n}\n", []string{"./a"}},
		{"CRLF", "module \"a\" {\r\n  source = \"./a\"\r\n}\r\n", []string{"./a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := moduleSources(&source.File{Path: "x.tf", Bytes: []byte(test.text)})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestModuleSourcesJSON(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{`{"module": {"b": {"source": "./b"}, "a": {"source": "./a"}, "c": {"source": "x/y/z"}}}`, []string{"./a", "./b"}},
		{`{"module": [{"b": [{"source": "./b"}]}, {"a": {"source": "./a"}}]}`, []string{"./a", "./b"}},
		{`{"module": {"a": {"source": 1}, "b": null}}`, nil},
		{`{"resource": {}}`, nil},
		{`{"module": `, nil},
	}
	for _, test := range tests {
		got := moduleSourcesJSON(&source.File{Path: "x.tf.json", Bytes: []byte(test.text)})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.text, diff)
		}
	}
}

func FuzzModuleSources(f *testing.F) {
	f.Add([]byte("module \"a\" {\n  source = \"./a\"\n}\n"))
	f.Add([]byte(`{"module": [{"b": [{"source": "./b"}]}]}`))
	f.Add([]byte(`"module" "./` + "\n}{source ="))
	f.Fuzz(func(_ *testing.T, text []byte) {
		moduleSources(&source.File{Bytes: text})
		moduleSourcesJSON(&source.File{Bytes: text})
	})
}
