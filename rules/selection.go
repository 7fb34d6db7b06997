package rules

import (
	"fmt"
	"slices"
	"strings"
)

// selected gives the rules that the options name, in the order of all. Without
// a selection these are all rules but those that never do more than inform. What
// is ignored is left out, even where it is selected by name.
func selected(all []*Rule, options Options) ([]*Rule, error) {
	for _, name := range slices.Concat(options.Select, options.Ignore) {
		if !slices.ContainsFunc(all, func(r *Rule) bool { return r.answersTo(name) }) {
			return nil, fmt.Errorf("%q is no rule's id, name, group or start of an id; `gatelint rules` lists them", name)
		}
	}
	var chosen []*Rule
	for _, rule := range all {
		wanted := rule.Severity != Info || rule.Worst != "" || options.raises(rule)
		if len(options.Select) > 0 {
			wanted = rule.answersToAny(options.Select)
		}
		if wanted && !rule.answersToAny(options.Ignore) {
			chosen = append(chosen, rule)
		}
	}
	return chosen, nil
}

// Decides reports whether a run with these options gives all findings of a
// rule.
func (o Options) Decides(rule *Rule) bool {
	if len(o.Select) > 0 {
		return rule.answersToAny(o.Select) && !rule.answersToAny(o.Ignore)
	}
	return rule.Severity != Info && !rule.answersToAny(o.Ignore)
}

// unasked reports whether a finding only informs, and nobody has selected its
// rule or raised its severity.
func (e *Engine) unasked(rule *Rule, v *violation) bool {
	if severity, ok := e.severity[rule]; ok && severity != Info {
		return false
	}
	return len(e.options.Select) == 0 && rule.Severity == Info && (v.Severity == "" || v.Severity == Info)
}

// answersTo reports whether name is the rule's id, its name, its group, or the
// start of its id.
func (r *Rule) answersTo(name string) bool {
	return name != "" && (strings.HasPrefix(r.ID, name) || r.Name == name || r.Group == name)
}

func (r *Rule) answersToAny(names []string) bool { return slices.ContainsFunc(names, r.answersTo) }
