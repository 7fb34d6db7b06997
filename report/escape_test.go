package report_test

import (
	"encoding/json"
	"testing"
	"unicode"

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
		if found := obeyed.Find(escaped); found != nil {
			t.Errorf("%.40q: a build server obeys %q", payload, found)
		}
		for _, r := range string(escaped) {
			if r != '\n' && r != '\u200D' && r != '\u200C' && unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
				t.Errorf("%.40q: holds %U", payload, r)
				break
			}
		}
	}
}
