package report_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// readSARIF reads a log with a library's idea of SARIF.
func readSARIF(t *testing.T, log string) *sarif.Report {
	t.Helper()
	read := &sarif.Report{}
	if err := json.Unmarshal([]byte(log), read); err != nil {
		t.Fatal(err)
	}
	return read
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile("sarif.json")
}

func validate(t *testing.T, schema *jsonschema.Schema, log string) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(document); err != nil {
		t.Error(err)
	}
}

func TestSARIF(t *testing.T) {
	golden(t, "report.sarif", write(t, "sarif", fixture(), report.Options{Base: "infra"}))
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	validate(t, schema, write(t, "sarif", fixture(), report.Options{}))
	validate(t, schema, write(t, "sarif", &report.Report{Version: "0.1.0", Complete: true}, report.Options{}))
	for _, payload := range payloads {
		validate(t, schema, write(t, "sarif", hostile(payload), report.Options{}))
	}
}

func TestSARIFOfRandomReportsIsValid(t *testing.T) {
	schema := sarifSchema(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range randomReports {
		r := randomReport(random)
		validate(t, schema, write(t, "sarif", r, report.Options{Base: "a b"}))
		if t.Failed() {
			t.Fatalf("%+v", r)
		}
	}
	tally.Count(t, "T52", "random reports in sarif", randomReports)
}

func TestSARIFForReaders(t *testing.T) {
	run := readSARIF(t, write(t, "sarif", fixture(), report.Options{Base: "infra/prod"})).Runs[0]
	if len(run.Tool.Driver.Rules) != 2 || len(run.Results) != 3 {
		t.Fatalf("%d rules, %d results", len(run.Tool.Driver.Rules), len(run.Results))
	}
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[result.RuleIndex]; *rule.ID != *result.RuleID {
			t.Errorf("result of %s points at rule %s", *result.RuleID, *rule.ID)
		}
	}
	location := run.Results[0].Locations[0].PhysicalLocation
	if got := *location.ArtifactLocation.URI; got != "infra/prod/api/main.tf" {
		t.Errorf("uri %s", got)
	}
	if *run.Invocations[0].ExecutionSuccessful {
		t.Error("an incomplete run is called successful")
	}
	levels := ""
	for _, note := range run.Invocations[0].ToolExecutionNotifications {
		levels += note.Level + " "
	}
	if levels != "error note error " {
		t.Errorf("levels of the notifications: %s", levels)
	}
	if got := *run.Invocations[0].ToolExecutionNotifications[0].Locations[0].PhysicalLocation.Region.StartLine; got != 1 {
		t.Errorf("the notification names line %d", got)
	}
}

// All results of a log say whether they are suppressed, or none does: section
// 3.27.23 of the standard.
func TestSARIFSuppressions(t *testing.T) {
	r := fixture()
	byBaseline := r.Suppressed[0]
	byBaseline.Reason, byBaseline.By = "", rules.Baseline
	r.Suppressed = append(r.Suppressed, byBaseline)
	var got []string
	for _, result := range readSARIF(t, write(t, "sarif", r, report.Options{})).Runs[0].Results {
		if result.Suppressions == nil {
			t.Error("a result does not say whether it is suppressed")
		}
		text := result.Level
		for _, s := range result.Suppressions {
			text += " " + *s.Kind + " " + *s.Status
			if s.Justification != nil {
				text += " " + *s.Justification
			}
		}
		got = append(got, text)
	}
	if diff := cmp.Diff([]string{"error", "warning", "error inSource accepted known", "error external accepted"}, got); diff != "" {
		t.Error(diff)
	}
	r.Suppressed = nil
	if strings.Contains(write(t, "sarif", r, report.Options{}), "suppressions") {
		t.Error("a log without suppressed results speaks of suppressions")
	}
}

