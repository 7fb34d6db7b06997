package report

import (
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Narrowing is a line of a configuration that makes the gate let more pass, and
// what it does.
type Narrowing struct {
	At      source.Range
	Message string
}

// narrowed lists what a configuration makes the gate let pass.
func (t *textWriter) narrowed() {
	if len(t.report.Narrowed) == 0 {
		return
	}
	for _, n := range t.report.Narrowed {
		t.print(t.paint.place(at(n.At)), ": ", t.paint.severity(rules.Info, "narrowed"), ": ", n.Message, "\n")
	}
	t.print("\n")
}

// narrowing says in a sentence what a line of a configuration does, for formats
// that show it by itself.
func narrowing(n Narrowing) string { return sentence("The configuration lets more pass: " + n.Message) }
