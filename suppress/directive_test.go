package suppress

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gatelint/gatelint/internal/source"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"gatelint:ignore INT001 a reason":                        "INT001 | a reason |",
		"gatelint:ignore INT001":                                 "INT001 |  |",
		"gatelint:ignore":                                        " |  |",
		"gatelint:ignore INT001,PRM001 a reason":                 "INT001 PRM001 | a reason |",
		"gatelint:ignore INT001, PRM001, a reason":               "INT001 PRM001 a? | reason |",
		"gatelint:ignore lambda-integration-not-post a  reason ": "lambda-integration-not-post | a reason |",
		"gatelint:ignore INT001 expires=2027-01-31 a reason":     "INT001 | a reason | 2027-01-31",
		"gatelint:ignore INT001 a reason expires=2027-01-31":     "INT001 | a reason | 2027-01-31",
		"gatelint:ignore INT001 expires=2027-02-30 a reason":     "INT001 | a reason | 2027-02-30?",
		"gatelint:ignore INT001 expires= a reason":               "INT001 | a reason | ?",
		"gatelint:ignore expires=2027-01-31 a reason":            " | a reason | 2027-01-31",
		"gatelint:ignore INT001 -- a reason -- really":           "INT001 | a reason -- really |",
		"gatelint:ignore INT001 --":                              "INT001 |  |",
		"gatelint:ignore INT a reason":                           "INT? | a reason |",
		"gatelint:ignore * a reason":                             "*? | a reason |",
		"gatelint:ignore:INT001 a reason":                        "gatelint:ignore:INT001? |  |",
		"gatelint:ignored a reason":                              "gatelint:ignored? |  |",
		"gatelint: ignore INT001 a reason":                       "none",
		"see gatelint:ignore INT001 a reason":                    "none",
		"":                                                       "none",
	} {
		d, ok := parse(text, func(start, end int) source.Range {
			return source.Range{File: text[start:end], Start: source.Position{Line: 1, Column: 1 + start}}
		})
		got := "none"
		if ok {
			got = short(&d)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
		for _, name := range d.Names {
			if name.At.File != name.Text {
				t.Errorf("%q: the name %q stands at %q", text, name.Text, name.At.File)
			}
		}
	}
}

// short gives names, reason and day; a question mark follows what says nothing.
func short(d *Directive) string {
	var names []string
	for _, name := range d.Names {
		if name.Rule == nil {
			name.Text += "?"
		}
		names = append(names, name.Text)
	}
	day := ""
	if d.Expires != nil {
		day = " " + d.Expires.Text
		if d.Expires.Day.IsZero() {
			day += "?"
		}
	}
	return fmt.Sprintf("%s | %s |%s", strings.Join(names, " "), d.Reason, day)
}

func TestExpiry(t *testing.T) {
	today := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	for text, passed := range map[string]bool{"2027-01-30": true, "2027-01-31": false, "2027-02-01": false, "31.1.2027": true} {
		if got := expiry(text, source.Range{}).passed(today); got != passed {
			t.Errorf("%s: passed is %v", text, got)
		}
	}
	if expiry("2020-01-01", source.Range{}).passed(time.Time{}) || (*Expiry)(nil).passed(today) {
		t.Error("a day has passed without a today, or without being given")
	}
}

func TestNearest(t *testing.T) {
	for text, want := range map[string]string{
		"INT01": "INT001", "int001": "INT001", "lambda-integration-no-post": "lambda-integration-not-post",
		"the": "", "integration": "", strings.Repeat("x", 1<<20): "",
	} {
		if got := nearest(text); got != want {
			t.Errorf("%.30s: %q, want %q", text, got, want)
		}
	}
}
