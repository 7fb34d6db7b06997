package report

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// entry is what the formats list that know one kind of thing only: a finding,
// a problem that kept something from being read, or a line of a configuration
// that lets more pass.
type entry struct {
	at source.Range
	// unread says that it is a problem.
	unread   bool
	severity rules.Severity
	// check is the rule's id, or the kind of problem; title says it in words.
	check, title string
	// sentences say what is wrong and what to do.
	sentences   []string
	fingerprint string
}

// entries gives the findings, after them the problems, and last what a
// configuration narrows: the first ones are what people come for, and
// annotations are cut off at the end.
func entries(r *clean) []entry {
	list := make([]entry, 0, len(r.Findings)+len(r.Problems)+len(r.Narrowed))
	for i := range r.Findings {
		f := &r.Findings[i]
		list = append(list, entry{
			at: f.At, severity: f.Severity, check: f.Rule.ID, title: f.Rule.ID + " " + f.Rule.Name,
			sentences: sentences(f), fingerprint: f.Fingerprint,
		})
	}
	for _, p := range r.Problems {
		if p.Incomplete() {
			kind := string(p.Kind)
			list = append(list, entry{
				at: p.At, unread: true, severity: rules.Error, check: kind, title: "not read (" + kind + ")",
				sentences: []string{sentence("Not read: " + p.Message)}, fingerprint: kind + " " + p.Message,
			})
		}
	}
	for _, n := range r.Narrowed {
		list = append(list, entry{
			at: n.At, severity: rules.Info, check: "narrowed", title: "narrowed",
			sentences: []string{narrowing(n)}, fingerprint: "narrowed " + n.Message,
		})
	}
	return list
}

// sentences say all that a reader of a finding needs, for formats that have
// one text for it: what is wrong, when, what callers see, what to do.
func sentences(f *rules.Finding) []string {
	list := []string{sentence(f.Message)}
	if len(f.When) > 0 {
		list = append(list, "This holds when "+sentence(strings.Join(f.When, " and ")))
	}
	if len(f.Symptoms) > 0 {
		symptoms := each(f.Symptoms[:min(len(f.Symptoms), shownSymptoms)], func(s string) string { return strings.TrimSuffix(s, ".") })
		list = append(list, "Callers see: "+sentence(strings.Join(symptoms, ", or ")))
	}
	if f.Fix != "" {
		list = append(list, "Fix: "+sentence(f.Fix))
	}
	return list
}

// sentence ends a text with a full stop if nothing ends it.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