func TestSARIFLimitKeepsWhatIsNotSuppressed(t *testing.T) {
	r := &report.Report{Version: "0.1.0", Complete: true, Findings: many(4999)}
	r.Summary.Count(r.Findings)
	for _, f := range many(3) {
		r.Suppressed = append(r.Suppressed, rules.Suppressed{Finding: f, By: rules.Baseline})
	}
	run := readSARIF(t, write(t, "sarif", r, report.Options{})).Runs[0]
	suppressed := 0
	for _, result := range run.Results {
		suppressed += len(result.Suppressions)
	}
	if len(run.Results) != 5000 || suppressed != 1 {
		t.Errorf("%d results, %d of them suppressed", len(run.Results), suppressed)
	}
	if note := run.Invocations[0].ToolExecutionNotifications[0]; !strings.HasPrefix(*note.Message.Text, "2 more suppressed findings") {
		t.Errorf("says %q", *note.Message.Text)
	}
}

// One result without a file or a line, and code scanning takes none of a log.
func TestSARIFResultsAlwaysHaveAPlace(t *testing.T) {
	r := &report.Report{Findings: []rules.Finding{
		{Rule: post, Severity: rules.Error, Message: "m", Related: []rules.Related{{Message: "nowhere"}, {At: place("b.tf", 2, 1, 2, 2), Message: "there"}}},
		{Rule: post, Severity: rules.Error, Message: "m", At: source.Range{File: "a.tf"}},
	}}
	log := write(t, "sarif", r, report.Options{Base: "infra"})
	validate(t, sarifSchema(t), log)
	results := readSARIF(t, log).Runs[0].Results
	for i, want := range []string{".", "infra/a.tf"} {
		location := results[i].Locations[0].PhysicalLocation
		if got := *location.ArtifactLocation.URI; got != want || *location.Region.StartLine != 1 {
			t.Errorf("%s:%d instead of %s:1", got, *location.Region.StartLine, want)
		}
	}
	if len(results[0].RelatedLocations) != 1 {
		t.Errorf("%d related places", len(results[0].RelatedLocations))
	}
}

func TestSARIFNamesFilesFromTheRepository(t *testing.T) {
	cases := []struct{ base, file, want string }{
		{"", "main.tf", "main.tf"},
		{"infra", "../shared/a b.tf", "shared/a%20b.tf"},
		{"a b/é", "m.tf", "a%20b/%C3%A9/m.tf"},
		{"", "a:b/100%/x#y?z.tf", "a%3Ab/100%25/x%23y%3Fz.tf"},
	}
	for _, c := range cases {
		r := &report.Report{Findings: []rules.Finding{{Rule: post, At: source.Range{File: c.file}}}}
		log := readSARIF(t, write(t, "sarif", r, report.Options{Base: c.base}))
		if got := *log.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI; got != c.want {
			t.Errorf("%s in %q became %s, want %s", c.file, c.base, got, c.want)
		}
	}
}

func TestSARIFLimit(t *testing.T) {
	r := &report.Report{Version: "0.1.0", Complete: true, Findings: many(6000)}
	r.Summary.Count(r.Findings)
	run := readSARIF(t, write(t, "sarif", r, report.Options{})).Runs[0]
	if len(run.Results) != 5000 {
		t.Fatalf("%d results", len(run.Results))
	}
	levels := map[string]int{}
	for _, result := range run.Results {
		levels[result.Level]++
	}
	if levels["error"] != 2000 || levels["warning"] != 2000 || levels["note"] != 1000 {
		t.Errorf("kept %v", levels)
	}
	note := run.Invocations[0].ToolExecutionNotifications[0]
	if !strings.HasPrefix(*note.Message.Text, "1000 more findings") {
		t.Errorf("says %q", *note.Message.Text)
	}
}

