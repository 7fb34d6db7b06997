package rules

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
)

// Every built-in function of OPA is listed, as allowed (+) or refused (-), so
// that an upgrade cannot hand policies a new one in silence.
func TestBuiltinsAreListed(t *testing.T) {
	var got strings.Builder
	for _, builtin := range ast.CapabilitiesForThisVersion().Builtins {
		sign := "-"
		if slices.Contains(allowedBuiltins, builtin.Name) {
			sign = "+"
		}
		got.WriteString(sign + " " + builtin.Name + "\n")
	}
	const file = "testdata/builtins.txt"
	if os.Getenv("GATELINT_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("decide about the new functions, then set GATELINT_UPDATE=1 (-listed +here):\n%s", diff)
	}
}

func TestCapabilities(t *testing.T) {
	allowed := Capabilities()
	if !slices.IsSorted(allowedBuiltins) || len(allowed.Builtins) != len(allowedBuiltins) {
		t.Errorf("the list is not sorted, or names what OPA does not have: %d of %d", len(allowed.Builtins), len(allowedBuiltins))
	}
	for _, builtin := range allowed.Builtins {
		if builtin.Nondeterministic {
			t.Errorf("%s does not always give the same", builtin.Name)
		}
	}
	if allowed.AllowNet == nil || len(allowed.AllowNet) > 0 {
		t.Error("hosts are allowed")
	}
	if len(allowed.FutureKeywords) > 0 || slices.Contains(allowed.Features, ast.FeatureRegoV2) {
		t.Error("the newer negation is allowed")
	}
	if !slices.Contains(allowed.Features, ast.FeatureRegoV1) {
		t.Error("the language of our policies is not allowed")
	}
}
