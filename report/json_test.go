package report_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/report"
)

// update rewrites the golden files: GATELINT_UPDATE=1 go test ./report
var update = os.Getenv("GATELINT_UPDATE") != ""

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestJSON(t *testing.T) {
	golden(t, "report.json", write(t, "json", fixture(), report.Options{}))
}

func TestJSONOfNothing(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal([]byte(write(t, "json", &report.Report{Version: "1", Complete: true}, report.Options{})), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"schema": "gatelint.report/1", "version": "1", "complete": true,
		"findings": []any{}, "problems": []any{}, "suppressed": []any{},
		"summary": map[string]any{
			"files": 0., "definitions": 0., "resources": 0., "apis": 0.,
			"error": 0., "warning": 0., "info": 0., "suppressed": 0.,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestJSONKeys holds the shape against the public contract: the keys of a
// finding, and no null where a list is promised.
func TestJSONKeys(t *testing.T) {
	var got struct {
		Findings []map[string]any `json:"findings"`
	}
	if err := json.Unmarshal([]byte(write(t, "json", fixture(), report.Options{})), &got); err != nil {
		t.Fatal(err)
	}
	keys := []string{
		"id", "rule", "group", "severity", "phase", "message", "file", "range", "resource", "dialect", "when",
		"symptoms", "related", "fix", "fingerprint", "help",
	}
	for _, finding := range got.Findings {
		for _, key := range keys {
			if value, ok := finding[key]; key != "fix" && (!ok || value == nil) {
				t.Errorf("%s: no %s", finding["id"], key)
			}
		}
	}
	if len(got.Findings[0]) != len(keys) {
		t.Errorf("keys %v", reflect.ValueOf(got.Findings[0]).MapKeys())
	}
}
