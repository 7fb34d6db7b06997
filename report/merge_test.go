package report_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// part is shard i of n of a run that has read the files.
func part(i, n int, files ...string) report.Part {
	sums := map[string]string{}
	for _, file := range files {
		sums[file] = "1a"
	}
	return report.Part{From: fmt.Sprintf("%d.json", i), Report: &report.Report{
		Version: "0.1.0", Complete: true, Summary: report.Summary{Files: len(files), Definitions: 1},
		Shard: &report.Shard{Index: i, Count: n, Inputs: "0f", Files: sums},
	}}
}

// with adds a finding of a rule in a file.
func with(p report.Part, id, file string) report.Part {
	p.Report.Findings = append(p.Report.Findings, rules.Finding{
		Rule: &rules.Rule{ID: id}, Severity: rules.Warning, At: place(file, 1, 1, 1, 2), Resource: "a", Instances: 1,
	})
	return p
}

// A suppression is unused if it is so in all definitions that share its file.
func TestMergeKeepsWhatAllPartsSay(t *testing.T) {
	merged, err := report.Merge([]report.Part{
		with(with(part(1, 3, "shared.tf", "a.tf"), "SUP001", "shared.tf"), "SUP001", "a.tf"),
		part(2, 3, "shared.tf", "b.tf"),
		with(part(3, 3, "c.tf"), "SUP004", "c.tf"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range merged.Findings {
		got = append(got, f.Rule.ID+" "+f.At.File)
	}
	if want := "SUP001 a.tf, SUP004 c.tf"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestMergeCounts(t *testing.T) {
	one, two := with(part(1, 2, "shared.tf", "a.tf"), "INT001", "shared.tf"), with(part(2, 2, "shared.tf"), "INT001", "shared.tf")
	problem := source.Problem{Kind: source.Unreadable, At: source.Range{File: "locked"}, Message: "permission denied"}
	for _, p := range []report.Part{one, two} {
		p.Report.Problems = []source.Problem{problem}
		p.Report.Suppressed = []rules.Suppressed{{Finding: p.Report.Findings[0], Reason: "known", By: rules.Inline}}
	}
	two.Report.Complete = false
	other := with(part(0, 0), "INT001", "other.tf")
	other.Report.Shard, other.Repository, other.Report.Summary.Files = nil, "other", 5
	merged, err := report.Merge([]report.Part{two, other, one})
	if err != nil {
		t.Fatal(err)
	}
	want := report.Summary{Files: 7, Definitions: 3, Warning: 2, Suppressed: 1}
	if merged.Summary != want || len(merged.Problems) != 1 || merged.Complete {
		t.Errorf("%+v, %d problems, complete: %v", merged.Summary, len(merged.Problems), merged.Complete)
	}
}

// What was suppressed in two ways stays apart; one way may have several reasons.
func TestMergeSuppressed(t *testing.T) {
	ways := []rules.Suppressed{{Reason: "b", By: rules.Inline}, {Reason: "a", By: rules.Inline}, {By: rules.Baseline}, {Reason: "a", By: rules.Inline}}
	for range 20 {
		p := with(part(1, 1, "a.tf"), "INT001", "a.tf")
		rand.Shuffle(len(ways), func(i, j int) { ways[i], ways[j] = ways[j], ways[i] })
		for _, s := range ways {
			s.Finding = p.Report.Findings[0]
			p.Report.Suppressed = append(p.Report.Suppressed, s)
		}
		merged, err := report.Merge([]report.Part{p})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range merged.Suppressed {
			got = append(got, string(s.By)+s.Reason)
		}
		if want := "baseline inlinea; b"; strings.Join(got, " ") != want {
			t.Fatalf("got %v, want %s", got, want)
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	whole := func() report.Part {
		p := part(1, 1)
		p.Report.Shard, p.From = nil, "whole.json"
		return p
	}
	other := func(change func(*report.Shard)) report.Part {
		p := part(2, 2, "a.tf")
		change(p.Report.Shard)
		return p
	}
	for want, parts := range map[string][]report.Part{
		"there is no report to merge":                           nil,
		"the report of shard 2/4, 4/4 is missing":               {part(3, 4), part(1, 4)},
		"2/100, 3/100, 4/100, 5/100, 6/100":                     {part(1, 100)},
		"1.json and 1.json are both of shard 1/2":               {part(1, 2), part(1, 2), part(2, 2)},
		"1.json is of shard 1/2 and 3.json of shard 3/3":        {part(1, 2), part(3, 3)},
		"1.json is of shard 1/2 and whole.json is of no shard":  {part(1, 2), whole()},
		"1.json is of shard 1/2 and whole.json is of no shard:": {whole(), part(1, 2)},
		"1.json and 2.json are not of one run":                  {part(1, 2), other(func(s *report.Shard) { s.Inputs = "11" })},
		"1.json and 2.json are not of one run:":                 {part(1, 2), other(func(s *report.Shard) { s.Base = "x" })},
		"2.json has read another a.tf than the shards before":   {part(1, 2, "a.tf"), other(func(s *report.Shard) { s.Files["a.tf"] = "2b" })},
	} {
		if _, err := report.Merge(parts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Whoever adds something to a report decides how it is joined and read back.
func TestMergeKnowsAllOfAReport(t *testing.T) {
	known := []string{
		"Version", "Complete", "Findings", "Problems", "Suppressed", "Baseline", "Since", "Narrowed", "Undecided", "Summary", "Shard",
	}
	var fields []string
	for field := range reflect.TypeFor[report.Report]().Fields() {
		fields = append(fields, field.Name)
	}
	if diff := cmp.Diff(known, fields); diff != "" {
		t.Errorf("a step in merge.go joins it, or what runs after Merge sets it anew; read.go reads it; then add it here:\n%s", diff)
	}
}

func TestUnderNamesEveryFile(t *testing.T) {
	moved := readable(t).Under("shop")
	written := write(t, "json", moved, report.Options{})
	for _, file := range []string{`"api/main.tf"`, `"main.tf"`, `"bad.tf"`, `"big.json"`} {
		if strings.Contains(written, file) || !strings.Contains(written, `"shop/`+file[1:]) {
			t.Errorf("%s is not named under shop", file)
		}
	}
	if strings.Contains(written, `"file": "shop"`) {
		t.Error("what no file shows has a file")
	}
}
