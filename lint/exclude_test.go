package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// A definition that cannot even be found for what it is makes a run incomplete,
// unless it is excluded.
func TestExcludedDefinitionsNeedNotBeReadable(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.yaml":       "Resources: {Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}}\n",
		"old/latin1.yaml": "Resources: {Shop: {Type: AWS::ApiGateway::RestApi}} # caf\xe9\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, excluded := range []bool{false, true} {
		root, err := source.Open(dir, source.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		result, err := lint.Run(t.Context(), root, nil, lint.Options{
			Excluded: func(path string) bool { return excluded && strings.HasPrefix(path, "old") },
		})
		root.Close()
		if err != nil {
			t.Fatal(err)
		}
		if (len(result.Problems) == 0) != excluded || result.Definitions != 1 {
			t.Errorf("excluded %v: %d definitions, problems %v", excluded, result.Definitions, result.Problems)
		}
	}
}
