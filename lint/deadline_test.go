package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
)

// broken is an API whose function may not be invoked; it has findings.
const broken = `
resource "aws_api_gateway_rest_api" "a" {
  name = "a"
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i" {
  rest_api_id             = aws_api_gateway_rest_api.a.id
  resource_id             = aws_api_gateway_rest_api.a.root_resource_id
  http_method             = aws_api_gateway_method.m.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "GET"
  uri                     = aws_lambda_function.f.invoke_arn
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/f"
}
`

// copies gives a root with n folders that hold the broken API.
func copies(t *testing.T, n int) *source.Root {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("a%02d", i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func run(t *testing.T, root *source.Root, options Options) *Result {
	t.Helper()
	result, err := Run(context.Background(), root, []string{"."}, options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// A panic while one of a hundred definitions is worked on, at whatever step,
// leaves the findings of the others as they are, and is reported.
func TestPanicStaysWithItsDefinition(t *testing.T) {
	const n = 100
	want := run(t, copies(t, n), Options{})
	if len(want.Findings) < n || len(want.Problems) > 0 {
		t.Fatalf("%d findings, problems %v", len(want.Findings), want.Problems)
	}
	each := len(want.Findings) / n
	panics := 0
	for victim, step := range map[string]string{"a00": "read", "a42": "model", "a99": "rules"} {
		got := run(t, copies(t, n), Options{observe: func(at, path string) {
			if at == step && path == victim {
				panic("injected")
			}
		}})
		panics++
		if len(got.Findings) != each*(n-1) {
			t.Errorf("%s of %s: %d findings, want %d", step, victim, len(got.Findings), each*(n-1))
		}
		for _, finding := range got.Findings {
			if strings.HasPrefix(finding.At.File, victim) {
				t.Errorf("%s of %s: a finding from there", step, victim)
			}
		}
		if len(got.Problems) != 1 || got.Problems[0].At.File != victim || got.Problems[0].Kind != source.Internal || !got.Problems[0].Incomplete() {
			t.Errorf("%s of %s: problems %v", step, victim, got.Problems)
		}
	}
	tally.Count(t, "T09", "panics", panics)
}

// What the run has no time for is reported, whether it was begun or not.
func TestRunTime(t *testing.T) {
	const n = 10
	past := run(t, copies(t, n), Options{Deadline: time.Now().Add(-time.Second)})
	if len(past.Findings) > 0 || len(past.Problems) != n {
		t.Errorf("a run without time: %d findings, problems %v", len(past.Findings), past.Problems)
	}
	for _, problem := range past.Problems {
		if problem.Kind != source.Limit || !problem.Incomplete() {
			t.Errorf("got %v", problem)
		}
	}

	// One that hangs is left behind, and one that ends soon is not.
	for _, hangs := range []bool{true, false} {
		ctx, cancel := context.WithCancel(context.Background())
		hang := make(chan struct{})
		got := inTime(ctx, unit{path: "x"}, source.DefaultLimits(), func() outcome {
			cancel()
			if hangs {
				<-hang
			}
			return outcome{read: true}
		})
		close(hang)
		if got.read == hangs || hangs && len(got.problems) != 1 {
			t.Errorf("hangs %v: got %+v", hangs, got)
		}
	}
}

// An interrupt is none of the run's limits: there is no result.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if result, err := Run(ctx, copies(t, 1), []string{"."}, Options{}); err == nil {
		t.Errorf("got %v", result)
	}
}
