package lint_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
)

// TestCorpusOracle compares the models of SAM templates with those of what the
// reference transform makes of them. Inputs on which the two differ stand in
// testdata/oracle.txt with the reason for each.
func TestCorpusOracle(t *testing.T) {
	corpus := os.Getenv("GATELINT_CORPUS")
	if corpus == "" {
		t.Skip("GATELINT_CORPUS names no folder, so there is nothing to compare with")
	}
	root, err := source.Open(filepath.Join(corpus, "sam-translator"), source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	inputs, err := filepath.Glob(filepath.Join(corpus, "sam-translator", "input", "*.yaml"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs (%v)", err)
	}
	listed := reasons(t, "testdata/oracle.txt")
	pairs, agree := 0, 0
	for _, input := range inputs {
		name := strings.TrimSuffix(filepath.Base(input), ".yaml")
		want := shapes(t, root, "output/"+name+".json")
		if !strings.Contains(want, "api «") {
			continue
		}
		pairs++
		diff := cmp.Diff(want, shapes(t, root, "input/"+name+".yaml"))
		reason, expected := listed[name]
		delete(listed, name)
		switch {
		case diff == "":
			agree++
			if expected {
				t.Errorf("%s agrees; take it from the list (%s)", name, reason)
			}
		case !expected:
			t.Errorf("%s differs (-transform +gatelint):\n%s", name, diff)
		}
	}
	for name := range listed {
		t.Errorf("%s is on the list and is no input with an API", name)
	}
	t.Logf("the models of %d of %d inputs with an API agree", agree, pairs)
	if agree*100 < pairs*95 {
		t.Errorf("fewer than 95 %% agree")
	}
}

// shapes gives the models of a file's variants as text, in an order of their own.
func shapes(t *testing.T, root *source.Root, path string) string {
	t.Helper()
	result, err := lint.Run(t.Context(), root, []string{path}, lint.Options{
		Parameters: map[string]string{"param1": "value1", "param2": "value2"},
		Region:     "ap-southeast-1",
		Select:     []string{"DNS001"}, // it is the models that count
	})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range result.Models {
		withoutOthers(m)
		texts = append(texts, shape(m))
	}
	slices.Sort(texts)
	return strings.Join(slices.Compact(texts), "\n\n")
}

// withoutOthers takes from a model what serves other services: their permissions
// to call functions, and the roles that functions run under.
func withoutOthers(m *model.Model) {
	other := func(p *model.Permission) bool {
		principal, known := p.Principal.Text()
		return known && principal != "apigateway.amazonaws.com"
	}
	m.Permissions = slices.DeleteFunc(m.Permissions, other)
	for _, function := range m.Functions {
		function.Permissions = slices.DeleteFunc(function.Permissions, other)
	}
	m.Roles, m.IdentityPolicies = nil, nil
}

// reasons reads a list of names, each with a reason behind it.
func reasons(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			name, reason, _ := strings.Cut(line, " ")
			listed[name] = strings.TrimSpace(reason)
		}
	}
	return listed
}
