package cloudformation

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/schema"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// maxRows bounds the combinations of values that are looked at to find the
// variants of a template.
const maxRows = 4096

// variant is one way in which the conditions that matter can turn out.
type variant struct {
	// when are the conditions that are decided.
	when map[string]bool
	// bound are the parameters whose text is not simply their default: those
	// that the conditions fix, and those whose default contradicts them.
	bound bindings
	// words say what is assumed.
	words []string
}

// group is a set of conditions that share variables, with all the rows that
// those variables have.
type group struct {
	variables  []int
	conditions []*condition
	rows       []row
	// outcomes say how the conditions turn out, for each row; distinct are the
	// different ones in the order of their first rows.
	outcomes []string
	distinct []string
}

// explore gives the variants of the template. Conditions beyond the bounds,
// those that matter least first, stay open.
func (t *template) explore() []*variant {
	decided := map[string]bool{}
	t.each(func(t *template) {
		for _, c := range t.conditions {
			if c.formula != nil && len(c.uses) == 0 {
				decided[c.key] = c.formula.holds(nil)
			}
		}
	})
	var groups []*group
	for _, c := range t.relevant() {
		if joined, rest := t.join(groups, c); joined != nil && count(rest)*len(joined.distinct) <= t.library.limits.Variants {
			groups = slices.Concat(rest, []*group{joined})
		}
	}
	variants := []*variant{{when: decided, bound: bindings{}}}
	for _, g := range groups {
		variants = t.multiply(variants, g)
	}
	for _, v := range variants {
		v.words = t.words(groups, v)
	}
	return variants
}

func count(groups []*group) int {
	total := 1
	for _, g := range groups {
		total *= len(g.distinct)
	}
	return total
}

// relevant gives the conditions that decide about resources which the model
// may know, the most used first.
func (t *template) relevant() []*condition {
	used := map[*condition]int{}
	t.each(func(t *template) { t.countUses(used) })
	var found []*condition
	t.each(func(t *template) {
		for _, c := range t.conditions {
			if used[c] > 0 && c.formula != nil && len(c.uses) > 0 {
				found = append(found, c)
			}
		}
	})
	slices.SortStableFunc(found, func(a, b *condition) int { return cmp.Compare(used[b], used[a]) })
	return found
}

// countUses counts how often the conditions decide about a resource of the
// stack, or about a part of one.
func (t *template) countUses(used map[*condition]int) {
	for _, r := range t.resources {
		if !isModelled(r.typ) {
			continue
		}
		used[t.condition[r.condition]]++
		r.body.Walk(func(n *tree.Node) bool {
			if name, arg := functionOf(n); name == "Fn::If" {
				if args := arguments(arg); len(args) > 0 {
					used[t.condition[textOf(args[0])]]++
				}
			}
			return true
		})
	}
}

// isModelled reports whether anything that the model knows may come of a
// resource type.
func isModelled(typ string) bool {
	return schema.Knows(typ) || isCustom(typ) || typ == "AWS::CloudFormation::Stack" || strings.HasPrefix(typ, "AWS::Cognito::")
}

// join adds a condition to the groups that it shares variables with, which
// become one; rest are the others. It gives nil if there would be too many rows.
func (t *template) join(groups []*group, c *condition) (joined *group, rest []*group) {
	joined = &group{rows: []row{make(row, len(t.variables))}, outcomes: []string{""}}
	for _, g := range groups {
		if !slices.ContainsFunc(g.variables, func(v int) bool { return slices.Contains(c.uses, v) }) {
			rest = append(rest, g)
			continue
		}
		if len(joined.rows)*len(g.rows) > maxRows {
			return nil, nil
		}
		joined = joined.cross(g)
	}
	for _, index := range c.uses {
		if slices.Contains(joined.variables, index) {
			continue
		}
		v := t.variables[index]
		if v.crowded || len(joined.rows)*len(v.classes) > maxRows {
			return nil, nil
		}
		joined = joined.extend(index, len(v.classes))
	}
	joined.conditions = append(joined.conditions, c)
	for i, r := range joined.rows {
		if c.formula.holds(r) {
			joined.outcomes[i] += "1"
		} else {
			joined.outcomes[i] += "0"
		}
	}
	seen := map[string]bool{}
	for _, outcome := range joined.outcomes {
		if !seen[outcome] {
			seen[outcome] = true
			joined.distinct = append(joined.distinct, outcome)
		}
	}
	return joined, rest
}

