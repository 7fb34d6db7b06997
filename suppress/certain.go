package suppress

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// certain reports whether it is certain that a directive suppresses nothing of a
// rule, with other inputs, too: a finding that shows itself only where a
// variable has another value is a reason to keep the directive.
func (f *fileOf) certain(a *applied, rule *rules.Rule, options Options) bool {
	if !options.Engine.Exhaustive(rule) || !options.Asked(a.At.File) {
		return false
	}
	for _, d := range f.definitions {
		if !d.Whole {
			return false
		}
		for _, m := range d.Models {
			if undecided(m) {
				return false
			}
		}
	}
	return true
}

// undecided reports whether anything in a model is left open that other inputs,
// or what is out of sight, would decide.
func undecided(m *model.Model) bool {
	if m.Partial || len(m.Unresolved) > 0 {
		return true
	}
	o := openness{}
	m.Describe(&o)
	return o.open
}

// openness is a visitor of a model that looks for what is left open.
type openness struct{ open bool }

func (o *openness) Value(_ string, v *value.Value)             { o.open = o.open || leftOpen(*v) }
func (o *openness) Fact(string, *value.Value)                  {}
func (o *openness) Text(string, string)                        {}
func (o *openness) Flag(name string, flag bool)                { o.open = o.open || flag && name == "conditional" }
func (o *openness) List(_ string, l []model.Describer)         { o.each(l) }
func (o *openness) Object(_ string, d model.Describer)         { o.each([]model.Describer{d}) }
func (o *openness) Set(_ string, _ *bool, l []model.Describer) { o.each(l) }

func (o *openness) each(list []model.Describer) {
	for _, d := range list {
		if !o.open && d != nil {
			d.Describe(o)
		}
	}
}

// settled are the reasons for not knowing a value, or for knowing it, that no
// input changes: nobody asked, the dialect's default, what AWS gives out.
var settled = map[value.Reason]bool{"": true, value.Default: true, value.Computed: true}

func leftOpen(v value.Value) bool {
	if !settled[v.Reason()] || v.Open() {
		return true
	}
	for _, part := range v.Parts() {
		if !settled[part.Reason] {
			return true
		}
	}
	for _, item := range v.Items() {
		if leftOpen(item) {
			return true
		}
	}
	for _, entry := range v.Entries() {
		if leftOpen(entry.Value) {
			return true
		}
	}
	return false
}
