package report

import (
	"fmt"

	"github.com/gatelint/gatelint/rules"
)

// known says in a line each what a baseline and a comparison with a commit kept
// from being shown.
func (t *textWriter) known() {
	p := &t.paint
	if b := t.report.Baseline; b != nil {
		if t.verbose {
			for _, e := range b.Stale {
				t.print(p.place(e.File), ": ", p.severity(rules.Info, "stale"), ": ", p.strong(b.File), " has ",
					count(e.Count, "finding"), " at ", e.Resource, " that no longer occurs ", p.faint("["+e.ID+" "+e.Rule+"]"), "\n")
			}
		}
		t.print(p.strong("Baseline "+b.File), fmt.Sprintf(": %d hidden", b.Hidden))
		if n := len(b.Stale); n > 0 {
			t.print("; ", p.severity(rules.Info, fmt.Sprintf("%d stale", n)), " (no longer found; --write-baseline drops them)")
		}
		t.print(".\n")
	}
	if s := t.report.Since; s != nil {
		t.print(p.strong("Since "+s.Revision), fmt.Sprintf(" (%.7s): %d older not shown", s.Commit, s.Older))
		if !s.Complete {
			t.print("; ", p.severity(rules.Warning, "not everything could be read there"), ", so that some of what is shown may be older")
		}
		t.print(".\n")
	}
}
