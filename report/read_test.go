package report_test

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// readable is a report of rules that there are.
func readable(t testing.TB) *report.Report {
	t.Helper()
	rule := rules.Find("INT001")
	finding := rules.Finding{
		Rule: rule, Severity: rules.Error, Message: "GET / calls Lambda with GET",
		At: place("api/main.tf", 3, 28, 3, 33), Resource: "a[0]", Instances: 2, Addresses: []string{"a[0]", "a[1]"},
		Dialect: resource.Terraform, When: []string{"var.m keeps its default"}, Symptoms: rule.Symptoms,
		Related: []rules.Related{{At: place("main.tf", 1, 1, 1, 9), Message: "the module is called here"}},
		Fix:     rule.Remedy, Fingerprint: "5f2a",
	}
	nowhere := finding
	nowhere.At, nowhere.Related, nowhere.Fix = source.Range{}, nil, ""
	r := &report.Report{
		Version:  "0.1.0",
		Findings: []rules.Finding{nowhere, finding},
		Problems: []source.Problem{
			{Kind: source.Unreadable, At: place("bad.tf", 1, 1, 1, 2), Message: "it does not parse"},
			{Kind: source.Limit, At: source.Range{File: "big.json"}, Message: "it is too large"},
		},
		Suppressed: []rules.Suppressed{{Finding: finding, Reason: "known", By: rules.Inline}},
		Summary:    report.Summary{Files: 2, Definitions: 1, Resources: 3, APIs: 1, Suppressed: 1},
		Shard: &report.Shard{
			Index: 2, Count: 3, Inputs: "0f", Base: "services",
			Files: map[string]string{"api/main.tf": "1a", "main.tf": "2b"}, Others: map[string]string{"bad.tf": "3c"},
		},
	}
	r.Summary.Count(r.Findings)
	return r
}

// What is read is what was written: in every format it gives the same bytes.
func TestReadGivesWhatWasWritten(t *testing.T) {
	for _, payload := range append(payloads, "plain") {
		r := readable(t)
		for i := range r.Findings {
			f := &r.Findings[i]
			f.Message, f.Resource, f.Fix, f.Fingerprint = payload, payload, payload, payload
			f.At.File, f.When, f.Addresses = payload, []string{payload}, []string{payload, payload + "2"}
			f.Related = []rules.Related{{At: source.Range{File: payload}, Message: payload}}
		}
		r.Problems[0].At.File, r.Problems[0].Message = payload, payload
		r.Suppressed[0].Reason, r.Suppressed[0].Finding.Message = payload, payload
		got, err := report.Read([]byte(write(t, "json", r, report.Options{})), "0.1.0")
		if err != nil {
			t.Fatalf("%q: %v", payload, err)
		}
		for _, format := range report.Formats() {
			if want, again := write(t, format, r, report.Options{}), write(t, format, got, report.Options{}); want != again {
				t.Errorf("%s of %.40q differs:\n%s\n%s", format, payload, want, again)
			}
		}
	}
}

func TestReadRefuses(t *testing.T) {
	written := write(t, "json", readable(t), report.Options{})
	for name, tc := range map[string]struct {
		old, new, want string
	}{
		"no JSON":            {`"complete"`, `complete`, "line 4, column 3: invalid character 'c'"},
		"a text for a flag":  {`"complete": false`, `"complete": "no"`, "line 4, column 18: cannot unmarshal string"},
		"an end in between":  {written[100:], "", "unexpected end of JSON input"},
		"another schema":     {"gatelint.report/1", "gatelint.report/2", `its schema is "gatelint.report/2", not "gatelint.report/1"`},
		"another version":    {`"version": "0.1.0"`, `"version": "0.2.0"`, "gatelint 0.2.0 made it, and this is gatelint 0.1.0"},
		"an unknown key":     {`"complete"`, `"completed": 1, "complete"`, `unknown field "completed"`},
		"something after":    {"\n}\n", "\n}\n{}", "invalid character '{' after top-level value"},
		"an unknown rule":    {`"id": "INT001"`, `"id": "INT999"`, `findings[0]: there is no rule "INT999"`},
		"a severity":         {`"severity": "error"`, `"severity": "fatal"`, `findings[0]: there is no severity "fatal"`},
		"a place":            {`"line": 3,`, `"line": 0,`, "findings[1]: a range has a start and an end, with lines and columns from 1 on"},
		"a kind of problem":  {`"kind": "limit"`, `"kind": "other"`, `problems[1]: there is no kind of problem "other"`},
		"a way to suppress":  {`"by": "inline"`, `"by": "magic"`, `suppressed[0]: nothing suppresses by "magic"`},
		"left out findings":  {`"error": 2`, `"error": 3`, "it lists 2 findings of 3; make it without --max-findings"},
		"other counts":       {`"error": 2`, `"error": 1`, "summary: the numbers of findings are not those of the list"},
		"a count below zero": {`"apis": 1`, `"apis": -1`, "summary: a number is less than 0"},
		"files":              {`"files": 2`, `"files": 7`, "summary: it counts 7 files, and the shard lists 2"},
		"no such shard":      {`"index": 2`, `"index": 4`, "shard: there is no shard 4/3"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(written, tc.old) {
				t.Fatalf("the report has no %s:\n%s", tc.old, written)
			}
			_, err := report.Read([]byte(strings.Replace(written, tc.old, tc.new, 1)), "0.1.0")
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}

// FuzzRead demands that whatever can be read can be written and read again, and
// that nothing in it gets through.
func FuzzRead(f *testing.F) {
	seed := write(f, "json", readable(f), report.Options{})
	f.Add(seed)
	f.Add(strings.Replace(seed, "GET / calls", `\u001b[31m\u202e##[error]`, 1))
	f.Add(strings.Replace(seed, `"shard"`, `"Shard"`, 1))
	f.Add(`{"schema": "gatelint.report/1", "version": "0.1.0"}`)
	f.Add(`{"schema": "gatelint.report/1", "version": "0.1.0", "findings": [{"id": "INT001", "severity": "info"}], "summary": {"info": 1}}`)
	f.Fuzz(func(t *testing.T, document string) {
		r, err := report.Read([]byte(document), "0.1.0")
		if err != nil {
			if text := err.Error(); strings.ContainsAny(text, "\x1b\r\n\x00\u202E\u2028") {
				t.Errorf("the error lets something through: %q", text)
			}
			return
		}
		written := write(t, "json", r, report.Options{})
		if found := injection.Find(written); found != "" {
			t.Errorf("something gets through: %s in %q", found, written)
		}
		again, err := report.Read([]byte(written), "0.1.0")
		if err != nil {
			t.Fatalf("%v of\n%s", err, written)
		}
		if second := write(t, "json", again, report.Options{}); second != written {
			t.Errorf("written once:\n%s\nand again:\n%s", written, second)
		}
		write(t, "sarif", r, report.Options{})
		write(t, "text", r, report.Options{})
	})
}