// cross combines each row with each of another group.
func (g *group) cross(other *group) *group {
	crossed := &group{
		variables:  slices.Concat(g.variables, other.variables),
		conditions: slices.Concat(g.conditions, other.conditions),
	}
	for i, r := range g.rows {
		for j, added := range other.rows {
			both := slices.Clone(r)
			for _, index := range other.variables {
				both[index] = added[index]
			}
			crossed.rows = append(crossed.rows, both)
			crossed.outcomes = append(crossed.outcomes, g.outcomes[i]+other.outcomes[j])
		}
	}
	return crossed
}

// extend combines each row with each class of a variable.
func (g *group) extend(index, classes int) *group {
	extended := &group{variables: append(slices.Clone(g.variables), index), conditions: slices.Clone(g.conditions)}
	for i, r := range g.rows {
		for class := range classes {
			more := slices.Clone(r)
			more[index] = uint8(class) // there are at most maxClasses
			extended.rows = append(extended.rows, more)
			extended.outcomes = append(extended.outcomes, g.outcomes[i])
		}
	}
	return extended
}

// multiply splits each variant by the outcomes of a group.
func (t *template) multiply(variants []*variant, g *group) []*variant {
	bound := make([]bindings, len(g.distinct))
	for i, outcome := range g.distinct {
		bound[i] = t.bind(g, outcome)
	}
	var split []*variant
	for _, v := range variants {
		for i, outcome := range g.distinct {
			more := &variant{when: maps.Clone(v.when), bound: maps.Clone(v.bound)}
			for j, c := range g.conditions {
				more.when[c.key] = outcome[j] == '1'
			}
			maps.Copy(more.bound, bound[i])
			split = append(split, more)
		}
	}
	return split
}

// bind says which texts parameters have where a group turns out in a certain
// way: the only one that is possible; or none that is known, where the default
// does not leave all else as open as it is.
func (t *template) bind(g *group, outcome string) bindings {
	bound := bindings{}
	for _, index := range g.variables {
		v := t.variables[index]
		if v.param == nil {
			continue
		}
		possible := map[uint8]bool{}
		all, withDefault := map[string]bool{}, map[string]bool{}
		for i, r := range g.rows {
			if g.outcomes[i] != outcome {
				continue
			}
			possible[r[index]] = true
			others := slices.Clone(r)
			others[index] = 0
			all[string(others)] = true
			if v.isDefault(r[index]) {
				withDefault[string(others)] = true
			}
		}
		switch {
		case len(possible) == 1:
			for class := range possible {
				bound[v.param.key] = v.classes[class].binding()
			}
		case len(withDefault) < len(all):
			bound[v.param.key] = nil
		}
	}
	return bound
}

// words says what a variant assumes, in the order of the template.
func (t *template) words(groups []*group, v *variant) []string {
	var open []*condition
	for _, g := range groups {
		for i, c := range g.conditions {
			if slices.ContainsFunc(g.distinct, func(outcome string) bool { return outcome[i] != g.distinct[0][i] }) {
				open = append(open, c)
			}
		}
	}
	slices.SortFunc(open, func(a, b *condition) int { return cmp.Compare(a.index, b.index) })
	words := make([]string, len(open))
	for i, c := range open {
		words[i] = "condition " + c.key + " is false"
		if v.when[c.key] {
			words[i] = "condition " + c.key + " is true"
		}
	}
	if len(words) == 0 {
		return nil
	}
	return words
}
