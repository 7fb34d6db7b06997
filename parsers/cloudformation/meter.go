package cloudformation

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/source"
)

// meter counts what resolving costs, over all variants of a template.
type meter struct {
	steps    int
	rendered int
	spent    bool
}

// step counts one value, and reports whether there may be more.
func (t *template) step() bool {
	t.meter.steps++
	most := t.library.limits.TemplateSteps
	return t.meter.steps <= most || t.exhaust(fmt.Sprintf("resolving the template takes more than %d steps", most))
}

// render counts a text that is about to be made, and reports whether it may be.
func (t *template) render(bytes int) bool {
	t.meter.rendered += bytes
	limits := &t.library.limits
	return bytes <= limits.Text && t.meter.rendered <= limits.AllText ||
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
