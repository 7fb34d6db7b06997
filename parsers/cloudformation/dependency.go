package cloudformation

import "strconv"

// dependency is a condition or a parameter that a value may rest on, by its
// name among those of all stacks.
type dependency struct {
	condition bool
	key       string
}

// outcome gives what a dependency is in a variant, as a text to compare.
func (v *variant) outcome(d dependency) string {
	if d.condition {
		if holds, ok := v.when[d.key]; ok {
			return strconv.FormatBool(holds)
		}
		return ""
	}
	text, ok := v.bound[d.key]
	switch {
	case !ok:
		return ""
	case text == nil:
		return "?"
	}
	return "=" + *text
}

// rest notes that a value rests on a condition or a parameter.
func (r *resolver) rest(d dependency) {
	if r.rests != nil {
		r.rests[d] = r.variant.outcome(d)
	}
}

// decided gives how a condition turns out in the variant, and whether that is
// known.
func (r *resolver) decided(name string) (holds, known bool) {
	key := r.t.prefix + name
	r.rest(dependency{condition: true, key: key})
	holds, known = r.variant.when[key]
	return holds, known
}

// parameterText gives the text that a parameter has in the variant, nil if it is
// not known.
func (r *resolver) parameterText(p *parameter) *string {
	r.rest(dependency{key: p.key})
	if text, ok := r.variant.bound[p.key]; ok {
		return text
	}
	if p.fixed != nil {
		return p.fixed
	}
	return p.fallback
}

// holds reports whether what was resolved in another variant is the same in
// this one.
func (v *variant) agrees(rests map[dependency]string) bool {
	for d, outcome := range rests {
		if v.outcome(d) != outcome {
			return false
		}
	}
	return true
}
