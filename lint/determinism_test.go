package lint_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// The same input gives the same result, whatever the number of workers is and
// in whatever order paths are named.
func TestRunIsDeterministic(t *testing.T) {
	dir := generate(t, 1_000)
	want := ""
	for _, jobs := range []int{1, 2, 3, 8, 64} {
		for _, paths := range [][]string{{"."}, {"terraform", "cloudformation"}, {"cloudformation", "terraform"}} {
			root, err := source.Open(dir, source.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			result, err := lint.Run(context.Background(), root, paths, lint.Options{Jobs: jobs})
			root.Close()
			if err != nil {
				t.Fatal(err)
			}
			got := written(result)
			if want == "" {
				want = got
			}
			if len(result.Findings) == 0 || got != want {
				t.Fatalf("%d workers over %v: %d findings; the result differs from the first run's", jobs, paths, len(result.Findings))
			}
		}
	}
}

// written gives everything that a report may show.
func written(result *lint.Result) string {
	var text strings.Builder
	fmt.Fprintln(&text, len(result.Files), result.Definitions, result.Resources, result.APIs)
	for _, f := range result.Findings {
		fmt.Fprintln(&text, f.Rule.ID, f.At, f.Message, f.Resource, f.Instances, f.When, f.Related, f.Fingerprint)
	}
	for _, p := range result.Problems {
		fmt.Fprintln(&text, p)
	}
	return text.String()
}
