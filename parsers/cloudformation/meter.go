package cloudformation

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/source"
)

// The bounds of resolving one template, over all its variants. The largest
// templates that can be deployed stay far below them.
const (
	maxSteps    = 2_000_000
	maxRendered = 64 << 20 // bytes of text that functions make
	maxText     = 1 << 20  // bytes of one text
	maxItems    = 100_000  // items of one list
)

// meter counts what resolving costs.
type meter struct {
	steps    int
	rendered int
	spent    bool
}

// step counts one value, and reports whether there may be more.
func (t *template) step() bool {
	t.meter.steps++
	return t.meter.steps <= maxSteps || t.exhaust(fmt.Sprintf("resolving the template takes more than %d steps", maxSteps))
}

// render counts a text that is about to be made, and reports whether it may be.
func (t *template) render(bytes int) bool {
	t.meter.rendered += bytes
	return bytes <= maxText && t.meter.rendered <= maxRendered ||
		t.exhaust("the texts that the template's functions make are too large")
}

// exhaust notes, once, that a bound was reached. It gives false.
func (t *template) exhaust(reason string) bool {
	if !t.meter.spent {
		t.meter.spent = true
		at := source.Range{File: t.document.File.Path}
		t.problems = append(t.problems, source.Problem{
			Kind: source.Limit, At: at, Message: reason + "; what lies beyond is not known. Split the template",
		})
	}
	return false
}
