package report_test

import (
	"encoding/json"
	"testing"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
)

func TestEscapeJSONSaysTheSame(t *testing.T) {
	for _, payload := range payloads {
		raw, err := json.MarshalIndent(map[string]string{payload: payload}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		escaped := report.EscapeJSON(raw)
		var before, after map[string]string
		if err := json.Unmarshal(raw, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(escaped, &after); err != nil {
			t.Errorf("%.40q: %v", payload, err)
			continue
		}
		for key := range before {
			if after[key] != before[key] {
				t.Errorf("%.40q became %.40q", before[key], after[key])
			}
		}
		if found := injection.Find(string(escaped)); found != "" {
			t.Errorf("%.40q: %s", payload, found)
		}
	}
	tally.Count(t, "T52", "payloads in escaped json", len(payloads))
}
