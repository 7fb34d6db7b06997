package reliability

import (
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T68: there is nothing to lint, which a wrong path in a pipeline leads to. It is
// never a pass, unless that was allowed.
func TestNothingIsNoPass(t *testing.T) {
	api := "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\n"
	empty := map[string]map[string]string{
		"nothing":                {},
		"no definition":          {"README.md": "# Nothing\n", "main.go": "package main\n"},
		"foreign YAML and JSON":  {"values.yaml": "a: b\n", "package.json": "{\"name\": \"a\"}\n", "compose.yml": "services: {}\n"},
		"an ignored folder":      {".gitignore": "infra/\n", "infra/main.tf": api},
		"an ignored file":        {".gitignore": "*.tf\n", "main.tf": api},
		"a hidden folder":        {".infra/main.tf": api},
		"installed packages":     {"node_modules/a/main.tf": api},
		"other ends of names":    {"main.tf.bak": api, "main.tf~": api, "main.hcl": api},
		"variables alone":        {"prod.tfvars": "a = 1\n"},
		"a document of one word": {"a.yaml": "word\n"},
	}
	for name, files := range empty {
		t.Run(name, func(t *testing.T) {
			dir := write(t, files)
			for _, args := range [][]string{{"check"}, {"check", "--format", "sarif"}, {"check", "--fail-on", "never"}, {"check", "--allow-incomplete"}} {
				if run := gatelint(t, dir, args...); run.code != 3 || run.stderr == "" {
					t.Errorf("%v ends with %d and says %q, want 3", args, run.code, run.stderr)
				}
			}
			if run := gatelint(t, dir, "check", "--allow-empty"); run.code != 0 {
				t.Errorf("with --allow-empty it ends with %d: %s", run.code, run.stderr)
			}
		})
	}
	tally.Count(t, "T68", "empty trees", len(empty))
	for _, path := range []string{"infra", "infra/main.tf", "..", "*.tf"} {
		if run := gatelint(t, write(t, nil), "check", path); run.code != 2 && run.code != 3 {
			t.Errorf("%s, which is not there, ends with %d", path, run.code)
		}
	}
}
