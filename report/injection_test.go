package report_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// TestEveryFieldOfAReportIsSanitized puts payloads into every string that a
// report can hold, whatever fields it has or is given one day.
func TestEveryFieldOfAReportIsSanitized(t *testing.T) {
	for _, payload := range injection.Short() {
		var r report.Report
		fill(reflect.ValueOf(&r).Elem(), payload)
		for _, format := range report.Formats() {
			for _, verbose := range []bool{false, true} {
				out := write(t, format, &r, report.Options{Verbose: verbose, Lines: func(string, int) (string, bool) { return payload, true }})
				if found := injected(format, out); found != "" {
					t.Errorf("%s of %q: %s", format, payload, found)
				}
			}
		}
	}
	tally.Count(t, "T50", "payloads in every field", len(injection.Short()))
}

// fill puts a payload into all strings below a value. What only gatelint itself
// chooses stays as it is: rules, severities and kinds.
func fill(v reflect.Value, payload string) {
	switch v.Interface().(type) {
	case *rules.Rule:
		v.Set(reflect.ValueOf(post))
		return
	case rules.Severity:
		v.SetString(string(rules.Warning))
		return
	case source.ProblemKind:
		v.SetString(string(source.Unreadable))
		return
	case rules.ReasonKind:
		v.SetString(string(rules.OfData))
		return
	case rules.SuppressedBy:
		v.SetString(string(rules.Inline))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(payload)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), payload)
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue // other packages cannot print it
			}
			fill(v.Field(i), payload)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), payload)
		fill(v.Index(1), payload)
	case reflect.Map:
		key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, payload)
		fill(item, payload)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, item)
	default: // numbers and truth values say nothing
	}
}

// TestRandomReports writes the formats that have no reader of their own, and
// counts what is in them.
func TestRandomReports(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range randomReports {
		r := randomReport(random)
		for _, format := range []string{"text", "json", "html"} {
			out := write(t, format, r, report.Options{Verbose: true})
			if found := injected(format, out); found != "" {
				t.Fatalf("%s of %+v: %s", format, r, found)
			}
			if got := countFindings(t, format, out); got != len(r.Findings) {
				t.Fatalf("%s has %d findings of %+v", format, got, r)
			}
		}
	}
	for _, id := range []string{"T50", "T52", "T54"} {
		tally.Count(t, id, map[string]string{"T50": "random reports in text", "T52": "random reports in json", "T54": "random reports in html"}[id], randomReports)
	}
}

// countFindings counts them as a reader of the format does.
func countFindings(t *testing.T, format, out string) int {
	t.Helper()
	switch format {
	case "json":
		var read struct {
			Findings []struct {
				ID string `json:"id"`
			} `json:"findings"`
		}
		if err := json.Unmarshal([]byte(out), &read); err != nil {
			t.Fatal(err)
		}
		return len(read.Findings)
	case "html":
		return len(elements(parseHTML(t, out), "article", "finding"))
	}
	n := 0
	for line := range strings.SplitSeq(out, "\n") {
		if strings.HasSuffix(line, " ["+post.ID+" "+post.Name+"]") {
			n++
		}
	}
	return n
}