// TestSARIFColumns counts columns apart from gatelint's own counting: what a
// reader cuts out of the line by the region is what the finding was put on.
func TestSARIFColumns(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	//nolint:gosmopolitan // wide characters are what is tested
	alphabet := []rune("aZ \"=é日本🚀\u0301\u200D𐍈")
	text := func(n int) string {
		runes := make([]rune, n)
		for i := range runes {
			runes[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(runes)
	}
	for range 500 {
		before, marked, after := text(random.IntN(30)), text(1+random.IntN(10)), text(random.IntN(30))
		line := before + marked + after
		file, err := source.NewFile("a.tf", []byte("first\n"+line+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		at := file.Range(6+len(before), 6+len(before)+len(marked))
		r := &report.Report{Findings: []rules.Finding{{Rule: post, At: at}}}
		run := readSARIF(t, write(t, "sarif", r, report.Options{})).Runs[0]
		if *run.ColumnKind != "unicodeCodePoints" {
			t.Fatalf("columns are %s", *run.ColumnKind)
		}
		region := run.Results[0].Locations[0].PhysicalLocation.Region
		if got := cut(line, *region.StartColumn, *region.EndColumn); got != marked || *region.StartLine != 2 {
			t.Fatalf("the region of %q in %q holds %q", marked, line, got)
		}
	}
}

// cut gives what lies between two columns, by decoding bytes.
func cut(line string, start, end int) string {
	var b strings.Builder
	for column := 1; line != "" && column < end; column++ {
		r, size := utf8.DecodeRuneInString(line)
		if column >= start {
			fmt.Fprintf(&b, "%c", r)
		}
		line = line[size:]
	}
	return b.String()
}

func TestSARIFTextHasNoLinks(t *testing.T) {
	const link = "[click](https://evil.example)"
	var r report.Report
	fill(reflect.ValueOf(&r).Elem(), link)
	r.Narrowed[0].At = r.Findings[0].At
	log := write(t, "sarif", &r, report.Options{})
	var messages []string
	texts(t, log, &messages)
	for _, text := range messages {
		if strings.Contains(text, "](") {
			t.Errorf("a viewer makes a link of %q", text)
		}
	}
	if n := strings.Count(strings.Join(messages, "\n"), "[click] (https://evil.example)"); n < 6 {
		t.Errorf("only %d texts had the link", n)
	}
}

// texts gathers the texts of all messages of a log, and fails where one has
// Markdown too that is not a rule's.
func texts(t *testing.T, log string, into *[]string) {
	t.Helper()
	var document any
	if err := json.Unmarshal([]byte(log), &document); err != nil {
		t.Fatal(err)
	}
	var walk func(path string, node any)
	walk = func(path string, node any) {
		switch node := node.(type) {
		case map[string]any:
			for key, child := range node {
				if text, ok := child.(string); ok && key == "text" {
					*into = append(*into, text)
				}
				if key == "markdown" && !strings.HasSuffix(path, "/help") {
					t.Errorf("there is Markdown in %s", path)
				}
				walk(path+"/"+key, child)
			}
		case []any:
			for _, child := range node {
				walk(path, child)
			}
		}
	}
	walk("", document)
}

// What code scanning takes of one result and of one rule.
func TestSARIFLimitsOfAResult(t *testing.T) {
	f := rules.Finding{Rule: post, Severity: rules.Error, Message: "x", At: place("a.tf", 1, 1, 1, 2)}
	for i := range 3000 {
		f.Related = append(f.Related, rules.Related{At: place("a.tf", i+1, 1, i+1, 2), Message: "other"})
	}
	run := readSARIF(t, write(t, "sarif", &report.Report{Findings: []rules.Finding{f}}, report.Options{})).Runs[0]
	if n := len(run.Results[0].RelatedLocations); n < 100 || n > 1000 || len(run.Results[0].Locations) != 1 {
		t.Errorf("%d locations", n)
	}
	for _, rule := range rules.Catalogue() {
		r := &report.Report{Findings: []rules.Finding{{Rule: rule, At: f.At}}}
		tags := readSARIF(t, write(t, "sarif", r, report.Options{})).Runs[0].Tool.Driver.Rules[0].Properties.Tags
		if len(tags) == 0 || len(tags) > 20 {
			t.Errorf("%s has %d tags", rule.ID, len(tags))
		}
	}
}
