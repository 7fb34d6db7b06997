package reliability

import (
	"bytes"
	"context"
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/report"
)

// names are those under which a text is read; each makes another reader of it.
var names = []string{"main.tf", "main.tf.json", "template.yaml", "template.json", "plan.json", "cdk.out/manifest.json", "terraform.tfvars"}

// sparsely is how many of the specimens there are for each seed: seeds are run
// with every test.
const sparsely = 40

// FuzzRun reads bytes as a definition, and what comes out as a report.
func FuzzRun(f *testing.F) {
	seeds := 0
	for _, s := range specimens(f) {
		for i, name := range names {
			if path.Ext(name) != path.Ext(s.victim) || len(s.files[s.victim]) > 4000 {
				continue
			}
			if seeds++; seeds%sparsely == 0 {
				f.Add(uint8(i), []byte(s.files[s.victim]))
			}
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		if len(text) > 20_000 {
			return
		}
		root, err := source.Open(dir, source.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		name := names[int(which)%len(names)]
		if root.Provide(name, text) != nil {
			return
		}
		if strings.HasSuffix(name, ".tfvars") && root.Provide("main.tf", []byte("variable \"a\" {}\n"+attribute("var.a"))) != nil {
			t.Fatal("nothing can be provided")
		}
		result, err := lint.Run(context.Background(), root, []string{"."}, lint.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Problems {
			if problem.Kind == source.Internal {
				t.Errorf("%s: %s", problem.At, problem.Message)
			}
		}
		var out bytes.Buffer
		sarif := &report.Report{Findings: result.Findings, Problems: result.Problems}
		if err := report.Write(&out, "sarif", sarif, report.Options{}); err != nil || !json.Valid(out.Bytes()) {
			t.Errorf("no report: %v\n%s", err, out.Bytes())
		}
	})
}
