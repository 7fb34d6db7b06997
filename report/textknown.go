package report

import (
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// known says what a baseline and a comparison with a commit kept from being
// shown.
func (t *textWriter) known() {
	p := &t.paint
	if b := t.report.Baseline; b != nil && t.verbose {
		for _, e := range b.Stale {
			t.print(p.place(at(source.Range{File: e.File})), ": ", p.severity(rules.Info, "stale"), ": ", p.strong(b.File), " has ",
				count(e.Count, "finding"), " at ", e.Resource, " no longer found ", p.faint("["+e.ID+" "+e.Rule+"]"), "\n")
		}
	}
	for _, sentence := range t.report.Known() {
		t.print(sentence, "\n")
	}
}
