package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/gatelint/gatelint/report"
)

// FuzzReport puts a string wherever a definition can put one, in every format.
func FuzzReport(f *testing.F) {
	for _, payload := range payloads {
		if len(payload) < 1000 {
			f.Add(payload)
		}
	}
	f.Fuzz(func(t *testing.T, payload string) {
		for _, format := range report.Formats() {
			var out bytes.Buffer
			options := report.Options{Lines: func(string, int) (string, bool) { return payload, true }}
			if err := report.Write(&out, format, hostile(payload), options); err != nil {
				t.Fatal(err)
			}
			text := out.String()
			switch {
			case injected(format, text) != "":
				t.Errorf("%s lets something through: %s in %q", format, injected(format, text), text)
			case (format == "json" || format == "sarif") && !json.Valid(out.Bytes()):
				t.Errorf("%s is no JSON: %s", format, text)
			}
			if read, ok := readers[format]; ok {
				read(t, text, hostile(payload))
			}
		}
	})
}
